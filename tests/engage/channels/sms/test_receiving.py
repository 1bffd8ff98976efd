"""Receipts and replies come back at an address of ours: messages move on, whoever replies R gets no more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Message, Suppression
from siyu.unify.consents.models import Consent
from tests.engage.channels.conftest import channel, sent_message

ALIBABA_RECEIPT = {
    "phone_number": "13800000001", "send_time": "2017-12-30 10:00:00", "report_time": "2017-12-30 10:00:05",
    "success": True, "err_code": "DELIVERED", "err_msg": "x", "sms_size": "1", "biz_id": "biz-1", "out_id": "7",
}  # fmt: skip
TENCENT_RECEIPT = {
    "user_receive_time": "2017-12-30 10:00:05", "nationcode": "86", "mobile": "13800000001", "report_status": "FAIL",
    "errmsg": "SPACE", "description": "x", "sid": "sid-1",
}  # fmt: skip
ALIBABA_REPLY = {
    "phone_number": "13800000002", "content": " r ", "send_time": "2017-12-30 10:00:00", "sign_name": "小店", "dest_code": "1",
    "sequence_id": 1,
}  # fmt: skip
TENCENT_REPLY = {
    "extend": "",
    "mobile": "13800000002",
    "nationcode": "86",
    "sign": "小店",
    "text": "退订",
    "time": 1514599205,
}


def _address(shop: Workspace, kind: str) -> str:
    extra = {"app_id": "14000001"} if kind == "tencent_sms" else {}
    made = channel(shop, kind, "AK", {"key": "x"}, settings={"signature": "小店", **extra})
    return f"/receipts/{made.callback_key}"


def _post(address: str, body: Any) -> Any:
    return Client().post(address, json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(
    ("kind", "receipt", "state", "answer"),
    [
        ("alibaba_sms", [ALIBABA_RECEIPT], Message.DELIVERED, {"code": 0, "msg": "成功"}),
        ("alibaba_sms", [ALIBABA_RECEIPT | {"success": False}], Message.FAILED, {"code": 0, "msg": "成功"}),
        ("tencent_sms", [TENCENT_RECEIPT], Message.FAILED, {"result": 0, "errmsg": "OK"}),
        (
            "tencent_sms",
            [TENCENT_RECEIPT | {"report_status": "SUCCESS"}],
            Message.DELIVERED,
            {"result": 0, "errmsg": "OK"},
        ),
    ],
)
def test_a_receipt_moves_its_message_on_once(
    shop: Workspace, kind: str, receipt: list[Any], state: str, answer: dict[str, Any]
) -> None:
    number = "biz-1" if kind == "alibaba_sms" else "sid-1"
    message = sent_message(shop, "sms", "sms", number)
    address = _address(shop, kind)
    for _ in range(2):
        answered = _post(address, receipt)
        assert (answered.status_code, answered.json()) == (200, answer)
    message.refresh_from_db()
    assert message.state == state


@pytest.mark.parametrize(("kind", "reply"), [("alibaba_sms", [ALIBABA_REPLY]), ("tencent_sms", TENCENT_REPLY)])
def test_who_replies_r_has_withdrawn_and_is_suppressed(shop: Workspace, kind: str, reply: Any) -> None:
    address = _address(shop, kind)
    for _ in range(2):
        assert _post(address, reply).status_code == 200
    withdrawn = Consent.objects.get(workspace=shop, source_id=2, channel="sms", how=Consent.WITHDRAWN)
    assert (withdrawn.purpose, withdrawn.source) == ("marketing", "event")
    row = Suppression.objects.get(workspace=shop)
    assert (row.reason, row.channel, row.source_id) == ("unsubscribed", "sms", None)


def test_another_reply_withdraws_nothing(shop: Workspace) -> None:
    assert _post(_address(shop, "alibaba_sms"), [ALIBABA_REPLY | {"content": "谢谢"}]).status_code == 200
    assert not Suppression.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"{", 400), (b"[1]", 400), (b'"x"', 400), (b"[" + b"{}," * 1_000 + b"{}]", 400), (b" " * 262_145, 413)],
)
def test_what_is_no_report_is_refused(shop: Workspace, body: bytes, code: int) -> None:
    address = _address(shop, "alibaba_sms")
    assert Client().post(address, body, content_type="application/json").status_code == code


def test_an_address_nobody_was_given_is_unknown(shop: Workspace) -> None:
    webhook = channel(shop, "webhook", "erp", {"key": "k" * 16}, base_url="https://erp.example")
    assert _post("/receipts/aaaaaaaaaaaaaaaaaaaaaaaa", []).status_code == 404
    assert _post(f"/receipts/{webhook.callback_key}", []).status_code == 404
    assert Client().get(_address(shop, "alibaba_sms")).status_code == 405
