"""Files of exports: masked or full, counted and hashed, by permission at every run, once for all that was missed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.keys import make_key, revoke_key
from siyu.accounts.models import AuditEntry, Role, User, Workspace
from siyu.jobs.lanes import drain
from siyu.lib.errors import Refusal
from siyu.understand.exports import claiming, running, writing
from siyu.understand.exports.claiming import claim_due, take_up_lost
from siyu.understand.exports.dropping import HISTORY_DAYS, drop_expired
from siyu.understand.exports.managing import ask_run, change_export, delete_export, stop_export
from siyu.understand.exports.models import ExportRun, SegmentExport, folder
from siyu.understand.exports.running import MOST_TRIES, carry_out_run
from siyu.understand.segments.changing import delete_segment
from siyu.understand.segments.reading import find_segment
from tests.understand.exports.conftest import Export, access_of, wanted

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)


def run_now(export: SegmentExport) -> ExportRun:
    return carry_out_run(ask_run(command_line(export.workspace), export.pk).pk)


def test_a_file_is_masked_counted_and_hashed(export: Export) -> None:
    run = run_now(export())
    raw = run.file.read_bytes()
    assert (run.state, run.rows, run.file_bytes, run.sha256) == ("done", 5, len(raw), hashlib.sha256(raw).hexdigest())
    assert raw.decode().count("\r\n") == 6
    assert "13800000001" not in raw.decode()
    assert run.file.stat().st_mode & 0o777 == 0o600
    assert (run.segment_version, run.has_file) == (1, True)
    assert AuditEntry.objects.filter(action="segment_export.written", object_id="cake").count() == 1


def test_with_permission_it_holds_personal_data(export: Export) -> None:
    assert "13800000001" in run_now(export(content="full")).file.read_text()


def test_who_may_not_reveal_sets_up_no_full_one(export: Export, dora: User, shop: Workspace) -> None:
    with pytest.raises(Refusal, match="Export the members") as refused:
        export(by=access_of(dora, shop))
    assert refused.value.status == 403
    assert not SegmentExport.objects.exists()


@pytest.mark.parametrize("how", ["role", "left", "user", "key"])
def test_permission_is_asked_again_at_every_run(export: Export, bob: User, shop: Workspace, how: str) -> None:
    access = access_of(bob, shop)
    if how == "key":
        key, _ = make_key(shop, "nightly", "operator", by=bob)
        access = type(access)(shop, None, "operator", access.permissions, key)
    made = export(by=access, content="full")
    assert run_now(made).state == "done"
    role, now = Role.objects.filter(user=bob), datetime.now(UTC)
    if how == "role":
        role.update(role="analyst")
    elif how == "left":
        role.update(deactivated_at=now)
    elif how == "user":
        User.objects.filter(pk=bob.pk).update(deactivated_at=now)
    else:
        revoke_key(key)
    run = run_now(made)
    assert run.error is not None
    assert (run.state, run.error["code"]) == ("failed", "export.no_longer_permitted")
    assert not list(folder().glob(f"{run.stem}*"))
    change_export(command_line(shop), made.pk, wanted(content="full"))
    assert run_now(made).state == "done"


def test_missed_times_are_made_up_for_once(export: Export) -> None:
    made = export()
    late = made.due_at + 3 * DAY + timedelta(hours=1)
    assert claim_due(late) == 1
    assert claim_due(late) == 0
    run = ExportRun.objects.get()
    assert (run.due_at, run.missed) == (made.due_at, 3)
    made.refresh_from_db()
    assert made.due_at > late
    # Still not written when the next one is due: it stands for that too.
    assert claim_due(made.due_at) == 0
    run.refresh_from_db()
    assert (ExportRun.objects.count(), run.missed) == (1, 4)
    drain()
    assert ExportRun.objects.get().state == "done"


def test_what_was_due_while_stopped_is_not_made_up_for(export: Export, shop: Workspace) -> None:
    made = export(every="hour", hour=None)
    stop_export(command_line(shop), made.pk, stopped=True)
    assert claim_due(made.due_at + DAY) == 0
    SegmentExport.objects.update(due_at=made.due_at - DAY)
    assert stop_export(command_line(shop), made.pk, stopped=False).due_at > datetime.now(UTC)
    assert claim_due(datetime.now(UTC)) == 0


def test_the_members_are_those_of_the_moment(export: Export, shop: Workspace) -> None:
    made = export()
    segment = find_segment(shop, "cake")
    segment.document = segment.document | {"rule": {"all": []}}
    segment.save()
    type(segment).objects.update(version=2)
    run = run_now(made)
    assert (run.rows, run.segment_version) == (19, 2)


def test_a_lost_run_is_taken_up_and_given_up_at_last(export: Export) -> None:
    made = export()
    run = ExportRun.objects.create(export=made, state="running", tries=1, touched_at=datetime.now(UTC))
    assert take_up_lost() == 0
    assert take_up_lost(datetime.now(UTC) + 2 * claiming.LOST_AFTER) == 1
    drain()
    run.refresh_from_db()
    assert (run.state, run.tries) == ("done", 2)
    other = ExportRun.objects.create(export=made, tries=MOST_TRIES, touched_at=datetime.now(UTC))
    done = carry_out_run(other.pk)
    assert done.error is not None
    assert done.error["code"] == "export.given_up"


def test_whom_an_erasure_meets_midway_is_not_kept(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    made, write = export(), running.write_members

    def erase_meanwhile(workspace: Workspace, members: Any, path: Path, *, masked: bool) -> Any:
        Workspace.objects.filter(pk=workspace.pk).update(erasures=workspace.erasures + 1)
        return write(workspace, members, path, masked=masked)

    monkeypatch.setattr(running, "write_members", erase_meanwhile)
    run = run_now(made)
    assert run.error is not None
    assert run.error["code"] == "export.erased_meanwhile"
    assert list(folder().iterdir()) == []


def test_a_full_disk_is_told_and_anything_else_is_told_and_raised(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = export()
    with monkeypatch.context() as patch:
        patch.setattr(writing, "SPARE_BYTES", 2**62)
        run = run_now(made)
    assert run.error is not None
    assert run.error["code"] == "export.disk_full"
    monkeypatch.setattr(running, "bring_up_to_date", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        run_now(made)
    last = ExportRun.objects.latest("pk")
    assert last.error is not None
    assert (last.state, last.error["code"]) == ("failed", "export.internal")


def test_files_expire_and_history_ends(export: Export) -> None:
    run = run_now(export(keep_days=1))
    assert drop_expired() == 0
    assert drop_expired(datetime.now(UTC) + 2 * DAY) == 1
    run.refresh_from_db()
    assert (run.has_file, run.rows, run.file.exists()) == (False, 5, False)
    drop_expired(datetime.now(UTC) + (HISTORY_DAYS + 1) * DAY)
    assert not ExportRun.objects.exists()


def test_an_exported_segment_is_not_deleted_and_an_export_takes_its_files_along(
    export: Export, shop: Workspace, django_capture_on_commit_callbacks: Any
) -> None:
    made = export()
    run = run_now(made)
    with pytest.raises(Refusal, match="exported on a schedule"):
        delete_segment(command_line(shop), "cake")
    with django_capture_on_commit_callbacks(execute=True):
        delete_export(command_line(shop), made.pk)
    assert not run.file.exists()
    delete_segment(command_line(shop), "cake")
