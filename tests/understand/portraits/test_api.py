"""Portraits by the API: who may compare, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from tests.understand.segments.conftest import BOUGHT_CAKE

HOME = "/workspaces/shop/portraits"


@pytest.fixture
def client(shop: Workspace, dora: User, api: Any) -> Any:
    return api(dora)


def test_an_analyst_compares_two_rules(client: Any) -> None:
    found = client.post(HOME, {"a": BOUGHT_CAKE, "b": {"did": "viewed"}, "as_of": "2017-12-31"}).json()
    assert (found["a"], found["b"], found["as_of"]) == (5, 1, "2017-12-31")
    days = next(one for one in found["traits"] if one["unit"] == "date")
    assert all(isinstance(one["low"], str) for one in days["levels"] if one["kind"] == "range")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"a": {"segment": "nobody"}}, 422, "rule.unknown_segment"),
        ({"a": BOUGHT_CAKE, "as_of": "2018-01-01"}, 422, "behaviour.future"),
        ({"a": {"did": "ordered", "where": {"product.id": "wine"}}}, 409, "portrait.empty"),
        ({"a": BOUGHT_CAKE, "against": "nobody"}, 422, "request.invalid"),
    ],
)
def test_bad_questions_are_refused(client: Any, body: dict[str, Any], status: int, code: str) -> None:
    answer = client.post(HOME, body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
