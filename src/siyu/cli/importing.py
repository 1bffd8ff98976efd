"""Importing a file that lies on this machine: looked into, mapped, run to its end, audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import Glimpse, note_file, order_import
from siyu.connect.imports.kinds import kind_of
from siyu.connect.imports.models import Import
from siyu.connect.imports.proposing import propose
from siyu.connect.imports.running import run_import
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

BY = "siyu"


def import_file(
    workspace: Workspace,
    kind: str,
    path: Path,
    mapping: Mapping[str, Any] | None = None,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
    progress: Callable[[Import], None] | None = None,
) -> Import:
    """Import the file and return the finished import; raises `Refusal` when it can't be used or failed."""
    kind_of(kind)
    if mapping is not None:
        mapping = _for_kind(kind, mapping)
    upload, glimpse = note_file(workspace, path, by=BY, encoding=encoding, sheet=sheet)
    ordered = order_import(upload, mapping or _proposed(kind, glimpse, workspace), by=BY, dry_run=dry_run)
    record(command_line(workspace), "import.ordered", "import", str(ordered.pk), {"kind": kind, "dry_run": dry_run})
    done = run_import(ordered.pk, hook=lambda _: progress(Import.objects.get(pk=ordered.pk)) if progress else None)
    if done.error:
        raise _failed(done)
    return done


def _for_kind(kind: str, mapping: Mapping[str, Any]) -> dict[str, Any]:
    given = mapping.get("imports", kind)
    if given != kind:
        text = Text("映射用于 {given}，不是 {kind}", "the mapping is for {given}, not for {kind}")
        raise Refusal("mapping.other_kind", text.format(given=given, kind=kind), where="imports")
    return {**mapping, "imports": kind}


def _proposed(kind: str, glimpse: Glimpse, workspace: Workspace) -> dict[str, Any]:
    return propose(glimpse, workspace, kind)[0].mapping


def _failed(run: Import) -> Refusal:
    error = run.error or {}
    text, mend = error["message"], error["mend"]
    return Refusal(
        error["code"],
        Text(text["zh-CN"], text["en"]),
        where=error["where"],
        mend=Text(mend["zh-CN"], mend["en"]) if mend else None,
    )
