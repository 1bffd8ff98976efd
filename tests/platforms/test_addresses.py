"""Calls go to public addresses and to what the operator allowed, however an internal one is written."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from siyu.platforms import addresses

INSIDE = [
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::", "fe80::1%eth0",
    "fd00::1", "::ffff:10.0.0.1", "2002:a00:1::", "64:ff9b::a00:1", "2001:0:0:1::1",
]  # fmt: skip


def resolve(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in found]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: rows)


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "203.107.1.1", address)
    with pytest.raises(OSError, match="internal"):
        addresses.public_addresses("shop.example", 443)


def test_a_public_name_is_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "203.107.1.1", "2400:3200::1", "::ffff:8.8.8.8")
    assert len(addresses.public_addresses("shop.example", 443)) == 3


def test_what_the_operator_allowed_may_be_inside(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    resolve(monkeypatch, "10.0.0.1")
    settings.SIYU_PLATFORM_HOSTS = ["gateway.lan:8443"]
    assert addresses.public_addresses("gateway.lan", 8443) == ["10.0.0.1"]
    with pytest.raises(OSError, match="internal"):
        addresses.public_addresses("gateway.lan", 22)
