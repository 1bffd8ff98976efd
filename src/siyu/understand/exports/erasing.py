"""What exports of segments hold about one person: rows of the files that still lie there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import F, Q

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person, PersonalData
from siyu.lib.text import Text
from siyu.understand.exports.dropping import drop_files, drop_older_editions
from siyu.understand.exports.models import ExportRun
from siyu.understand.exports.writing import rows_of, write_without
from siyu.unify.members.models import Merge


def _settle(person: Person) -> None:
    """Take out the rows of those the person was once merged with and is no longer: they may show what was the person's.

    Before anything is erased, because the merges are forgotten with the person.
    """
    mine = Q(source__in=person.sources) | Q(target__in=person.sources)
    undone = Merge.objects.filter(mine, workspace=person.workspace).exclude(undone_at=None)
    met = {number for pair in undone.values_list("source", "target") for number in pair} - set(person.sources)
    if met:
        _take_out(person.workspace, met)


def _erase(person: Person) -> None:
    _take_out(person.workspace, person.sources)


def _take_out(workspace: Workspace, ids: Collection[int]) -> None:
    for run in list(_held(workspace)):
        if run.state != ExportRun.DONE:
            # Whoever writes it notices that somebody was erased, and does not keep it.
            drop_files(run)
            continue
        drop_older_editions(run)
        if gone := rows_of(run.file, ids):
            _leave_out(run, ids, gone)
            drop_older_editions(run)


def _leave_out(run: ExportRun, ids: Collection[int], gone: int) -> None:
    before = run.file
    run.edition += 1
    written = write_without(before, run.file, ids)
    ExportRun.objects.filter(pk=run.pk).update(
        edition=run.edition, rows=written.rows, file_bytes=written.size, sha256=written.sha256,
        erased_rows=F("erased_rows") + gone,
    )  # fmt: skip


def _held(workspace: Workspace) -> Iterator[ExportRun]:
    """Yield the runs whose files may lie there."""
    runs = ExportRun.objects.filter(export__workspace=workspace, dropped_at=None).exclude(stem="")
    yield from runs.exclude(state=ExportRun.FAILED).order_by("pk")


def _count(person: Person) -> int:
    done = (run for run in _held(person.workspace) if run.state == ExportRun.DONE)
    return sum(rows_of(run.file, person.sources) for run in done)


STORES = (
    PersonalData(
        name="segment_exports",
        label=Text("分群定时导出的文件", "Files of scheduled exports of segments"),
        holds=("understand_exports.SegmentExport", "understand_exports.ExportRun", "files.segment_exports"),
        fate="erased",
        count=_count,
        erase=_erase,
        settle=_settle,
    ),
)
