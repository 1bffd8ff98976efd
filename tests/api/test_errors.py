"""Every failure has the one envelope and tells nothing of the inside."""

from __future__ import annotations

import json
import logging
from typing import Any
from unittest.mock import patch

import pytest

from siyu.accounts.models import User
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db

SETTINGS = "/workspaces/shop/settings"


def test_an_unknown_address(api: MakeClient) -> None:
    answer = api().get("/nothing/here")
    assert answer.status_code == 404
    assert _error(answer)["code"] == "not_found"


def test_a_method_the_address_does_not_know(api: MakeClient, alice: User) -> None:
    answer = api(alice).send("DELETE", SETTINGS)
    assert answer.status_code == 405
    assert _error(answer)["code"] == "method"
    assert "PATCH" in answer["Allow"]


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "null", "\ud800".encode("utf-8", "surrogatepass")])
def test_a_body_that_is_not_the_json_that_was_asked_for(api: MakeClient, alice: User, body: Any) -> None:
    client = api(alice)
    answer = client.client.generic("PATCH", f"/api/v1{SETTINGS}", body, "application/json", headers=client.headers)
    assert answer.status_code in {400, 422}
    _error(answer)


@pytest.mark.parametrize("path", ["/workspaces/shop%00/settings", "/workspaces/shop/members?search=%00"])
def test_a_null_sign_in_the_address(api: MakeClient, alice: User, path: str) -> None:
    answer = api(alice).get(path)
    assert (answer.status_code, _error(answer)["code"]) == (400, "bad_request")


def test_a_null_sign_in_the_body(api: MakeClient, alice: User) -> None:
    answer = api(alice).patch(SETTINGS, {"name": "a\0b"})
    assert (answer.status_code, _error(answer)["code"]) == (400, "bad_request")


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_form_that_can_not_be_read(api: MakeClient, alice: User, kind: str) -> None:
    client = api(alice)
    path = "/api/v1/workspaces/shop/uploads"
    answer = client.client.generic("POST", path, b"x", kind, headers=client.headers)
    assert answer.status_code in {400, 422}
    _error(answer)


def test_a_field_of_the_wrong_type_is_named_in_both_languages(api: MakeClient, alice: User) -> None:
    error = _error(api(alice).patch(SETTINGS, {"name": 5}))
    assert error["where"] == "name"
    assert error["message"] == {"zh-CN": "须为文本", "en": "must be text"}


def test_a_body_that_is_too_large(api: MakeClient, alice: User) -> None:
    answer = api(alice).patch(SETTINGS, {"name": "x" * 2_000_000})
    assert answer.status_code == 413
    assert _error(answer)["code"] == "body.too_large"


def test_a_failure_inside_tells_a_number_and_nothing_else(
    api: MakeClient, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        patch("siyu.accounts.api.settings.require", side_effect=RuntimeError("secret detail")),
        caplog.at_level(logging.ERROR, "siyu.api"),
    ):
        answer = api(alice).get(SETTINGS)
    assert answer.status_code == 500
    assert _error(answer)["code"] == "internal"
    assert "secret" not in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()
    assert answer["X-Request-ID"] in caplog.text


def test_a_request_keeps_the_number_it_came_with(api: MakeClient) -> None:
    client = api()
    client.headers["X-Request-ID"] = "trace-0123456789"
    assert client.get("/health")["X-Request-ID"] == "trace-0123456789"


def test_a_number_that_could_break_a_log_is_replaced(api: MakeClient) -> None:
    client = api()
    client.headers["X-Request-ID"] = "evil\tline; drop"
    assert client.get("/health")["X-Request-ID"].isalnum()


def _error(answer: Any) -> dict[str, Any]:
    assert answer["Content-Type"].startswith("application/json")
    content = json.loads(answer.content)
    assert set(content) == {"error"}
    assert set(content["error"]) == {"code", "message", "where", "mend"}
    assert set(content["error"]["message"]) == {"zh-CN", "en"}
    return content["error"]
