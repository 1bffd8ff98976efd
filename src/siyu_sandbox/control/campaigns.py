"""Members tap send and post, customers like and comment, follow links and refuse to be handed over."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.control.people import someone
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.errors import refuse
from siyu_sandbox.people import following, handing, sending
from siyu_sandbox.world.campaigns import Moment

PERSON, MEMBER = text("person", needed=True), text("member", needed=True)


@control.post("/sends", text("msgid", needed=True), text("member", default=""))
def confirm(call: Call, msgid: str, member: str) -> dict[str, Any]:
    """A member, or everybody who has not yet, taps send on a group-send task."""
    task = call.world.mass.get(msgid)
    if task is None:
        raise refuse(f"没有群发任务 {msgid}", f"there is no group-send {msgid}")
    waiting = [member] if member else [userid for userid, (status, _) in task.tasks.items() if status == 0]
    return {"rows": [row for userid in waiting for row in sending.confirm(call.world, task, userid)]}


@control.post("/member-sends", MEMBER, text("text", needed=True, most=1000))
def send_by_hand(call: Call, member: str, text: str) -> dict[str, Any]:
    """A member sends something to all own customers, which counts for the receive rule like the corp's."""
    return {"task": sending.send_by_hand(call.world, member, text)}


@control.post("/posts", text("moment_id", needed=True), text("member", default=""))
def publish(call: Call, moment_id: str, member: str) -> dict[str, Any]:
    """A member, or everybody who has not yet, posts a moment."""
    moment = _moment(call, moment_id)
    waiting = [member] if member else [userid for userid, at in moment.published.items() if at is None]
    return {"visible": {userid: sending.publish(call.world, moment, userid) for userid in waiting}}


@control.post(
    "/reactions",
    PERSON,
    MEMBER,
    text("moment_id", needed=True),
    text("kind", default="like", among=("like", "comment")),
)
def react(call: Call, person: str, member: str, moment_id: str, kind: str) -> dict[str, Any]:
    """A customer likes a member's post or comments on it."""
    moment, who = _moment(call, moment_id), call.world.people.find(person)
    if who.external_userid not in moment.visible.get(member, []):
        raise refuse(f"{who.id} 看不到这条朋友圈", f"{who.id} can't see this moment")
    rows = moment.likes if kind == "like" else moment.comments
    rows.append({"of": member, "external_userid": who.external_userid, "create_time": call.now})
    return {}


@control.post("/clicks", text("link", needed=True), text("person"), text("customer_channel", default=""))
def click(call: Call, link: str, person: str | None, customer_channel: str) -> dict[str, Any]:
    """A person (a new one unless named) follows an acquisition link, with a channel of up to 64 bytes."""
    for one in call.world.links.values():
        if link in (one.link_id, one.url) and one.deleted_at is None:
            who = someone(call.world, person)
            return {"person": who, "outcome": following.follow_link(call.world, who, one, customer_channel)}
    raise refuse(f"没有获客链接 {link}", f"there is no link {link}")


@control.post("/refusals", PERSON)
def refuse_transfer(call: Call, person: str) -> dict[str, Any]:
    """A customer refuses to be handed over."""
    return {"transfer": handing.refuse_transfer(call.world, call.world.people.find(person))}


def _moment(call: Call, moment_id: str) -> Moment:
    moment = call.world.moments.get(moment_id)
    if moment is None:
        raise refuse(f"没有朋友圈 {moment_id}", f"there is no moment {moment_id}")
    return moment
