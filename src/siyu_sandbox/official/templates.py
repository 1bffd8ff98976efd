"""Template messages to followers and subscribe messages to who agreed, each one once."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.custom import deliver, receiver
from siyu_sandbox.official.kinds import EVERY, MINI, SERVICE, anybody, official
from siyu_sandbox.people.accounts import tell
from siyu_sandbox.world.followers import Follower, Template

NO_TEMPLATE, BAD_DATA, NO_FOLLOWER, NO_CONSENT, LONGEST_THING = 40037, 47003, 43004, 43101, 20
_TO = text("touser", needed=True, missing=40003, wrong=40003)
_WHICH = text("template_id", needed=True, missing=NO_TEMPLATE, wrong=NO_TEMPLATE)
_DATA = thing("data", needed=True, missing=BAD_DATA, wrong=BAD_DATA)
_SUBSCRIBE = (NO_TEMPLATE, NO_CONSENT, BAD_DATA, 40003)


@official.post(
    "/message/template/send",
    _TO,
    _WHICH,
    _DATA,
    text("url", default="", octets=2048),
    thing("miniprogram"),
    text("client_msg_id", default="", most=32),
    allowed=SERVICE,
    codes=(40003, NO_TEMPLATE, NO_FOLLOWER, BAD_DATA, 45009),
)
def send_template(
    call: Call,
    touser: str,
    template_id: str,
    data: dict[str, Any],
    url: str,
    miniprogram: dict[str, Any] | None,
    client_msg_id: str,
) -> dict[str, Any]:
    """A notice to a follower; an event tells whether it arrived."""
    one, template = receiver(call, touser), _template(call, template_id, "service")
    if one.subscribed_at is None:
        raise Rejected(NO_FOLLOWER)
    _check(template, data)
    call.world.frequencies.note(call.account.key, "templates", call.now, {DAY: call.world.settings.template_daily})
    msgid = call.world.ids.number() + 10**15
    if not one.refuses_templates:
        deliver(call, one, "template", {"template_id": template_id, "data": data, "url": url}, str(msgid))
    status = "failed:user block" if one.refuses_templates else "success"
    world, account = call.world, call.account
    call.world.agenda.after(1, lambda: tell(world, account, one, "TEMPLATESENDJOBFINISH", MsgID=msgid, Status=status))
    return {"errcode": 0, "errmsg": "ok", "msgid": msgid}


@official.get("/template/get_all_private_template", allowed=SERVICE)
def list_templates(call: Call) -> dict[str, Any]:
    """The templates of a service account."""
    return {
        "template_list": [
            {"template_id": one.template_id, "title": one.title, "content": "".join(f"{{{{{key}.DATA}}}}\n" for key in one.keys)}
            for one in call.account.templates.values()
            if one.use == "service"
        ]
    }  # fmt: skip


@official.post("/template/del_private_template", _WHICH, allowed=SERVICE, codes=(NO_TEMPLATE,))
def delete_template(call: Call, template_id: str) -> None:
    """Delete a template of a service account."""
    del call.account.templates[_template(call, template_id, "service").template_id]


@official.post(
    "/message/subscribe/bizsend", _TO, _WHICH, _DATA, text("page", default=""), thing("miniprogram"), allowed=SERVICE,
    codes=_SUBSCRIBE,
)  # fmt: skip
def send_subscribed(
    call: Call, touser: str, template_id: str, data: dict[str, Any], page: str, miniprogram: dict[str, Any] | None
) -> None:
    """A message a user of a service account agreed to, once per agreement."""
    _send_subscribed(call, touser, template_id, data)


@official.post(
    "/message/subscribe/send",
    _TO,
    _WHICH,
    _DATA,
    text("page", default=""),
    text("miniprogram_state", default="formal", among=("developer", "trial", "formal")),
    text("lang", default="zh_CN"),
    allowed=MINI,
    codes=(*_SUBSCRIBE, 41030),
)
def send_from_program(
    call: Call, touser: str, template_id: str, data: dict[str, Any], page: str, miniprogram_state: str, lang: str
) -> None:
    """A message a user of a mini-program agreed to, once per agreement."""
    if page and page.partition("?")[0] not in call.account.pages:
        raise Rejected(41030)
    _send_subscribed(call, touser, template_id, data)


@anybody.get("/wxaapi/newtmpl/gettemplate", allowed=EVERY)
def list_subscribable(call: Call) -> dict[str, Any]:
    """The subscribe templates of an account or mini-program."""
    found = [one for one in call.account.templates.values() if one.use == "subscribe"]
    shown = [
        {"priTmplId": one.template_id, "title": one.title, "content": "\n".join(one.keys), "type": 2} for one in found
    ]
    return {"errcode": 0, "errmsg": "ok", "data": shown}


@anybody.post(
    "/wxaapi/newtmpl/addtemplate",
    text("tid", needed=True),
    listed("kidList", needed=True, least=2, most=5),
    text("sceneDesc", default="", most=15),
    allowed=EVERY,
)
def add_subscribable(call: Call, tid: str, kidList: list[Any], sceneDesc: str) -> dict[str, Any]:  # noqa: N803
    """A subscribe template out of the library, of which the sandbox has only numbers."""
    template_id = call.world.ids.make("", 43)
    keys = [f"thing{number}" for number in range(1, len(kidList) + 1)]
    call.account.templates[template_id] = Template(template_id, "subscribe", sceneDesc or tid, keys)
    return {"errcode": 0, "errmsg": "ok", "priTmplId": template_id}


@anybody.post("/wxaapi/newtmpl/deltemplate", text("priTmplId", needed=True, missing=NO_TEMPLATE), allowed=EVERY)
def delete_subscribable(call: Call, priTmplId: str) -> None:  # noqa: N803
    """Delete a subscribe template."""
    del call.account.templates[_template(call, priTmplId, "subscribe").template_id]


@official.post(
    "/message/template/subscribe", _TO, _WHICH, _DATA, text("url", default=""), text("title", needed=True, most=15),
    number("scene", needed=True, least=0, most=10_000), allowed=SERVICE, codes=_SUBSCRIBE,
)  # fmt: skip
def send_once(
    call: Call, touser: str, template_id: str, data: dict[str, Any], url: str, title: str, scene: int
) -> None:
    """A one-shot message a user agreed to on a page."""
    _send_subscribed(call, touser, template_id, data)


def _send_subscribed(call: Call, touser: str, template_id: str, data: dict[str, Any]) -> None:
    one, template = receiver(call, touser), _template(call, template_id, "subscribe")
    _check(template, data)
    if one.consents.get(template_id, 0) < 1:
        raise Rejected(NO_CONSENT)
    one.consents[template_id] -= 1
    deliver(call, one, "subscribe", {"template_id": template_id, "data": data})
    _tell_sent(call, one, template_id)


def _tell_sent(call: Call, one: Follower, template_id: str) -> None:
    msgid = str(call.world.ids.number() + 10**15)
    row = {"TemplateId": template_id, "MsgID": msgid, "ErrorCode": "0", "ErrorStatus": "success"}
    world, account = call.world, call.account
    event = "subscribe_msg_sent_event"
    call.world.agenda.after(1, lambda: tell(world, account, one, event, SubscribeMsgSentEvent={"List": row}))


def _template(call: Call, template_id: str, use: str) -> Template:
    found = call.account.templates.get(template_id)
    if found is None or found.use != use:
        raise Rejected(NO_TEMPLATE)
    return found


def _check(template: Template, data: dict[str, Any]) -> None:
    """Raise 47003 unless every place of the template, and no other, has a text that fits."""
    if set(data) != set(template.keys):
        wrong = min(set(data) ^ set(template.keys))
        raise Rejected(BAD_DATA, f"argument invalid! data.{wrong} is invalid")
    for key, value in data.items():
        words = value.get("value") if isinstance(value, dict) else None
        too_long = key.startswith("thing") and isinstance(words, str) and len(words) > LONGEST_THING
        if not isinstance(words, str | int) or words == "" or too_long:
            raise Rejected(BAD_DATA, f"argument invalid! data.{key}.value is invalid")
