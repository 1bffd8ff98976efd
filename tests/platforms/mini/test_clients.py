"""The typed clients of mini-programs say what the platform says."""

from __future__ import annotations

import pytest

from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.mini import logins, messages
from tests.sandboxes import ServedSandbox


def test_login_phone_and_a_message(program: Channel, sandbox: ServedSandbox) -> None:
    person = sandbox.act("people", count=1, phone="13912345678")["people"][0]["id"]
    code = sandbox.act("login-codes", person=person)["code"]
    session = logins.open_session(program, code)
    assert session.openid and session.session_key and session.unionid is None
    with pytest.raises(PlatformError) as caught:
        logins.open_session(program, code)
    assert caught.value.errcode == logins.USED_CODE
    phone = logins.phone_of(program, sandbox.act("login-codes", person=person, use="phone")["code"])
    assert (phone.pure_phone_number, phone.country_code) == ("13912345678", "86")
    sandbox.act("templates", account="wxsandboxmini", template_id="t", use="subscribe", keys=["thing1"])
    sandbox.act("subscriptions", account="wxsandboxmini", person=person, template="t")
    messages.send_subscribed(program, session.openid, "t", {"thing1": "牛奶"}, page="pages/index/index")
