"""Making, changing, pausing and asking folder pulls; every change is audited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.pulls.documents import check_pull, parse_pull
from siyu.connect.pulls.models import FolderPull, PulledFile
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest


def make_pull(access: Access, name: str, document: Any) -> FolderPull:
    """Make a pull; its first look is due at once. Raises `Refusal` for a name that is taken or a document of no use."""
    parsed = parse_pull(document)
    check_pull(parsed, access.workspace)
    try:
        with transaction.atomic():
            pull = FolderPull.objects.create(
                workspace=access.workspace, name=name, document=parsed.as_document(), by=access.by,
                due_at=datetime.now(UTC),
            )  # fmt: skip
            change = {"name": name, "folder": parsed.folder, "kind": parsed.mapping.imports}
            record(access, "folder_pull.made", "folder_pull", str(pull.pk), change)
    except IntegrityError:
        raise _known(name) from None
    return pull


def change_pull(access: Access, number: int, *, name: str | None = None, document: Any = None) -> FolderPull:
    """Give a pull another name or document; with another document its failed files are tried again."""
    parsed = None if document is None else parse_pull(document)
    if parsed is not None:
        check_pull(parsed, access.workspace)
    try:
        with transaction.atomic():
            pull = find_pull(access.workspace, number, lock=True)
            change: dict[str, Any] = {}
            if parsed is not None and parsed.as_document() != pull.document:
                change["fields"] = _changed(pull.document, parsed.as_document())
                pull.document, pull.due_at = parsed.as_document(), datetime.now(UTC)
                _ask_again(pull)
            if name is not None and name != pull.name:
                pull.name, change["name"] = name, name
            if change:
                pull.save()
                record(access, "folder_pull.changed", "folder_pull", str(number), change)
    except IntegrityError:
        raise _known(name or "") from None
    return pull


def pause_pull(access: Access, number: int, *, paused: bool) -> FolderPull:
    """Stop looking into the folder by itself, or go on; what was taken already goes its way."""
    with transaction.atomic():
        pull = find_pull(access.workspace, number, lock=True)
        if paused != (pull.paused_at is not None):
            pull.paused_at = datetime.now(UTC) if paused else None
            pull.due_at = datetime.now(UTC)
            pull.save()
            verb = "paused" if paused else "resumed"
            record(access, f"folder_pull.{verb}", "folder_pull", str(number), {"name": pull.name})
    return pull


def ask_look(access: Access, number: int, *, again: bool = False) -> FolderPull:
    """Queue a look now, also of a paused pull; with `again` its failed files are tried once more."""
    from siyu.connect.pulls.jobs import look_into_one_folder
    from siyu.jobs import enqueue_once

    with transaction.atomic():
        pull = find_pull(access.workspace, number, lock=True)
        asked = {"name": pull.name, **({"again": _ask_again(pull)} if again else {})}
        record(access, "folder_pull.asked", "folder_pull", str(number), asked)
        enqueue_once(look_into_one_folder, pull.pk)
    return pull


def delete_pull(access: Access, number: int) -> None:
    """Forget a pull and which files it took; what they brought stays, and the files lie where they lie."""
    with transaction.atomic():
        pull = find_pull(access.workspace, number, lock=True)
        for file in pull.files.filter(state=PulledFile.WAITING):
            file.copy.unlink(missing_ok=True)
        record(access, "folder_pull.deleted", "folder_pull", str(number), {"name": pull.name})
        pull.delete()


def claim_due(now: datetime | None = None) -> int:
    """Queue a look into every folder that is due; each due instant is claimed by one UPDATE."""
    from siyu.connect.pulls.jobs import look_into_one_folder

    now, claimed = now or datetime.now(UTC), 0
    for pull in FolderPull.objects.filter(paused_at=None, due_at__lte=now).order_by("due_at"):
        later = now + timedelta(minutes=int(pull.document.get("every_minutes", 15)))
        with transaction.atomic():
            mine = FolderPull.objects.filter(pk=pull.pk, due_at=pull.due_at, paused_at=None).update(due_at=later)
            if mine:
                look_into_one_folder.enqueue(pull.pk)
                claimed += 1
    return claimed


def find_pull(workspace: Workspace, number: int, *, lock: bool = False) -> FolderPull:
    """Return a pull of the workspace; refuses an unknown one with 404."""
    found = FolderPull.objects.select_for_update() if lock else FolderPull.objects.select_related("workspace")
    pull = found.filter(workspace=workspace, pk=number).first()
    if pull is None:
        raise Refusal(
            "pull.unknown", Text("没有这个文件夹拉取", "there is no such folder pull"), where="pull", status=404
        )
    return pull


def pull_named(workspace: Workspace, name: str) -> FolderPull:
    """Return the pull of that name. Raises `Refusal` naming the nearest one."""
    pull = FolderPull.objects.filter(workspace=workspace, name=name).first()
    if pull is None:
        known = list(FolderPull.objects.filter(workspace=workspace).order_by("name").values_list("name", flat=True))
        raise Refusal(
            "pull.unknown",
            Text("没有名为“{name}”的文件夹拉取", "there is no folder pull named “{name}”").format(name=name),
            where="name",
            mend=Text("已有：{names}", "Known: {names}").format(names=nearest(name, known) or ", ".join(known) or "–"),
            status=404,
        )
    return pull


def _ask_again(pull: FolderPull) -> int:
    return pull.files.filter(state=PulledFile.FAILED).update(retry_asked_at=datetime.now(UTC))


def _changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]


def _known(name: str) -> Refusal:
    return Refusal(
        "pull.known",
        Text("已有名为“{name}”的文件夹拉取", "there is a folder pull named “{name}”").format(name=name),
        where="name",
        mend=Text("请换一个名称。", "Choose another name."),
        status=409,
    )
