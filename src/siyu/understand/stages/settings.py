"""What divides a brand's models: the shipped document until somebody changes it, with the version it has by now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.vocabulary import known_of
from siyu.understand.stages.documents import Division, document_of, read_division
from siyu.understand.stages.kinds import LIFECYCLE, model_named
from siyu.understand.stages.models import StageSettings
from siyu.understand.stages.shipped import B2B_ATTRIBUTES, DOCUMENTS, NAMED, shipped_division


@dataclass(frozen=True, slots=True)
class Settings:
    """The document of a model; version 0 is the shipped one."""

    document: dict[str, Any]
    version: int
    updated_at: datetime | None = None
    updated_by: str | None = None


def settings_of(workspace: Workspace, name: str) -> Settings:
    """Return what a model divides by. Raises `Refusal` (404) for a model there is not."""
    model = model_named(name)
    held = StageSettings.objects.filter(workspace=workspace, model=model.name).first()
    if held is None:
        return Settings(DOCUMENTS[model.name], 0)
    return Settings(held.document, held.version, held.updated_at, held.updated_by)


def division_of(workspace: Workspace, name: str) -> Division:
    """Return what a model divides by, ready to be used."""
    found = settings_of(workspace, name)
    return read_division(model_named(name), found.document) if found.version else shipped_division(name)


def recorded_categories(workspace: Workspace) -> list[str]:
    """Return the categories whose lifecycle is recorded each night besides that of everything."""
    found: list[str] = settings_of(workspace, LIFECYCLE.name).document.get("record", [])
    return found


def change_settings(access: Access, name: str, raw: object, version: int) -> Settings:
    """Divide a model anew. Raises `Refusal` for a bad document, and (409) when `version` is not the one that holds."""
    model, workspace = model_named(name), access.workspace
    known = known_of(workspace)
    # What the shipped rules name may be kept, though nothing of that kind has happened yet.
    attributes = (*(known.attributes or ()), *B2B_ATTRIBUTES)
    known = replace(known, types=(*(known.types or ()), *NAMED), attributes=attributes)
    document = document_of(model, raw, known)
    changed = {"document": document, "version": version + 1, "updated_at": datetime.now(UTC), "updated_by": access.by}
    try:
        with transaction.atomic():
            mine = StageSettings.objects.filter(workspace=workspace, model=model.name)
            if version == 0:
                StageSettings.objects.create(workspace=workspace, model=model.name, **changed)
            elif not mine.filter(version=version).update(**changed):
                raise _outdated()
            record(access, "stages.changed", "stages", model.name, {"version": version + 1})
    except IntegrityError:
        raise _outdated() from None
    return settings_of(workspace, name)


def _outdated() -> Refusal:
    text = Text("设置已被别人修改", "somebody changed the settings meanwhile")
    mend = Text("请重新载入后再改。", "Load them again and repeat the change.")
    return Refusal("stages.outdated", text, where="version", mend=mend, status=409)
