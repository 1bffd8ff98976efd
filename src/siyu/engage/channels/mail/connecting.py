"""Connecting to a mail server: to an address that was checked, and never in the clear."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from siyu.platforms.addresses import public_addresses

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


class _Plain(smtplib.SMTP):
    """Resolves the host itself and connects to what it has checked; the name stays what the certificate must show."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection((public_addresses(host, port)[0], port), timeout)


class _Sealed(smtplib.SMTP_SSL):
    """The same, encrypted from the first octet."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened = socket.create_connection((public_addresses(host, port)[0], port), timeout)
        return self.context.wrap_socket(opened, server_hostname=host)


def tls() -> ssl.SSLContext:
    """Return what checks the server's certificate."""
    return ssl.create_default_context()


@contextmanager
def connected(address: str, username: str, password: str) -> Iterator[smtplib.SMTP]:
    """Yield a session with the server at `smtp://host:587` (made safe by STARTTLS first) or `smtps://host:465`.

    Raises `OSError`, of which `smtplib.SMTPException` is one, when there is none; nothing was sent then.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        session: smtplib.SMTP = _Sealed(host, port, timeout=SECONDS, context=tls())
    else:
        session = _Plain(host, port, timeout=SECONDS)
    try:
        if parts.scheme == "smtp":
            session.starttls(context=tls())
        if username:
            session.login(username, password)
        yield session
    finally:
        session.close()
