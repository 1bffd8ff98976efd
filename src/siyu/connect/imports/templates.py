"""Mapping templates: how files with the same columns came in before, kept after every success under a name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access, command_line
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import, MappingTemplate
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

LONGEST_NAME = 100
_LONGEST_STEM = 80


def keep_template(run: Import) -> MappingTemplate | None:
    """Keep the mapping of an import that has just succeeded, inside the caller's transaction.

    A template of the same kind and set of columns takes the mapping over; otherwise one with the very same mapping
    counts as used; otherwise there is a new one, named after the file. Nothing is kept of a trial, of mended rows, and
    of an import that accepted no row.
    """
    if run.dry_run or run.mends_id or not run.loaded + run.repeated:
        return None
    columns = [column["name"] for column in run.upload.columns]
    kept = MappingTemplate.objects.select_for_update().filter(workspace=run.workspace, kind=run.kind)
    found = kept.filter(columns_digest=digest_of(columns)).first() or kept.filter(mapping=run.mapping).first()
    if found is None:
        return _make(run, columns)
    if changed := _changed(found.mapping, run.mapping):
        found.mapping = run.mapping
        _record(run, found, "mapping_template.changed", {"fields": changed})
    found.source, found.used_at, found.used_by = run.upload.filename, datetime.now(UTC), run.by
    found.save()
    return found


def rename_template(access: Access, number: int, name: str) -> MappingTemplate:
    """Give a template another name. Raises `Refusal` 409 when another template has it."""
    try:
        with transaction.atomic():
            template = find_template(access.workspace, number, lock=True)
            if name != template.name:
                before, template.name = template.name, name
                template.save()
                change = {"from": before, "to": name}
                record(access, "mapping_template.renamed", "mapping_template", str(number), change)
    except IntegrityError:
        raise Refusal(
            "template.known",
            Text("已有名为“{name}”的模板", "there is a template named “{name}”").format(name=name),
            where="name",
            mend=Text("请换一个名称。", "Choose another name."),
            status=409,
        ) from None
    return template


def delete_template(access: Access, number: int) -> None:
    """Forget a template; imports and folder pulls that used its mapping keep theirs."""
    with transaction.atomic():
        template = find_template(access.workspace, number, lock=True)
        record(access, "mapping_template.deleted", "mapping_template", str(number), {"name": template.name})
        template.delete()


def find_template(workspace: Workspace, number: int, *, lock: bool = False) -> MappingTemplate:
    """Return a template of the workspace; refuses an unknown one with 404."""
    found = MappingTemplate.objects.select_for_update() if lock else MappingTemplate.objects
    template = found.filter(workspace=workspace, pk=number).first()
    if template is None:
        raise Refusal(
            "template.unknown", Text("没有这个模板", "there is no such template"), where="template", status=404
        )
    return template


def template_named(workspace: Workspace, name: str) -> MappingTemplate:
    """Return the template of that name. Raises `Refusal` naming the nearest one."""
    template = MappingTemplate.objects.filter(workspace=workspace, name=name).first()
    if template is None:
        known = list(
            MappingTemplate.objects.filter(workspace=workspace).order_by("name").values_list("name", flat=True)
        )
        near = nearest(name, known)
        raise Refusal(
            "template.unknown",
            Text("没有名为“{name}”的模板", "there is no template named “{name}”").format(name=name),
            where="template",
            mend=Text("已有：{names}", "Known: {names}").format(names=near or ", ".join(known[:20]) or "–"),
            status=404,
        )
    return template


def digest_of(columns: Iterable[str]) -> str:
    """Return what tells a set of column names apart, whatever their order."""
    return hashlib.sha256("\x1f".join(sorted(columns)).encode()).hexdigest()


def _make(run: Import, columns: list[str]) -> MappingTemplate:
    values: dict[str, Any] = {
        "workspace": run.workspace,
        "kind": run.kind,
        "mapping": run.mapping,
        "columns": columns,
        "columns_digest": digest_of(columns),
        "source": run.upload.filename,
        "used_at": datetime.now(UTC),
        "used_by": run.by,
    }
    stem = _stem(run.upload.filename)
    try:
        with transaction.atomic():
            made = MappingTemplate.objects.create(name=_free_name(run.workspace, stem), **values)
    except IntegrityError:
        # Another import made the same name, or the same template, at the same instant.
        made, _ = MappingTemplate.objects.get_or_create(
            workspace=run.workspace, kind=run.kind, columns_digest=values["columns_digest"],
            defaults={**values, "name": f"{stem} {run.pk}"},
        )  # fmt: skip
    _record(run, made, "mapping_template.made", {"name": made.name})
    return made


def _record(run: Import, template: MappingTemplate, action: str, change: dict[str, Any]) -> None:
    told = {"kind": run.kind, "import": run.pk, **change}
    record(command_line(run.workspace), action, "mapping_template", str(template.pk), told)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the names of the parts and fields that differ."""
    parts = [name for name in sorted({*before, *after} - {"columns"}) if before.get(name) != after.get(name)]
    old, new = before.get("columns", {}), after.get("columns", {})
    return parts + [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]


def _stem(filename: str) -> str:
    plain = filename[:-3] if filename.lower().endswith(".gz") else filename
    return Path(plain).stem.strip()[:_LONGEST_STEM] or "file"


def _free_name(workspace: Workspace, stem: str) -> str:
    taken = set(
        MappingTemplate.objects.filter(workspace=workspace, name__startswith=stem).values_list("name", flat=True)
    )
    names = (stem if number == 1 else f"{stem} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
