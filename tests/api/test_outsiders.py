"""Charlie's test for every endpoint there is: another brand's workspace does not exist for him, nor for nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest

from siyu.accounts.models import User
from siyu.api.root import describe
from tests.client import ROOT
from tests.conftest import MakeClient

_METHODS = {"get", "post", "put", "patch", "delete"}
DESCRIBED = describe()


def _operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method.upper(), path.removeprefix(ROOT), operation)
        for path, methods in DESCRIBED["paths"].items()
        for method, operation in methods.items()
        if method in _METHODS and "{workspace}" in path
    ]


OPERATIONS = _operations()
each_operation = pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[f"{method} {path}" for method, path, _ in OPERATIONS]
)


@each_operation
@pytest.mark.django_db
def test_charlie_finds_nothing(
    api: MakeClient, charlie: User, alice: User, method: str, path: str, operation: dict[str, Any]
) -> None:
    answer = _send(api(charlie), method, path, operation)
    assert answer.status_code == 404, answer.content
    assert answer.json()["error"]["code"] == "workspace.unknown"


@each_operation
@pytest.mark.django_db
def test_nobody_is_asked_to_sign_in(
    api: MakeClient, alice: User, method: str, path: str, operation: dict[str, Any]
) -> None:
    answer = _send(api(), method, path, operation)
    assert answer.status_code == 401, answer.content
    assert answer.json()["error"]["code"] == "access.sign_in"


@each_operation
@pytest.mark.django_db
def test_a_change_by_a_session_needs_a_csrf_token(
    api: MakeClient, alice: User, method: str, path: str, operation: dict[str, Any]
) -> None:
    if method == "GET":
        return
    answer = _send(api(alice, csrf=False), method, path, operation)
    assert answer.status_code == 403, answer.content
    assert answer.json()["error"]["code"] == "access.csrf"


def test_there_are_operations_to_test() -> None:
    assert len(OPERATIONS) > 15


def _send(client: Any, method: str, path: str, operation: dict[str, Any]) -> Any:
    """Send something that has the declared shape, because a request of the wrong shape is refused before the door."""
    place = re.sub(r"\{(\w+)\}", lambda found: "shop" if found[1] == "workspace" else "1", path)
    query = {
        parameter["name"]: _example(parameter["schema"])
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query" and parameter.get("required")
    }
    place += "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        from django.core.files.uploadedfile import SimpleUploadedFile

        return client.post(place, files={"file": SimpleUploadedFile("a.csv", b"a\n1\n")})
    if "application/json" in content:
        return client.send(method, place, _example(content["application/json"]["schema"]))
    return client.send(method, place)


def _example(schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _example(DESCRIBED["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return _example(schema["anyOf"][0])
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {name: _example(schema["properties"][name]) for name in schema.get("required", [])}
    if kind == "array":
        return [_example(schema.get("items", {}))] * schema.get("minItems", 0)
    return {"string": "x", "integer": 1, "number": 1, "boolean": True, None: {}}[kind]
