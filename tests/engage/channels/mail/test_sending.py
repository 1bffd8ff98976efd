"""Mail goes to a real SMTP server on this machine, made safe by STARTTLS, with the way out of marketing in its heads."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import Client

from siyu.accounts.models import Workspace
from siyu.engage.channels.mail import connecting
from siyu.engage.channels.mail.sending import send
from siyu.engage.messaging.transports import Outgoing, Result
from siyu.lib.errors import Refusal
from siyu.platforms.channels.models import Channel
from siyu.unify.consents.models import Consent
from tests.engage.channels.conftest import channel, outgoing, route, sent_message

CONTENT = {"subject": "新品到店", "text": "您好 {name}", "html": "<p>您好</p>"}
SETTINGS = {"public_url": "https://crm.shop.example", "sender_name": "小店", "return_path": "back@shop.example"}


class Inbox:
    """What the server took; `refuse` says its answer to a recipient."""

    def __init__(self) -> None:
        self.port = 0
        self.got: list[Any] = []
        self.refuse: dict[str, str] = {}
        self.breaks_at: str | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.breaks_at in envelope.rcpt_tos:
            server.transport.abort()
        self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content, session.ssl is not None))
        return "250 OK"


class _OnSocket(Controller):
    """Serves on a port the system chose."""

    socket: Any

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.socket)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def inbox(certificate: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """A mail server that takes nothing before STARTTLS, and whose certificate is trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    made = Inbox()
    free = socket.create_server(("127.0.0.1", 0))
    made.port = free.getsockname()[1]
    controller = _OnSocket(made, hostname="127.0.0.1", port=made.port, tls_context=context, require_starttls=True)
    controller.socket = free
    monkeypatch.setattr(connecting, "tls", lambda: ssl.create_default_context(cafile=str(certificate)))
    controller.start()
    settings.SIYU_PLATFORM_HOSTS = [f"localhost:{made.port}"]
    yield made
    controller.stop()


def _mail(shop: Workspace, inbox: Inbox, **more: Any) -> Channel:
    return channel(
        shop, "mail", "news@shop.example", {}, settings=SETTINGS | more, base_url=f"smtp://localhost:{inbox.port}"
    )


def _send(shop: Workspace, *messages: Outgoing) -> list[Result]:
    return list(send(route(shop), messages))


def test_a_mail_arrives_sealed_with_both_bodies(shop: Workspace, inbox: Inbox) -> None:
    _mail(shop, inbox)
    (result,) = _send(shop, outgoing("a@example.com", CONTENT))
    ((sender, recipients, raw, was_sealed),) = inbox.got
    mail = message_from_bytes(raw, policy=default)
    assert (sender, recipients, was_sealed) == ("back@shop.example", ["a@example.com"], True)
    assert (mail["Subject"], mail["From"], mail["To"]) == ("新品到店", "小店 <news@shop.example>", "a@example.com")
    assert (result.state, result.platform_id) == ("sent", mail["Message-ID"])
    assert [part.get_content().strip() for part in mail.iter_parts()] == ["您好 {name}", "<p>您好</p>"]
    assert mail["List-Unsubscribe"] is None


def test_half_a_sign_does_not_stop_a_mail(shop: Workspace, inbox: Inbox) -> None:
    _mail(shop, inbox)
    (result,) = _send(shop, outgoing("a@example.com", {"subject": "a\ud800", "text": "b\ud800", "html": ""}))
    mail = message_from_bytes(inbox.got[0][2], policy=default)
    assert (result.state, mail["Subject"], mail.get_content().strip()) == ("sent", "a?", "b?")


def test_marketing_has_a_link_that_unsubscribes_with_one_click(shop: Workspace, inbox: Inbox) -> None:
    _mail(shop, inbox)
    (result,) = _send(shop, outgoing("a@example.com", CONTENT, marketing=True))
    message = sent_message(shop, "mail", "email", result.platform_id)
    raw = inbox.got[0][2]
    mail = message_from_bytes(raw, policy=default)
    link = str(mail["List-Unsubscribe"]).strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert all(link in part.get_content() for part in mail.iter_parts())
    page = Client()
    path = link.removeprefix("https://crm.shop.example")
    assert "退订" in page.get(path).content.decode()
    assert "Unsubscribe" in page.get(path, {"lang": "en"}).content.decode()
    assert not Consent.objects.filter(channel="email").exists()
    for _ in range(2):
        assert page.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    consent = Consent.objects.get(workspace=shop, channel="email")
    assert (consent.source_id, consent.how, consent.proof) == (1, "withdrawn", f"message {message.pk}")


