"""The command serves what it promises without configuration, sends callbacks over HTTP, and stops when told to."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.work.crypto import WeChatCrypto

from siyu.platforms import crypto
from siyu_sandbox.control.machinery import KEY, TOKEN


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "siyu_sandbox", "--port", str(port), "--seed", "7"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and f"http://127.0.0.1:{port}/_sandbox/" in process.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 0


class Shop(BaseHTTPRequestHandler):
    """Somebody who takes callbacks: the first time badly."""

    heard: list[str] = []

    def do_GET(self) -> None:
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        try:
            secret = WeChatCrypto(TOKEN, KEY, "wwsandbox").check_signature(
                query["msg_signature"], query["timestamp"], query["nonce"], query["echostr"]
            )
        except InvalidSignatureException:
            self._say(403, b"")
            return
        self._say(200, secret if isinstance(secret, bytes) else secret.encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sealed = body.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        self.heard.append(crypto.open_sealed(sealed, KEY, "wwsandbox").decode())
        self._say(500 if len(self.heard) == 1 else 200, b"")

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def ask(url: str, body: Any = None) -> Any:
    deadline = time.monotonic() + 20
    data = None if body is None else json.dumps(body).encode()
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data), timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return json.load(error)
        except urllib.error.URLError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_it_begins_with_what_is_promised(address: str) -> None:
    state = ask(f"{address}/_sandbox/state")
    assert (state["seed"], state["corpid"]) == (7, "wwsandbox")
    assert {one["secret"] for one in state["apps"].values()} == {"secret-contact", "secret-app", "secret-directory"}
    assert list(state["members"]) == ["alice", "bob", "carol"]
    assert state["accounts"]["wxsandbox"]["secret"] == "secret-oa"
    token = ask(f"{address}/cgi-bin/gettoken?corpid=wwsandbox&corpsecret=secret-contact")
    assert token["errcode"] == 0 and token["expires_in"] == 7200


def test_a_port_that_is_taken_is_refused(address: str) -> None:
    command = [sys.executable, "-m", "siyu_sandbox", "--port", address.rpartition(":")[2]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "choose another --port" in done.stderr


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hear?brand=1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_has_to_open_the_echostr_before_it_is_accepted(address: str, shop: str) -> None:
    accepted = ask(f"{address}/_sandbox/receivers", {"holder": "contact", "url": shop})
    assert accepted["receiver"]["url"] == shop
    refused = ask(f"{address}/_sandbox/receivers", {"holder": "contact", "url": shop, "token": "other"})
    assert "did not answer the echostr" in refused["error"]["message"]["en"]
    refused = ask(f"{address}/_sandbox/receivers", {"holder": "app", "url": "http://127.0.0.1:1/"})
    assert "did not answer the echostr" in refused["error"]["message"]["en"]
    assert ask(f"{address}/_sandbox/receivers", {"holder": "contact"}) == {"holder": "contact", "receiver": None}


def test_an_event_travels_sealed_and_again_when_it_was_not_taken(address: str, shop: str) -> None:
    ask(f"{address}/_sandbox/receivers", {"holder": "contact", "url": shop})
    person = ask(f"{address}/_sandbox/additions", {"member": "bob"})["person"]["external_userid"]
    deadline = time.monotonic() + 20
    while ask(f"{address}/_sandbox/state?parts=deliveries")["deliveries"]["counts"].get("answered") != 1:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    first, second = Shop.heard
    assert first == second and f"<ExternalUserID><![CDATA[{person}]]></ExternalUserID>" in first
