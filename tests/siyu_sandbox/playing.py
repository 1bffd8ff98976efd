"""A sandbox without a server: calls of the platforms and of the control API, independent clients, and whoever hears callbacks."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import requests
from requests.adapters import BaseAdapter
from wechatpy import WeChatClient as OfficialClient
from wechatpy.work import WeChatClient as WorkClient
from wechatpy.work.crypto import WeChatCrypto

from siyu_sandbox.callbacks.deliveries import Delivery
from siyu_sandbox.exchange import Answer, Request
from siyu_sandbox.sandbox import Sandbox
from siyu_sandbox.world.apps import Receiver

NOON = 1_700_020_800
"""2023-11-15 12:00 in Beijing."""
TOKEN, KEY = "H7SimToken2026", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class Refused(AssertionError):  # noqa: N818 - an answer, not a mistake
    """The control API refused; the text is what it said."""


@dataclass
class Player:
    """Calls a sandbox."""

    sandbox: Sandbox
    tokens: dict[str, str] = field(default_factory=dict)

    def send(
        self,
        method: str,
        path: str,
        query: dict[str, Any] | None = None,
        body: Any = None,
        host: str = "",
        content_type: str = "",
    ) -> Answer:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        texts = {name: str(value) for name, value in (query or {}).items()}
        return self.sandbox.answer(Request(method, path, texts, data, host, content_type))

    def act(self, path: str, /, **fields: Any) -> dict[str, Any]:
        """Use the control API."""
        answer = self.send("POST", f"/_sandbox/{path}", body=fields)
        found: dict[str, Any] = json.loads(answer.body)
        if answer.status != 200:
            raise Refused(found["error"]["message"]["en"])
        return found

    def state(self, part: str) -> Any:
        """Return one part of all the sandbox knows."""
        return json.loads(self.send("GET", "/_sandbox/state", {"parts": part}).body)[part]

    def token(self, app: str) -> str:
        if app not in self.tokens:
            world = self.sandbox.world
            holder = world.holder(app)
            if holder.platform == "wecom":
                query = {"corpid": world.corpid, "corpsecret": holder.secret}
                self.tokens[app] = self._json("GET", "/cgi-bin/gettoken", query)["access_token"]
            else:
                query = {"grant_type": "client_credential", "appid": app, "secret": holder.secret}
                self.tokens[app] = self._json("GET", "/cgi-bin/token", query)["access_token"]
        return self.tokens[app]

    def get(self, path: str, /, app: str = "contact", **query: Any) -> dict[str, Any]:
        """Call GET below /cgi-bin with the token of an app or account."""
        return self._json("GET", _whole(path), {"access_token": self.token(app), **query})

    def post(self, path: str, /, app: str = "contact", **fields: Any) -> dict[str, Any]:
        """Call POST below /cgi-bin with the token of an app or account."""
        return self._json("POST", _whole(path), {"access_token": self.token(app)}, fields)

    def _json(self, method: str, path: str, query: dict[str, Any], body: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.send(method, path, query, body).body)
        return found

    def work_client(self, app: str = "contact") -> WorkClient:
        """Return wechatpy's client of WeCom, whose requests reach the sandbox."""
        world = self.sandbox.world
        client = WorkClient(world.corpid, world.holder(app).secret)
        client._http.mount("https://", _Wire(self.sandbox))
        return client

    def official_client(self, account: str = "wxsandbox") -> OfficialClient:
        """Return wechatpy's client of official accounts, whose requests reach the sandbox."""
        client = OfficialClient(account, self.sandbox.world.holder(account).secret)
        client._http.mount("https://", _Wire(self.sandbox))
        return client


class Listener:
    """Hears callbacks, opens them with wechatpy's crypto and answers with `status`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._world = sandbox.world
        self.heard: list[dict[str, str]] = []
        self.status: int | None = 200
        self.reply = ""
        self._world.deliveries.post = self._take

    def listen(self, *holders: str) -> Listener:
        for name in holders:
            self._world.holder(name).receiver = Receiver("http://127.0.0.1:1/hear", TOKEN, KEY)
        return self

    def of(self, event: str) -> list[dict[str, str]]:
        """Return the events whose ChangeType or Event it is."""
        return [one for one in self.heard if event in (one.get("ChangeType"), one.get("Event"))]

    def _take(self, delivery: Delivery) -> None:
        query = dict(parse_qsl(urlsplit(delivery.posting.url).query))
        holder = self._world.holder(delivery.to)
        whom = self._world.corpid if holder.platform == "wecom" else holder.key
        crypto = WeChatCrypto(TOKEN, KEY, whom)
        opened = crypto.decrypt_message(
            delivery.posting.body.decode(), query["msg_signature"], query["timestamp"], query["nonce"]
        )
        tree = ElementTree.fromstring(opened)
        self.heard.append({"to": delivery.to, **{one.tag: one.text or "" for one in tree}})
        self._world.deliveries.finish(delivery, self.status, self.reply)


class _Wire(BaseAdapter):
    """Carries requests of the `requests` library into a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self._sandbox = sandbox

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        body = request.body or b""
        sent = Request(
            request.method or "GET", parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)),
            body.encode() if isinstance(body, str) else body, parts.netloc, request.headers.get("Content-Type") or "",
        )  # fmt: skip
        answer = self._sandbox.answer(sent)
        response = requests.Response()
        response.status_code, response.raw, response.request = answer.status, io.BytesIO(answer.body), request
        response.headers["Content-Type"] = answer.content_type
        response.url = request.url or ""
        return response

    def close(self) -> None:
        """Nothing is open."""


def _whole(path: str) -> str:
    return path if path.startswith("/") else f"/cgi-bin/{path}"