def test_a_link_works_before_its_mail_is_known_and_a_made_up_one_never(shop: Workspace, inbox: Inbox) -> None:
    _mail(shop, inbox)
    _send(shop, outgoing("a@example.com", CONTENT, marketing=True))
    mail = message_from_bytes(inbox.got[0][2], policy=default)
    path = str(mail["List-Unsubscribe"]).strip("<>").removeprefix("https://crm.shop.example")
    assert Client().post(path[:-2] + "xx").status_code == 404
    assert Client().post("/u/x").status_code == 404
    assert not Consent.objects.filter(channel="email").exists()
    assert Client().post(path).status_code == 200
    assert Consent.objects.get(workspace=shop, channel="email").source_id == 1


def test_one_refused_address_does_not_stop_the_others(shop: Workspace, inbox: Inbox) -> None:
    _mail(shop, inbox)
    inbox.refuse = {"gone@example.com": "550 no such user", "full@example.com": "452 full"}
    people = ("a@example.com", "gone@example.com", "full@example.com", "b@example.com")
    results = _send(shop, *(outgoing(address, CONTENT) for address in people))
    assert [(one.state, one.reason) for one in results] == [
        ("sent", ""), ("failed", "mail.550"), ("later", "mail.452"), ("sent", ""),
    ]  # fmt: skip
    assert [got[1] for got in inbox.got] == [["a@example.com"], ["b@example.com"]]


def test_a_session_that_breaks_off_leaves_one_mail_uncertain_and_the_rest_waiting(
    shop: Workspace, inbox: Inbox
) -> None:
    _mail(shop, inbox)
    inbox.breaks_at = "b@example.com"
    people = ("a@example.com", "nobody", "b@example.com", "c@example.com")
    results = _send(shop, *(outgoing(address, CONTENT) for address in people))
    assert [one.state for one in results] == ["sent", "failed", "uncertain", "later"]


@pytest.mark.parametrize(
    ("address", "content", "reason"),
    [
        ("a@example.com", {"subject": "你好\r\nBcc: all@example.com", "text": "x"}, "mail.bad_subject"),
        ("a@example.com", {"subject": "你好\u2028x", "text": "x"}, "mail.bad_subject"),
        ("a@example.com\nb@example.com", CONTENT, "mail.bad_address"),
        ("a@example.com, b@example.com", CONTENT, "mail.bad_address"),
        ("a@example.com>\r\nRCPT TO:<b@example.com", CONTENT, "mail.bad_address"),
        ("nobody", CONTENT, "mail.bad_address"),
        ('"a(b"@example.com', CONTENT, "mail.bad_address"),
        ("é?@[??user", CONTENT, "mail.bad_address"),
        ("", CONTENT, "mail.bad_address"),
    ],
)
def test_nothing_slips_into_another_head_or_to_another_address(
    shop: Workspace, inbox: Inbox, address: str, content: dict[str, Any], reason: str
) -> None:
    _mail(shop, inbox)
    assert _send(shop, outgoing(address, content)) == [Result("failed", reason=reason)]
    assert inbox.got == []


def test_a_server_whose_certificate_is_not_trusted_is_told_nothing(
    shop: Workspace, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "tls", ssl.create_default_context)
    _mail(shop, inbox)
    (result,) = _send(shop, outgoing("a@example.com", CONTENT))
    assert (result.state, inbox.got) == ("later", [])


def test_a_server_inside_our_network_is_no_channel(shop: Workspace) -> None:
    for address in ("smtp://localhost:25", "smtps://10.0.0.1:465", "https://mail.example.com"):
        with pytest.raises(Refusal):
            channel(shop, "mail", "news@shop.example", {}, settings=SETTINGS, base_url=address)


def test_a_name_that_leads_inside_is_never_connected_to(shop: Workspace, inbox: Inbox, settings: Any) -> None:
    _mail(shop, inbox)
    settings.SIYU_PLATFORM_HOSTS = []
    (result,) = _send(shop, outgoing("a@example.com", CONTENT))
    assert (result.state, inbox.got) == ("later", [])
