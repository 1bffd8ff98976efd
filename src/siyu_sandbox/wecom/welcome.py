"""Welcome messages: one for a new pair, within 20 seconds, by whichever app comes first."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.wecom.contents import check_content
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.people import Received

INVALID, ALREADY = 41050, 41051


@contacts.post(
    "/send_welcome_msg",
    text("welcome_code", needed=True, missing=41049, wrong=INVALID),
    thing("text", default={}),
    listed("attachments", default=[]),
    codes=(41049, INVALID, ALREADY, 41096),
)
def welcome(call: Call, welcome_code: str, text: dict[str, Any], attachments: list[Any]) -> None:
    """Send the welcome to a new customer. What is refused for its content does not use up the code."""
    code = call.world.welcome_codes.get(welcome_code)
    if code is None or code.app != call.app.key:
        raise Rejected(INVALID)
    code.greeting.tries += 1
    if code.used_at is not None:
        raise Rejected(INVALID)
    if code.greeting.sent_at is not None or code.greeting.is_closed:
        raise Rejected(ALREADY)
    if call.now >= code.ends_at:
        raise Rejected(INVALID)
    content = check_content(call.world, text, attachments)
    code.used_at = call.now
    greeting = code.greeting
    greeting.sent_at, greeting.sent_by, greeting.content = call.now, call.app.key, content
    person = call.world.people.by_external[greeting.external_userid]
    call.world.people.receive(person, Received(call.now, "welcome", greeting.userid, content, welcome_code))
