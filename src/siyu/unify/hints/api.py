"""Endpoints of service hints: what a member is likely to ask for, and the rule."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body

router = Router(tags=["hints"])
Visits = Annotated[int, Field(ge=1, le=20)]


class HintOut(Schema):
    item: str
    name: str | None
    quantity: float
    times: int
    visits: int
    last_on: date


class HintsOut(Schema):
    often: int
    visits: int
    items: list[HintOut]


class HintRule(Schema):
    often: int
    visits: int


class HintRuleChange(Body):
    often: Visits
    visits: Visits


@router.get("/members/{int:member_id}/hints", response=HintsOut, summary="Read a member's service hints")
def read_hints(request: HttpRequest, workspace: Path[str], member_id: int) -> Any:
    """Return what was asked for at visit after visit, to be ready before the next one."""
    from siyu.unify.hints.reading import member_hints
    from siyu.unify.members.profile import find_canonical

    found = require(request, workspace, "members.view").workspace
    return member_hints(found, find_canonical(found, member_id))


@router.get("/hint-settings", response=HintRule, summary="Read when a wish becomes a hint")
def read_hint_settings(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return in how many of how many visits something must be asked for."""
    from siyu.unify.hints.reading import hint_settings

    often, visits = hint_settings(require(request, workspace, "settings.view").workspace)
    return {"often": often, "visits": visits}


@router.put("/hint-settings", response=HintRule, summary="Change when a wish becomes a hint")
def put_hint_settings(request: HttpRequest, workspace: Path[str], body: HintRuleChange) -> Any:
    """Change the rule; hints follow it at once."""
    from siyu.unify.hints.reading import change_hint_settings

    often, visits = change_hint_settings(require(request, workspace, "settings.edit"), body.often, body.visits)
    return {"often": often, "visits": visits}
