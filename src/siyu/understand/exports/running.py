"""Carrying a run out: permission, members up to date, the file, its row; what goes wrong is told in the history."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.loads.leases import hold
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.exports.dropping import drop_files
from siyu.understand.exports.models import ExportRun
from siyu.understand.exports.permitted import refuse_lapsed
from siyu.understand.exports.writing import write_members
from siyu.understand.segments.evaluating import bring_up_to_date
from siyu.understand.segments.reading import members_of

MOST_TRIES = 3

INTERNAL = Refusal(
    "export.internal",
    Text("导出时发生内部错误", "the export met an internal error"),
    mend=Text("请查看服务日志，然后重新运行。", "See the log, then run it again."),
)
GIVEN_UP = Refusal(
    "export.given_up",
    Text("后台进程三次中断，已放弃", "the worker died three times writing it"),
    mend=Text("请检查内存和磁盘，然后重新运行。", "Look at memory and disk, then run it again."),
)


def carry_out_run(run_id: int) -> ExportRun:
    """Write the run's file and return the run; one that ended stays as it is.

    Anything but a `Refusal` is recorded and raised. Raises `Refusal` `lease.held` while another process is at it, and
    `ExportRun.DoesNotExist` for a run whose export was deleted.
    """
    with hold(f"segment-export:{run_id}"):
        run = ExportRun.objects.select_related("export__segment__workspace").get(pk=run_id)
        if run.state not in ExportRun.OPEN:
            return run
        drop_files(run)
        _begin(run)
        try:
            if run.tries > MOST_TRIES:
                raise GIVEN_UP
            refuse_lapsed(run.export)
            _write(run)
        except Refusal as refusal:
            _fail(run, refusal)
        except Exception:
            _fail(run, INTERNAL)
            raise
        return run


def _begin(run: ExportRun) -> None:
    run.stem, run.edition = secrets.token_urlsafe(24), 1
    run.content = run.export.content
    ExportRun.objects.filter(pk=run.pk).update(
        state=ExportRun.RUNNING, stem=run.stem, edition=1, content=run.content, tries=F("tries") + 1,
        touched_at=datetime.now(UTC),
    )  # fmt: skip
    run.refresh_from_db(fields=["tries", "state", "missed"])


def _write(run: ExportRun) -> None:
    segment, workspace = run.export.segment, run.export.segment.workspace
    bring_up_to_date(segment)
    if segment.evaluated_version is None:
        text = Text("分群还没有计算出会员", "the segment has not been evaluated yet")
        raise Refusal("export.not_evaluated", text, mend=Text("请重新运行。", "Run it again."), status=409)
    workspace.refresh_from_db(fields=["erasures"])
    written = write_members(workspace, members_of(segment), run.file, masked=run.content != run.export.FULL)
    now = datetime.now(UTC)
    with transaction.atomic():
        same = Workspace.objects.select_for_update().filter(pk=workspace.pk, erasures=workspace.erasures)
        if not same.exists():
            text = Text("期间有会员被删除", "a member was erased meanwhile")
            raise Refusal("export.erased_meanwhile", text, mend=Text("请重新运行。", "Run it again."), status=409)
        _change(
            run, state=ExportRun.DONE, rows=written.rows, file_bytes=written.size, sha256=written.sha256,
            segment_version=segment.evaluated_version, evaluated_at=segment.evaluated_at, finished_at=now,
            expires_at=now + timedelta(days=run.export.keep_days), error=None,
        )  # fmt: skip
        told = {"export": run.export_id, "run": run.pk, "members": written.rows, "content": run.content}
        record(command_line(workspace), "segment_export.written", "segment", segment.name, told)


def _fail(run: ExportRun, refusal: Refusal) -> None:
    drop_files(run)
    with transaction.atomic():
        _change(run, state=ExportRun.FAILED, error=refusal.as_dict(), finished_at=datetime.now(UTC))
        told = {"export": run.export_id, "run": run.pk, "code": refusal.code}
        segment = run.export.segment
        record(command_line(segment.workspace), "segment_export.failed", "segment", segment.name, told)


def _change(run: ExportRun, **changes: object) -> None:
    for name, value in changes.items():
        setattr(run, name, value)
    run.save(update_fields=list(changes))
