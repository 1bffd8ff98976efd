"""Other systems are called signed, with a key that tells repeats, and never inside our own network."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.engage.channels.webhooks.sending import send
from siyu.engage.messaging.transports import Result
from siyu.lib.errors import Refusal
from tests.engage.channels.conftest import Provider, channel, outgoing, route

KEY = "a-key-both-sides-know"


def _send(shop: Workspace) -> Result:
    (result,) = send(route(shop, "erp"), [outgoing("", {"body": {"who": "张三"}})])
    return result


def _webhook(shop: Workspace, address: str) -> None:
    channel(shop, "webhook", "erp", {"key": KEY}, base_url=address)


def test_a_call_is_signed_over_its_second_and_body(shop: Workspace, provider: Provider) -> None:
    _webhook(shop, f"{provider.url}/in")
    before = int(time.time())
    assert _send(shop) == Result("delivered")
    (heard,) = provider.heard
    told = dict(part.split("=") for part in heard.heads["siyu-signature"].split(","))
    expected = hmac.new(KEY.encode(), f"{told['t']}.".encode() + heard.body, hashlib.sha256).hexdigest()
    assert (told["v1"], int(told["t"]) >= before) == (expected, True)
    assert (heard.path, heard.heads["idempotency-key"]) == ("/in", "effect:7")
    assert json.loads(heard.body) == {
        "id": "effect:7", "member_id": 1, "template": None, "content_class": "service", "content": {"who": "张三"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (204, "delivered"),
        (302, "failed"),
        (400, "failed"),
        (410, "failed"),
        (429, "later"),
        (500, "later"),
        (503, "later"),
    ],
)
def test_what_it_answers_decides(shop: Workspace, provider: Provider, code: int, state: str) -> None:
    _webhook(shop, provider.url)
    provider.answer = lambda heard: (code, b"")
    assert (_send(shop).state, len(provider.heard)) == (state, 1)


def test_a_system_that_is_away_is_called_later(shop: Workspace, settings: Any) -> None:
    settings.SIYU_PLATFORM_HOSTS = ["127.0.0.1:1"]
    _webhook(shop, "http://127.0.0.1:1")
    assert _send(shop) == Result("later", reason="webhook.ConnectError")


def test_a_name_that_leads_inside_is_never_called(
    shop: Workspace, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is public when the channel is made, and resolves to this machine when it is called."""
    _webhook(shop, f"https://rebound.example:{provider.port}")
    found = [(2, 1, 6, "", ("127.0.0.1", provider.port))]
    monkeypatch.setattr("siyu.platforms.addresses.socket.getaddrinfo", lambda *args, **kwargs: found)
    assert _send(shop) == Result("later", reason="webhook.ConnectError")
    assert provider.heard == []


@pytest.mark.parametrize(
    "address", ["http://erp.example", "https://127.0.0.1", "https://10.0.0.1/x", "https://erp", "ftp://erp.example", ""]
)
def test_an_address_that_may_not_be_called_is_refused(shop: Workspace, address: str) -> None:
    with pytest.raises(Refusal):
        _webhook(shop, address)


def test_a_weak_key_is_refused(shop: Workspace) -> None:
    with pytest.raises(Refusal) as refused:
        channel(shop, "webhook", "erp", {"key": "short"}, base_url="https://erp.example")
    assert refused.value.where == "secrets.key"
