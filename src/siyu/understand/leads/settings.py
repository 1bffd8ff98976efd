"""What a brand says about its leads: the shipped document until somebody changes it, with the version it has by now."""

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
from siyu.understand.leads.documents import Leads, Score, leads_document, read_leads
from siyu.understand.leads.models import LeadSettings
from siyu.understand.leads.shipped import DOCUMENT, LEAD, shipped_leads, unknown_score
from siyu.understand.rules.vocabulary import known_of
from siyu.understand.stages.shipped import NAMED

ATTRIBUTES = ("company", "industry", "company_size", "job_title", "lead_source", "renews_on")
"""What the shipped documents name: they may be kept though no member has any of it yet."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The document of leads; version 0 is the shipped one."""

    document: dict[str, Any]
    version: int
    updated_at: datetime | None = None
    updated_by: str | None = None


def lead_settings(workspace: Workspace) -> Settings:
    """Return the document that holds."""
    held = LeadSettings.objects.filter(workspace=workspace).first()
    return Settings(DOCUMENT, 0) if held is None else Settings(
        held.document, held.version, held.updated_at, held.updated_by
    )  # fmt: skip


def leads_of(workspace: Workspace) -> Leads:
    """Return what holds, ready to be used."""
    found = lead_settings(workspace)
    return read_leads(found.document) if found.version else shipped_leads()


def score_of(workspace: Workspace, name: str) -> Score:
    """Return a score by its name; raises `Refusal` (404) for one there is not."""
    if name != LEAD:
        raise unknown_score(name)
    return leads_of(workspace).score


def change_leads(access: Access, raw: object, version: int) -> Settings:
    """Put another document in its place. Raises `Refusal` for a bad one, and (409) when `version` is not the one that holds."""
    workspace = access.workspace
    document = leads_document(raw, known_with_b2b(workspace))
    changed = {"document": document, "version": version + 1, "updated_at": datetime.now(UTC), "updated_by": access.by}
    try:
        with transaction.atomic():
            mine = LeadSettings.objects.filter(workspace=workspace)
            if version == 0:
                LeadSettings.objects.create(workspace=workspace, **changed)
            elif not mine.filter(version=version).update(**changed):
                raise _outdated()
            record(access, "leads.changed", "leads", "settings", {"version": version + 1})
    except IntegrityError:
        raise _outdated() from None
    return lead_settings(workspace)


def known_with_b2b(workspace: Workspace) -> Any:
    """Return the names rules are checked against, and besides those the shipped documents name."""
    known = known_of(workspace)
    return replace(known, types=(*(known.types or ()), *NAMED), attributes=(*(known.attributes or ()), *ATTRIBUTES))


def _outdated() -> Refusal:
    text = Text("设置已被别人修改", "somebody changed the settings meanwhile")
    mend = Text("请重新载入后再改。", "Load them again and repeat the change.")
    return Refusal("leads.outdated", text, where="version", mend=mend, status=409)
