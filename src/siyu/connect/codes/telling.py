"""A claim becomes the event `scanned` of its member: kept sealed with the claim until the inbox has it, told once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from siyu.connect.codes.models import CodeBatch, CodeClaim
from siyu.connect.codes.types import TYPES
from siyu.connect.collection.keeping import SEGMENT, Given, keep
from siyu.connect.collection.message import Envelope
from siyu.connect.collection.rates import TooFast
from siyu.connect.collection.writers import Writer
from siyu.connect.inbox.limits import InboxFull
from siyu.connect.inbox.sealing import seal, unseal
from siyu.connect.vocabulary import EVENTS

EVENT = "scanned"
assert EVENT in EVENTS
CLAIMS_A_SECOND = 2_000
LEFT_ALONE = timedelta(seconds=30)
"""A claim younger than this is being told by who made it."""
AT_ONCE = 500

Who = Sequence[tuple[str, str]]


def sealed_event(batch: CodeBatch, number: int, nth: int, who: Who) -> bytes:
    """Return the event as an SDK would send it, sealed."""
    type_ = TYPES[batch.type]
    properties = {
        "code_type": batch.type,
        "code_batch": batch.tag,
        "code_number": number,
        "stands_for": batch.stands_for,
    }
    if batch.stands_for:
        properties[type_.property] = batch.stands_for
    event = {
        "type": "track", "event": EVENT, "messageId": f"code:{batch.tag}:{number}:{nth}", "channel": "code",
        "timestamp": datetime.now(UTC).isoformat(), "properties": properties, **_named(who),
    }  # fmt: skip
    return seal(msgspec.json.encode(event), batch.workspace_id)


def tell(claim: CodeClaim) -> bool:
    """Hand the event to the inbox and forget it here; False when the inbox is full, and it is told a minute later.

    Told again after a crash it is the same message, which counts once.
    """
    if claim.untold is None:
        return True
    event = unseal(bytes(claim.untold), claim.workspace_id)
    writer = Writer(claim.workspace_id, "codes", CLAIMS_A_SECOND)
    try:
        keep(Given(writer, SEGMENT, "track", Envelope([event])))
    except (TooFast, InboxFull):
        return False
    CodeClaim.objects.filter(pk=claim.pk).update(untold=None)
    claim.untold = None
    return True


def tell_waiting() -> int:
    """Tell what a crash or a full inbox left untold, and return how many."""
    old = CodeClaim.objects.filter(untold__isnull=False, made_at__lt=datetime.now(UTC) - LEFT_ALONE)
    told = 0
    while some := list(old.order_by("made_at")[:AT_ONCE]):
        for claim in some:
            if not tell(claim):
                return told
            told += 1
    return told


def _named(who: Who) -> dict[str, Any]:
    """Return who the event is of, in the protocol's words."""
    own = {"member_no": "userId", "device": "anonymousId"}
    said: dict[str, Any] = {own[kind]: value for kind, value in who if kind in own}
    traits = {kind: value for kind, value in who if kind not in own and kind != "household"}
    return {**said, "context": {"traits": traits}} if traits else said
