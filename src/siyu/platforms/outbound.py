"""The HTTP client of everything that calls out: it connects to addresses it has checked, so that no name leads inside."""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from siyu.platforms.addresses import public_addresses

CONNECT_SECONDS, READ_SECONDS, AT_ONCE = 5.0, 10.0, 100


@cache
def outbound_client() -> httpx.Client:
    """Return this process's client; threads share it. It follows no redirect and knows no proxy."""
    transport = httpx.HTTPTransport()
    transport._pool.close()
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_connections=AT_ONCE,
        max_keepalive_connections=20,
        keepalive_expiry=15,
        network_backend=_Guarded(),
    )
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    client = httpx.Client(transport=transport, timeout=timeout, trust_env=False)
    atexit.register(client.close)
    return client


class _Guarded(httpcore.SyncBackend):
    """Resolves a name itself and connects to what it has checked: a second look-up could answer otherwise."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = public_addresses(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from None
        for place, address in enumerate(addresses):
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses) - 1:
                    raise
        raise httpcore.ConnectError("the host has no address")
