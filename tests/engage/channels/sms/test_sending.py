"""Text messages go to a server that speaks the providers' protocols, signed by their own libraries."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.channels.sms.sending import send
from siyu.engage.messaging.transports import Outgoing, Result
from siyu.engage.templates.previewing import preview_template
from siyu.lib.errors import Refusal
from tests.engage.channels.conftest import Heard, Provider, channel, outgoing, route
from tests.engage.templates.conftest import document

CONTENT = {
    "text": "张三您好，大促，拒收请回复R",
    "code": "SMS_1",
    "parameters": [{"name": "name", "text": "张三"}, {"name": "what", "text": "大促"}],
}
SECRET = "very-secret-key-of-the-shop"


def _alibaba(shop: Workspace, provider: Provider, code: str = "OK", status: int = 200) -> None:
    channel(shop, "alibaba_sms", "AK", {"key": SECRET}, settings={"signature": "小店"}, base_url=provider.url)
    body = {"Code": code, "Message": "x", "RequestId": "r", "BizId": "biz-1"}
    provider.answer = lambda heard: (status, json.dumps(body).encode())


def _tencent(shop: Workspace, provider: Provider, code: str = "Ok") -> None:
    settings = {"signature": "小店", "app_id": "14000001"}
    channel(shop, "tencent_sms", "ID", {"key": SECRET}, settings=settings, base_url=provider.url)

    def answer(heard: Heard) -> tuple[int, bytes]:
        status = {"SerialNo": "sid-1" if code == "Ok" else "", "PhoneNumber": "+8613800000001", "Fee": 1,
                  "SessionContext": "7", "Code": code, "Message": "x", "IsoCode": "CN"}  # fmt: skip
        return 200, json.dumps({"Response": {"SendStatusSet": [status], "RequestId": "r"}}).encode()

    provider.answer = answer


def _send(shop: Workspace, message: Outgoing) -> Result:
    (result,) = send(route(shop), [message])
    return result


def _asked(heard: Heard) -> dict[str, str]:
    """Return what Alibaba's interface was asked, from the query and from the form."""
    fields = parse_qs(urlsplit(heard.path).query) | parse_qs(heard.body.decode())
    return {name: values[0] for name, values in fields.items()}


def test_alibaba_is_given_signature_template_and_parameters(shop: Workspace, provider: Provider) -> None:
    _alibaba(shop, provider)
    result = _send(shop, outgoing("+8613800000001", CONTENT, marketing=True))
    assert result == Result("sent", platform_id="biz-1")
    (heard,) = provider.heard
    asked = _asked(heard)
    told = {name: asked[name] for name in ("PhoneNumbers", "SignName", "TemplateCode", "OutId")}
    assert told == {"PhoneNumbers": "+8613800000001", "SignName": "小店", "TemplateCode": "SMS_1", "OutId": "7"}
    assert json.loads(asked["TemplateParam"]) == {"name": "张三", "what": "大促"}
    assert "SendSms" in (heard.heads.get("x-acs-action"), asked.get("Action"))
    assert "AK" in str(heard.heads) + str(asked)
    assert SECRET not in str(heard)


def test_tencent_is_given_parameters_in_their_order(shop: Workspace, provider: Provider) -> None:
    _tencent(shop, provider)
    assert _send(shop, outgoing("+8613800000001", CONTENT)) == Result("sent", platform_id="sid-1")
    (heard,) = provider.heard
    asked = json.loads(heard.body)
    assert asked == {
        "PhoneNumberSet": ["+8613800000001"], "SmsSdkAppId": "14000001", "SignName": "小店", "TemplateId": "SMS_1",
        "TemplateParamSet": ["张三", "大促"], "SessionContext": "7",
    }  # fmt: skip
    assert heard.heads["x-tc-action"] == "SendSms"
    assert heard.heads["authorization"].startswith("TC3-HMAC-SHA256 Credential=ID/")
    assert SECRET not in str(heard)


@pytest.mark.parametrize(
    ("code", "status", "state"),
    [
        ("isv.MOBILE_NUMBER_ILLEGAL", 200, "failed"),
        ("isv.BUSINESS_LIMIT_CONTROL", 200, "later"),
        ("SignatureDoesNotMatch", 400, "failed"),
        ("ServiceUnavailable", 503, "later"),
    ],
)
def test_alibabas_no_is_for_good_or_for_now(
    shop: Workspace, provider: Provider, code: str, status: int, state: str
) -> None:
    _alibaba(shop, provider, code, status)
    result = _send(shop, outgoing("+8613800000001", CONTENT))
    assert (result.state, result.reason, len(provider.heard)) == (state, f"alibaba.{code}", 1)


@pytest.mark.parametrize(
    ("code", "state"),
    [("FailedOperation.PhoneNumberInBlacklist", "failed"), ("FailedOperation.MarketingSendTimeConstraint", "later")],
)
def test_tencents_no_is_for_good_or_for_now(shop: Workspace, provider: Provider, code: str, state: str) -> None:
    _tencent(shop, provider, code)
    assert _send(shop, outgoing("+8613800000001", CONTENT)) == Result(state, reason=f"tencent.{code}")  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [_alibaba, _tencent])
def test_an_answer_that_is_none_leaves_the_message_uncertain(shop: Workspace, provider: Provider, make: Any) -> None:
    make(shop, provider)
    provider.answer = lambda heard: (200, b"<html>")
    assert _send(shop, outgoing("+8613800000001", CONTENT)).state == "uncertain"


def test_marketing_without_its_way_out_goes_nowhere(shop: Workspace, provider: Provider) -> None:
    _alibaba(shop, provider)
    without = CONTENT | {"text": "大促"}
    assert _send(shop, outgoing("+86138", without, marketing=True)) == Result("failed", reason="sms.no_way_out")
    assert _send(shop, outgoing("+86138", {"text": "您好"})) == Result("failed", reason="sms.no_template")
    assert provider.heard == []


def test_without_a_channel_nothing_is_sent(shop: Workspace) -> None:
    assert _send(shop, outgoing("+86138", CONTENT)) == Result("failed", reason="sms.no_channel")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"settings": {"signature": "【小店】"}}, "channel.settings"),
        ({"settings": {}}, "channel.settings"),
        ({"settings": {"signature": "小店"}, "base_url": "https://evil.example"}, "channel.address_not_allowed"),
        ({"settings": {"signature": "小店"}, "base_url": "smtp://dysmsapi.aliyuncs.com"}, "channel.no_address"),
    ],
)
def test_a_channel_that_is_none_is_refused(shop: Workspace, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        channel(shop, "alibaba_sms", "AK", {"key": SECRET}, **given)
    assert refused.value.code == code


def test_a_preview_shows_and_counts_the_signature(shop: Workspace) -> None:
    access, raw = command_line(shop), document(contents={"sms": {"text": "字" * 67}})
    (before,) = preview_template(access, raw, None)["channels"]
    channel(shop, "alibaba_sms", "AK", {"key": SECRET}, settings={"signature": "小店"})
    (after,) = preview_template(access, raw, None)["channels"]
    assert after["content"]["text"] == "【小店】" + before["content"]["text"]
    assert [[one["count"] for one in shown["measures"]] for shown in (before, after)] == [[67, 1], [71, 2]]
