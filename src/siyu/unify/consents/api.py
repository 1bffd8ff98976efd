"""Endpoints of consents: what a member agreed to, taking one down, and the texts people agree to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.bodies import Body, Instant
from siyu.lib.labels import Label

router = Router(tags=["consents"])


class Consent(Schema):
    purpose: str
    channel: str
    label: Label
    how: str
    at: datetime
    until: datetime | None
    text_version: int | None
    source: str
    proof: str
    by: str


class Consents(Schema):
    standing: list[Consent]
    history: list[Consent]


class ConsentTold(Body):
    purpose: Annotated[str, Field(max_length=20)]
    channel: Annotated[str, Field(max_length=32)] = ""
    how: Literal["given", "withdrawn"]
    at: Instant | None = None
    text_version: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    proof: Annotated[str, Field(max_length=300)] = ""


class TextVersion(Schema):
    version: int
    text: Label
    at: datetime
    by: str


class PurposeTexts(Schema):
    purpose: str
    label: Label
    about: Label
    by_channel: bool
    versions: list[TextVersion]


class NewText(Body):
    purpose: Annotated[str, Field(max_length=20)]
    zh: Annotated[str, Field(max_length=10_000)] = ""
    en: Annotated[str, Field(max_length=10_000)] = ""


@router.get("/members/{int:member_id}/consents", response=Consents, summary="Read a member's consents")
def read_consents(request: HttpRequest, workspace: Path[str], member_id: int) -> Any:
    """Return what stands, and everything the person ever agreed to or withdrew."""
    from siyu.unify.consents.standing import consents_of
    from siyu.unify.members.profile import find_canonical

    found = require(request, workspace, "members.view").workspace
    return consents_of(found, find_canonical(found, member_id))


@router.post("/members/{int:member_id}/consents", response={201: Consents}, summary="Take down a consent")
def tell_consent(request: HttpRequest, workspace: Path[str], member_id: int, body: ConsentTold) -> Any:
    """Keep that the member agreed or withdrew, now or at an instant before; without a version the newest text counts."""
    from siyu.unify.consents.purposes import checked_scope
    from siyu.unify.consents.standing import consents_of
    from siyu.unify.consents.telling import Told, checked_at, tell_consents
    from siyu.unify.consents.texts import checked_version
    from siyu.unify.members.profile import find_canonical

    access = require(request, workspace, "consents.edit")
    canonical = find_canonical(access.workspace, member_id)
    scope = checked_scope(body.purpose, body.channel)
    told = Told(
        canonical,
        scope,
        body.how,
        checked_at(access.workspace, body.at),
        checked_version(access.workspace, body.purpose, body.text_version),
        source="api" if access.key else "console",
        proof=body.proof,
        by=access.by,
    )
    with transaction.atomic():
        tell_consents(access.workspace, [told])
        change = {"purpose": body.purpose, "channel": body.channel}
        record(access, f"consent.{body.how}", "member", str(canonical), change)
    return Status(201, consents_of(access.workspace, canonical))


@router.get("/consent-texts", response=list[PurposeTexts], summary="Read the texts people agree to")
def read_texts(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return every purpose with all versions of its text, the newest first."""
    from siyu.unify.consents.texts import texts_of

    return texts_of(require(request, workspace, "settings.view").workspace)


@router.post("/consent-texts", response={201: list[PurposeTexts]}, summary="Change a text people agree to")
def add_text(request: HttpRequest, workspace: Path[str], body: NewText) -> Any:
    """Keep a new version; what was agreed to before stays with the version it was agreed to."""
    from siyu.unify.consents.texts import change_text, texts_of

    access = require(request, workspace, "settings.edit")
    change_text(access, body.purpose, {"zh-CN": body.zh, "en": body.en})
    return Status(201, texts_of(access.workspace))
