"""Where calls may go: the platforms' own hosts, those the operator of this server allows, and nothing inside its network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.platforms.channels.kinds import ChannelKind

_PORTS = {"http": 80, "https": 443, "smtp": 587, "smtps": 465}


def check_address(kind: ChannelKind, url: str | None) -> str:
    """Return the address a channel of the kind is to call, without a slash at its end; the platform's own by default.

    Raises `Refusal` for what is no address, and for a host that neither is the platform's own nor allowed by
    `SIYU_PLATFORM_HOSTS`. Kinds without an own host may call any public one by HTTPS, or by the schemes of their own.
    """
    wanted = (url or kind.default_url or "").rstrip("/")
    parts = _split(wanted)
    if parts.scheme not in kind.schemes and (parts.scheme, "https") != ("http", kind.schemes[0]):
        raise _no_address(kind.schemes[0])
    if is_allowed(parts.hostname or "", _port(parts)):
        return wanted
    if kind.default_url is not None and parts.hostname != _split(kind.default_url).hostname:
        raise _not_allowed()
    if parts.scheme not in kind.schemes or _is_internal_name(parts.hostname or ""):
        raise _not_allowed()
    return wanted


def is_allowed(host: str, port: int) -> bool:
    """Say whether the operator of this server has named the host, alone or with its port."""
    return host in settings.SIYU_PLATFORM_HOSTS or f"{host}:{port}" in settings.SIYU_PLATFORM_HOSTS


def public_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host, none of them internal unless the operator allowed the host. Raises `OSError`."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not is_allowed(host, port) and not _are_public(found):
        raise OSError("the host has an internal address")
    return found


def _are_public(addresses: Iterable[str]) -> bool:
    return all(_is_public(ipaddress.ip_address(one.partition("%")[0])) for one in addresses)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _is_public(address.ipv4_mapped)
        # These carry an IPv4 address inside, which may be internal.
        if address.sixtofour or address.teredo or address in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return address.is_global and not address.is_multicast


def _is_internal_name(host: str) -> bool:
    try:
        return not _is_public(ipaddress.ip_address(host))
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        odd = not parts.hostname or parts.username or parts.query or parts.fragment or (parts.port == 0)
    except ValueError:
        odd = True
    if odd or parts.scheme not in _PORTS or not url.isascii() or any(character.isspace() for character in url):
        raise _no_address()
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _no_address(scheme: str = "https") -> Refusal:
    example = {"https": "https://qyapi.weixin.qq.com"}.get(scheme, f"{scheme}://mail.example.com:{_PORTS[scheme]}")
    return Refusal(
        "channel.no_address",
        Text("这不是有效的地址", "this is no address"),
        where="base_url",
        mend=Text(f"例如 {example}。", f"Write it like {example}."),
    )


def _not_allowed() -> Refusal:
    return Refusal(
        "channel.address_not_allowed",
        Text("不允许连接这个地址", "this address may not be called"),
        where="base_url",
        mend=Text(
            "若要连接沙盒或代理，请服务器管理员在环境变量 SIYU_PLATFORM_HOSTS 中列出其主机和端口。",
            "For a sandbox or a proxy, the operator of this server lists its host and port in SIYU_PLATFORM_HOSTS.",
        ),
    )
