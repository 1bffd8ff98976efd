"""Mail that comes back marks its address dead, if the report names a mail of ours and says that it failed for good."""

from __future__ import annotations

import mailbox
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from siyu.accounts.models import Workspace
from siyu.engage.channels.mail.bounces import bounce_in, mails_in, take_bounce
from siyu.engage.messaging.models import Message, Suppression
from siyu.unify.members.models import Identifier
from tests.engage.channels.conftest import channel, sent_message

OURS = "<0123456789abcdef@shop.example>"


def _report(
    status: str = "5.1.1", action: str = "failed", message_id: str = OURS, part: str = "message/rfc822"
) -> bytes:
    return f"""From: MAILER-DAEMON@mx.example.com\r
To: news@shop.example\r
Subject: Undelivered Mail Returned to Sender\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
MIME-Version: 1.0\r
\r
--b\r
Content-Type: text/plain\r
\r
It could not be delivered.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example.com\r
\r
Final-Recipient: rfc822; gone@example.com\r
Action: {action}\r
Status: {status}\r
Diagnostic-Code: smtp; 550 no such user\r
\r
--b\r
Content-Type: {part}\r
\r
From: news@shop.example\r
To: gone@example.com\r
Message-ID: {message_id}\r
Subject: x\r
\r
--b--\r
""".encode()


@pytest.fixture
def address(shop: Workspace) -> str:
    """The address at which the mail server hands over what came back."""
    settings = {"public_url": "https://crm.shop.example"}
    made = channel(shop, "mail", "news@shop.example", {}, settings=settings, base_url="smtps://mail.example.com:465")
    return f"/bounces/{made.callback_key}"


@pytest.fixture
def sent(shop: Workspace) -> Message:
    mail = Identifier.objects.create(workspace=shop, kind="email", value="gone@example.com", source_id=4)
    return sent_message(shop, "mail", "email", OURS, identifier_id=mail.pk)


def _post(address: str, raw: bytes) -> Any:
    return Client().post(address, raw, content_type="message/rfc822")


@pytest.mark.parametrize("part", ["message/rfc822", "text/rfc822-headers"])
def test_a_failure_for_good_marks_the_address_dead_once(
    shop: Workspace, sent: Message, address: str, part: str
) -> None:
    for _ in range(2):
        assert _post(address, _report(part=part)).status_code == 204
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (Message.FAILED, "mail.5.1.1")
    row = Suppression.objects.get(workspace=shop)
    assert (row.reason, row.channel, row.source_id) == ("bounced", "email", None)
    assert "gone@example.com" not in str(Suppression.objects.values().get())


@pytest.mark.parametrize(
    "raw",
    [
        _report("4.2.2"),
        _report("5.1.1", "delayed"),
        _report(message_id="<made-up@shop.example>"),
        _report(message_id=""),
        _report(message_id="<a@"),
        _report(message_id="<(@>"),
        _report(part="text/plain"),
        b"Subject: out of office\r\n\r\nI am away until Monday.",
        b"",
        b"\x00\xff\xfe" * 100,
        b"Content-Type: multipart/report; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 200,
    ],
)
def test_delays_strangers_and_other_mail_mark_nothing(shop: Workspace, sent: Message, address: str, raw: bytes) -> None:
    assert _post(address, raw).status_code == 204
    sent.refresh_from_db()
    assert (sent.state, Suppression.objects.count()) == (Message.SENT, 0)


def test_a_report_of_another_brands_mail_marks_nothing(shop: Workspace, elsewhere: Workspace, address: str) -> None:
    message = sent_message(elsewhere, "mail", "email", OURS)
    assert _post(address, _report()).status_code == 204
    message.refresh_from_db()
    assert message.state == Message.SENT


def test_addresses_nobody_was_given_and_mail_too_large_are_refused(shop: Workspace, address: str) -> None:
    assert _post("/bounces/aaaaaaaaaaaaaaaaaaaaaaaa", _report()).status_code == 404
    assert _post(address, b"x" * 524_289).status_code == 413
    assert Client().get(address).status_code == 405


def test_the_reason_is_that_of_the_recipient_who_failed() -> None:
    raw = _report().replace(b"Final-Recipient", b"Action: relayed\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient", 1)
    bounce = bounce_in(raw)
    assert bounce is not None and (bounce.status, bounce.message_id) == ("5.1.1", OURS)


@pytest.mark.parametrize("kind", [mailbox.Maildir, mailbox.mbox])
def test_a_mailbox_is_read_twice_and_counted_once(shop: Workspace, sent: Message, tmp_path: Path, kind: Any) -> None:
    box = kind(tmp_path / "box", create=True)
    for raw in (_report(), b"Subject: hello\n\nx", b"x" * 524_289):
        box.add(raw)
    box.close()
    found = [[take_bounce(shop, raw) for raw in mails_in(tmp_path / "box")] for _ in range(2)]
    assert [(len(taken), sum(taken)) for taken in found] == [(2, 1), (2, 1)]
    assert Suppression.objects.count() == 1
