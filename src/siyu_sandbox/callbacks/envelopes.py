"""Events as XML, and the sealed envelope they travel in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from siyu.platforms import crypto
from siyu_sandbox.world.apps import Receiver

Event = Mapping[str, Any]
"""Tags with text, numbers, nested mappings, or lists of them (the tag repeated)."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What goes over the wire."""

    url: str
    body: bytes


def as_xml(tag: str, value: Any) -> str:
    """Return a tag with its content: text in CDATA, numbers bare, mappings nested, lists as repeated tags."""
    if isinstance(value, list):
        return "".join(as_xml(tag, one) for one in value)
    if isinstance(value, Mapping):
        inner = "".join(as_xml(name, one) for name, one in value.items() if one is not None)
    elif isinstance(value, int):
        inner = str(value)
    else:
        inner = f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>"
    return f"<{tag}>{inner}</{tag}>"


def enclose(event: Event, to: Receiver, whom: str, *, agent: str | None, now: int, nonce: str, noise: bytes) -> Posting:
    """Return an event sealed for a receiver, whose corp or app id is `whom`; `agent` is None for what is no app of a corp."""
    xml = as_xml("xml", event)
    query = {"timestamp": str(now), "nonce": nonce}
    if not to.is_sealed:
        return Posting(with_query(to.url, {"signature": crypto.sign(to.token, str(now), nonce), **query}), xml.encode())
    sealed = crypto.seal(xml.encode(), to.aes_key, whom, noise)
    signature = crypto.sign(to.token, str(now), nonce, sealed)
    body = as_xml("xml", {"ToUserName": event["ToUserName"], "AgentID": agent, "Encrypt": sealed})
    extra = {} if agent is not None else _official(to, str(now), nonce)
    return Posting(with_query(to.url, {"msg_signature": signature, **query, **extra}), body.encode())


def with_query(url: str, query: Mapping[str, str]) -> str:
    """Return a url with more in its query."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def _official(to: Receiver, now: str, nonce: str) -> dict[str, str]:
    return {"signature": crypto.sign(to.token, now, nonce), "encrypt_type": "aes"}
