"""Health, the API's description, and headers of every answer."""

from __future__ import annotations

import pytest

from siyu.accounts.models import User
from tests.conftest import MakeClient


@pytest.mark.django_db
def test_health_needs_no_sign_in(api: MakeClient) -> None:
    assert api().get("/health").json() == {"status": "ok"}


@pytest.mark.django_db
def test_the_description_is_for_those_who_are_signed_in(api: MakeClient, dora: User) -> None:
    assert api().get("/openapi.json").status_code == 401
    described = api(dora).get("/openapi.json").json()
    assert "/api/v1/workspaces/{workspace}/settings" in described["paths"]


@pytest.mark.django_db
def test_no_cache_keeps_an_answer(api: MakeClient, dora: User) -> None:
    assert api(dora).get("/session")["Cache-Control"] == "no-store"
