"""The settings of a workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema

from siyu.accounts.access import require
from siyu.accounts.models import Workspace
from siyu.accounts.workspaces import change_settings, clock_kind, locked_fields
from siyu.lib.bodies import Body, Instant

router = Router(tags=["settings"])

ClockKind = Literal["real", "standing", "shifted"]


class ClockOut(Schema):
    kind: ClockKind
    at: datetime


class SettingsOut(Schema):
    name: str
    currency: str
    zone: str
    clock: ClockOut
    locked: list[str]


class ClockChange(Body):
    kind: ClockKind
    at: Instant | None = None


class SettingsChange(Body):
    name: str | None = None
    currency: str | None = None
    zone: str | None = None
    clock: ClockChange | None = None


@router.get("/settings", response=SettingsOut, summary="Read the settings")
def read_settings(request: HttpRequest, workspace: Path[str]) -> SettingsOut:
    """Return name, currency, time zone and clock; `locked` names what can't change any more."""
    return _settings_out(require(request, workspace, "settings.view").workspace)


@router.patch("/settings", response=SettingsOut, summary="Change the settings")
def patch_settings(request: HttpRequest, workspace: Path[str], change: SettingsChange) -> SettingsOut:
    """Change what is sent; currency and time zone are locked once facts are loaded."""
    access = require(request, workspace, "settings.edit")
    return _settings_out(change_settings(access, change.model_dump(exclude_none=True)))


def _settings_out(workspace: Workspace) -> SettingsOut:
    return SettingsOut(
        name=workspace.name,
        currency=workspace.currency,
        zone=workspace.zone,
        clock=ClockOut(kind=clock_kind(workspace), at=workspace.clock.now()),
        locked=locked_fields(workspace),
    )
