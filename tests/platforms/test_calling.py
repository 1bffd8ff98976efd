"""A call is answered, repeated only where that is safe, and leaves a line in the log that tells nothing about anybody."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from siyu.platforms import calling
from siyu.platforms.channels.models import AccessToken, Channel, PlatformCall
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.errors import PlatformError
from siyu.platforms.outbound import outbound_client
from siyu.platforms.wecom import contacts, corp_tags, sending, welcome
from tests.sandboxes import ServedSandbox

STAFF = "/cgi-bin/externalcontact/get_follow_user_list"
WELCOME = "/cgi-bin/externalcontact/send_welcome_msg"
TAGS = "/cgi-bin/externalcontact/add_corp_tag"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "PAUSE", 0.001)


def refused(*args: Any, **kwargs: Any) -> PlatformError:
    with pytest.raises(PlatformError) as caught:
        args[0](*args[1:], **kwargs)
    return caught.value


def test_an_answer_comes_with_the_token_of_its_secret(wecom: Channel) -> None:
    assert contacts.list_staff(wecom) == ["alice", "bob", "carol"]
    assert list(AccessToken.objects.values_list("holder", flat=True)) == ["contact_secret"]


def test_a_busy_platform_is_asked_three_times_to_read(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=STAFF, code=-1, times=2)
    assert contacts.list_staff(wecom) == ["alice", "bob", "carol"]
    sandbox.act("faults", path=STAFF, code=-1)
    assert refused(contacts.list_staff, wecom).errcode == -1
    assert sandbox.calls(STAFF) == [-1, -1, 0, -1, -1, -1]


def test_what_is_sent_is_never_sent_again(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=WELCOME, code=-1)
    error = refused(welcome.send_welcome, wecom, "code", text="hello")
    assert (error.errcode, error.is_uncertain) == (-1, True)
    assert sandbox.calls(WELCOME) == [-1]


@pytest.mark.parametrize("fault", [{"broken": True}, {"status": 502}])
def test_an_answer_that_does_not_arrive_leaves_a_write_uncertain(
    fault: dict[str, Any], wecom: Channel, sandbox: ServedSandbox
) -> None:
    sandbox.act("faults", path=TAGS, times=1, **fault)
    error = refused(corp_tags.add_tags, wecom, "taste", ["milk"])
    assert error.errcode is None and error.is_uncertain
    assert [tag.name for group in corp_tags.list_tags(wecom) for tag in group.tag] == ["milk"], (
        "it was done all the same"
    )
    sandbox.act("faults", path=STAFF, times=1, **fault)
    assert len(contacts.list_staff(wecom)) == 3, "a read is asked again"


def test_a_slow_answer_is_not_waited_for_for_ever(
    wecom: Channel, sandbox: ServedSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts.list_staff(wecom)
    monkeypatch.setattr(outbound_client(), "timeout", 0.05)
    sandbox.act("faults", path=STAFF, delay=0.4, times=1)
    assert len(contacts.list_staff(wecom)) == 3
    sandbox.act("faults", path=WELCOME, delay=0.4)
    error = refused(welcome.send_welcome, wecom, "code", text="hello")
    assert (error.problem, error.is_uncertain) == ("timeout", True)


@pytest.mark.parametrize("code", [45009, 41096, 45033])
def test_other_codes_are_passed_on_at_once(code: int, wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=WELCOME, code=code)
    error = refused(welcome.send_welcome, wecom, "code", text="hello")
    assert (error.errcode, error.is_uncertain) == (code, False)
    assert error.meaning.zh and error.meaning.en
    assert sandbox.calls(WELCOME) == [code]


def test_only_the_code_counts_whatever_the_message_says(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=STAFF, message="access_token expired, hint: [1700000000_1], from ip: 1.2.3.4")
    assert len(contacts.list_staff(wecom)) == 3


def test_a_server_that_is_not_there_is_told_and_nothing_was_sent(wecom: Channel, settings: Any) -> None:
    wecom.base_url, settings.SIYU_PLATFORM_HOSTS = "http://127.0.0.1:9", ["127.0.0.1"]
    error = refused(contacts.list_staff, wecom)
    assert (error.problem, error.is_uncertain) == ("unreachable", False)


def test_an_internal_address_that_is_not_allowed_is_not_called(
    wecom: Channel, sandbox: ServedSandbox, settings: Any
) -> None:
    settings.SIYU_PLATFORM_HOSTS = []
    outbound_client().close()
    outbound_client.cache_clear()
    assert refused(contacts.list_staff, wecom).problem == "unreachable"
    assert sandbox.calls("/cgi-bin/gettoken") == []


def test_a_missing_secret_is_told_before_anything_is_sent(account: Channel, wecom: Channel) -> None:
    from siyu.platforms.channels.opening import keep_secrets

    keep_secrets(wecom, {"directory_secret": "secret-directory"})
    assert refused(sending.send_to_staff, wecom, ["alice"], "text", {"content": "x"}).problem == "no_secret"


def test_the_log_keeps_path_code_and_time_and_no_secret(
    wecom: Channel, sandbox: ServedSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "siyu")
    sandbox.act("faults", path=WELCOME, code=41096, times=1)
    refused(welcome.send_welcome, wecom, "the-welcome-code", text="hello")
    logged = list(PlatformCall.objects.order_by("pk").values("path", "errcode", "problem"))
    assert logged == [
        {"path": "/cgi-bin/gettoken", "errcode": 0, "problem": ""},
        {"path": WELCOME, "errcode": 41096, "problem": ""},
    ]
    token = next(iter(sandbox.state("tokens")))["value"]
    for secret in (token, *secrets_of(wecom).values(), "the-welcome-code"):
        assert secret not in caplog.text
        assert secret.encode() not in bytes(AccessToken.objects.get().value)


def test_the_libraries_own_lines_with_whole_addresses_are_shut_up() -> None:
    from siyu.config.settings import LOGGING

    assert LOGGING["loggers"]["httpx"] == LOGGING["loggers"]["httpcore"] == {"level": "WARNING"}
