"""Custom messages, as far as a user's own action allows them."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.kinds import EVERY, official
from siyu_sandbox.world.followers import Follower
from siyu_sandbox.world.people import Received

TYPES = (
    "text", "image", "voice", "video", "music", "news", "mpnews", "mpnewsarticle", "msgmenu", "wxcard",
    "miniprogrampage", "link",
)  # fmt: skip
OUTSIDE, USED_UP, NO_OPENID = 45015, 45047, 40003


@official.post(
    "/message/custom/send",
    text("touser", needed=True, missing=NO_OPENID, wrong=NO_OPENID),
    text("msgtype", needed=True, among=TYPES, missing=40008, wrong=40008),
    *(thing(one) for one in TYPES),
    thing("customservice"),
    allowed=EVERY,
    codes=(NO_OPENID, 40008, OUTSIDE, USED_UP),
)
def send(call: Call, touser: str, msgtype: str, **given: Any) -> None:
    """A message to who acted lately: 5 within 48 hours of a message, 3 within a minute of following, scanning or clicking."""
    one = receiver(call, touser)
    if not given[msgtype]:
        raise Rejected(40008)
    if call.account.kind != "mini" and one.subscribed_at is None:
        raise Rejected(OUTSIDE)
    _use_grant(one, call.now)
    deliver(call, one, "custom", {"msgtype": msgtype, msgtype: given[msgtype]})


def receiver(call: Call, openid: str) -> Follower:
    """Return who has an openid of this account; raises 40003."""
    found = call.account.followers.get(openid)
    if found is None:
        raise Rejected(NO_OPENID, "invalid openid")
    return found


def deliver(call: Call, one: Follower, channel: str, content: dict[str, Any], ref: str = "") -> None:
    """Put a message into a person's inbox."""
    person = call.world.people.by_id[one.person]
    call.world.people.receive(person, Received(call.now, channel, call.account.key, content, ref))


def _use_grant(one: Follower, now: int) -> None:
    """Take one message from the allowance that ends first."""
    alive = sorted((grant for grant in one.grants if grant.ends_at > now), key=lambda grant: grant.ends_at)
    if not alive:
        raise Rejected(OUTSIDE)
    for grant in alive:
        if grant.left is None:
            return
        if grant.left > 0:
            grant.left -= 1
            return
    raise Rejected(USED_UP)
