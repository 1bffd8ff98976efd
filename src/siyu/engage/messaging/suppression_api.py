"""Endpoints of suppressions: whom nobody writes to."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Status

from siyu.accounts.access import require
from siyu.engage.messaging.schemas import MemberId, NewSuppression, SuppressionOut, Suppressions
from siyu.lib.paging import Limit

router = Router(tags=["suppressions"])
Reason = Literal["unsubscribed", "asked", "complained", "bounced", "legal"]


@router.get("/suppressions", response=Suppressions, summary="List suppressions")
def list_suppressions(
    request: HttpRequest,
    workspace: Path[str],
    *,
    reason: Reason | None = None,
    channel: str | None = None,
    member_id: MemberId | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return suppressions, the newest first; lifted ones are among them with when and by whom."""
    from siyu.engage.messaging.listing import list_suppressions as listed

    found = require(request, workspace, "messages.view").workspace
    return listed(found, {"reason": reason, "channel": channel}, member_id, cursor, limit)


@router.post("/suppressions", response={201: SuppressionOut}, summary="Suppress a member or an address")
def make_suppression(request: HttpRequest, workspace: Path[str], body: NewSuppression) -> Any:
    """Let nobody write there from now on; of an address only a keyed hash is kept."""
    from siyu.engage.messaging.suppressing import Refused, suppress

    access = require(request, workspace, "messages.edit")
    return Status(201, suppress(access, Refused(**body.model_dump())))


@router.post("/suppressions/{int:suppression}/liftings", response={201: SuppressionOut}, summary="Lift a suppression")
def lift_suppression(request: HttpRequest, workspace: Path[str], suppression: int) -> Any:
    """Let it hold no more; the row stays."""
    from siyu.engage.messaging.suppressing import lift

    return Status(201, lift(require(request, workspace, "messages.edit"), suppression))
