"""Signing in and out by the API."""

from __future__ import annotations

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from tests.conftest import PASSWORD, MakeClient

pytestmark = pytest.mark.django_db


def test_it_signs_in_with_an_address_however_it_is_typed(api: MakeClient, alice: User) -> None:
    client = api()
    answer = client.post("/session", {"email": " Alice@Shop.Example ", "password": PASSWORD})
    assert answer.status_code == 200
    assert client.get("/session").json()["user"]["email"] == alice.email


def test_it_tells_workspaces_with_permissions_clock_and_day(api: MakeClient, bob: User) -> None:
    (workspace,) = api(bob).get("/session").json()["workspaces"]
    assert workspace["slug"] == "shop"
    assert workspace["role"] == "operator"
    assert "imports.run" in workspace["permissions"]
    assert "users.manage" not in workspace["permissions"]
    assert workspace["now"] == "2018-01-01T04:59:59+00:00"
    assert workspace["today"] == "2017-12-31"


def test_it_knows_nobody_without_a_session(api: MakeClient, workspace: Workspace) -> None:
    assert api().get("/session").json()["user"] is None


def test_it_does_not_tell_which_half_of_a_pair_is_wrong(api: MakeClient, alice: User) -> None:
    wrong_password = api().post("/session", {"email": alice.email, "password": "no"})
    wrong_email = api().post("/session", {"email": "nobody@shop.example", "password": PASSWORD})
    assert wrong_password.status_code == wrong_email.status_code == 401
    assert wrong_password.json() == wrong_email.json()


def test_it_refuses_a_sign_in_another_site_sent(api: MakeClient, alice: User) -> None:
    answer = api(csrf=False).post("/session", {"email": alice.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "access.csrf"


def test_it_refuses_a_deactivated_user(api: MakeClient, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(deactivated_at="2020-01-01T00:00Z")
    assert api().post("/session", {"email": alice.email, "password": PASSWORD}).status_code == 401


def test_signing_out_ends_the_session_and_is_audited(api: MakeClient, alice: User) -> None:
    client = api(alice)
    assert client.delete("/session").status_code == 200
    assert client.get("/session").json()["user"] is None
    assert AuditEntry.objects.get(action="session.ended").by_user == alice


def test_a_new_password_works_and_ends_other_sessions(api: MakeClient, alice: User) -> None:
    one, other = api(alice), api(alice)
    assert one.put("/session/password", {"password": "a much better one"}).status_code == 200
    assert one.get("/session").json()["user"] is not None
    assert other.get("/session").json()["user"] is None


def test_it_refuses_a_weak_password(api: MakeClient, alice: User) -> None:
    answer = api(alice).put("/session/password", {"password": "short"})
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] == "password"
