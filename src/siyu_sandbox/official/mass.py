"""Mass messages: one a day of a subscription account, four a month to each follower of a service account."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, MINUTE, midnight, month_of
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.custom import receiver
from siyu_sandbox.official.kinds import SERVICE, official
from siyu_sandbox.world.followers import Follower, MassSend
from siyu_sandbox.world.people import Received

TYPES = ("mpnews", "text", "voice", "images", "image", "mpvideo", "wxcard")
A_MINUTE, MOST_OPENIDS, PREVIEWS, NO_QUOTA = 60, 10_000, 100, 45028
DUPLICATE, TOO_SOON, TOO_LONG, LONGEST_CLIENT_ID = 45065, 45066, 45067, 64
_WHAT = (
    text("msgtype", needed=True, among=TYPES, missing=40008, wrong=40008),
    *(thing(one) for one in TYPES),
    flag("send_ignore_reprint", default=False),
    text("clientmsgid", default="", octets=LONGEST_CLIENT_ID, wrong=TOO_LONG),
)
_CODES = (40008, NO_QUOTA, DUPLICATE, TOO_SOON, TOO_LONG)


@official.post("/message/mass/sendall", thing("filter", needed=True), *_WHAT, codes=(*_CODES, 45159))
def send_all(call: Call, filter: dict[str, Any], msgtype: str, clientmsgid: str, **given: Any) -> Any:
    """A message to all followers, or to who has a tag."""
    everybody = [one for one in call.account.followers.values() if one.subscribed_at is not None]
    if not filter.get("is_to_all"):
        tag = filter.get("tag_id")
        if not isinstance(tag, int) or tag not in call.account.tags:
            raise Rejected(45159)
        everybody = [one for one in everybody if tag in one.tags]
    return _send(call, everybody, msgtype, given, clientmsgid)


@official.post(
    "/message/mass/send", listed("touser", needed=True, least=2, most=MOST_OPENIDS, wrong=40032), *_WHAT, allowed=SERVICE,
    codes=(*_CODES, 40032),
)  # fmt: skip
def send_some(call: Call, touser: list[Any], msgtype: str, clientmsgid: str, **given: Any) -> Any:
    """A message to 2 to 10,000 followers of a service account by openid."""
    named = [call.account.followers.get(one) for one in touser if isinstance(one, str)]
    return _send(call, [one for one in named if one], msgtype, given, clientmsgid)


@official.post("/message/mass/preview", text("touser", needed=True, missing=40003), *_WHAT, codes=(45009,))
def preview(call: Call, touser: str, msgtype: str, **given: Any) -> dict[str, Any]:
    """A look at a message by one follower, 100 times a day."""
    one = receiver(call, touser)
    call.world.frequencies.note(call.account.key, "previews", call.now, {DAY: PREVIEWS})
    _receive(call, one, {"msgtype": msgtype, msgtype: given[msgtype]}, "preview")
    return {"errcode": 0, "errmsg": "preview success", "msg_id": call.world.ids.number()}


@official.post("/message/mass/get", number("msg_id", needed=True))
def get_status(call: Call, msg_id: int) -> dict[str, Any]:
    """How far a message has come."""
    send = _send_of(call, msg_id)
    return {"msg_id": msg_id, "msg_status": "DELETE" if send.deleted_at else "SEND_SUCCESS"}


@official.post("/message/mass/delete", number("msg_id", needed=True), number("article_idx", default=0))
def delete(call: Call, msg_id: int, article_idx: int) -> None:
    """Take a message back."""
    _send_of(call, msg_id).deleted_at = call.now


@official.post("/message/mass/speed/get")
def get_speed(call: Call) -> dict[str, Any]:
    """How fast messages go out: 0 is 800,000 a minute, 4 is 100,000."""
    return {"speed": call.account.mass_speed, "realspeed": (80, 60, 45, 30, 10)[call.account.mass_speed]}


@official.post("/message/mass/speed/set", number("speed", needed=True, least=0, most=4))
def set_speed(call: Call, speed: int) -> None:
    """Change how fast messages go out."""
    call.account.mass_speed = speed


def _send(call: Call, to: list[Follower], msgtype: str, given: dict[str, Any], clientmsgid: str) -> dict[str, Any]:
    call.world.frequencies.note(call.account.key, "mass", call.now, {MINUTE: A_MINUTE})
    account = call.account
    if repeated := next((one for one in account.masses if clientmsgid and one.clientmsgid == clientmsgid), None):
        if call.now - repeated.at < MINUTE:
            raise Rejected(TOO_SOON)
        raise Rejected(DUPLICATE, f"clientmsgid exist, msg_id:{repeated.msg_id}")
    if not given[msgtype]:
        raise Rejected(40008)
    if account.kind == "subscription" and any(one.at >= midnight(call.now) for one in account.masses):
        raise Rejected(NO_QUOTA, "has no masssend quota")
    content = {"msgtype": msgtype, msgtype: given[msgtype]}
    send = MassSend(call.world.ids.number() + 10**9, call.world.ids.number(), call.now, content, clientmsgid, len(to))
    account.masses.append(send)
    for one in to:
        if not one.is_blacklisted and one.subscribed_at is not None and _may_receive(call, one):
            one.masses.append(call.now)
            send.sent += 1
            _receive(call, one, content, str(send.msg_id))
        else:
            send.errors += 1
    _tell_finished(call, send)
    return {
        "errcode": 0,
        "errmsg": "send job submission success",
        "msg_id": send.msg_id,
        "msg_data_id": send.msg_data_id,
    }


def _may_receive(call: Call, one: Follower) -> bool:
    if call.account.kind != "service":
        return True
    this_month = sum(month_of(at) == month_of(call.now) for at in one.masses)
    return this_month < call.world.settings.service_mass_per_month


def _receive(call: Call, one: Follower, content: dict[str, Any], ref: str) -> None:
    person = call.world.people.by_id[one.person]
    call.world.people.receive(person, Received(call.now, "mass", call.account.key, content, ref))


def _tell_finished(call: Call, send: MassSend) -> None:
    account, world = call.account, call.world

    def tell() -> None:
        event = {
            "ToUserName": account.original_id, "FromUserName": account.original_id, "CreateTime": world.clock.now(),
            "MsgType": "event", "Event": "MASSSENDJOBFINISH", "MsgID": send.msg_id, "Status": "send success",
            "TotalCount": send.total, "FilterCount": send.total, "SentCount": send.sent, "ErrorCount": send.errors,
        }  # fmt: skip
        world.deliveries.tell(account, account.key, event)

    world.agenda.after(1, tell)


def _send_of(call: Call, msg_id: int) -> MassSend:
    for one in call.account.masses:
        if one.msg_id == msg_id:
            return one
    raise Rejected(40059, "invalid msg id")
