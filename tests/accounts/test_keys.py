"""API keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from siyu.accounts.keys import make_key
from siyu.accounts.models import ApiKey, AuditEntry, User, Workspace
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db

KEYS = "/workspaces/shop/api-keys"


def test_a_made_key_works_and_is_shown_once(api: MakeClient, alice: User) -> None:
    made = api(alice).post(KEYS, {"name": "till", "role": "operator"}).json()
    assert api(key=made["secret"]).get("/workspaces/shop/settings").status_code == 200
    assert made["secret"] not in api(alice).get(KEYS).content.decode()
    assert ApiKey.objects.get().last_used_at is not None


def test_a_key_has_the_permissions_of_its_role(api: MakeClient, workspace: Workspace) -> None:
    _, secret = make_key(workspace, "till", "analyst", by=None)
    assert api(key=secret).get(KEYS).status_code == 403
    (seen,) = api(key=secret).get("/session").json()["workspaces"]
    assert seen["role"] == "analyst"


def test_a_key_sees_no_other_workspace(api: MakeClient, workspace: Workspace, elsewhere: Workspace) -> None:
    _, secret = make_key(workspace, "till", "owner", by=None)
    assert api(key=secret).get("/workspaces/elsewhere/settings").status_code == 404


def test_a_key_needs_no_csrf_token(api: MakeClient, workspace: Workspace) -> None:
    _, secret = make_key(workspace, "till", "owner", by=None)
    assert api(key=secret).patch("/workspaces/shop/settings", {"name": "Corner shop"}).status_code == 200
    assert AuditEntry.objects.get(action="settings.changed").by_key is not None


def test_a_revoked_key_is_refused_at_once(api: MakeClient, alice: User, workspace: Workspace) -> None:
    key, secret = make_key(workspace, "till", "owner", by=alice)
    assert api(alice).delete(f"{KEYS}/{key.pk}").status_code == 204
    assert api(key=secret).get("/workspaces/shop/settings").status_code == 401
    assert AuditEntry.objects.filter(action="key.revoked").count() == 1


def test_an_expired_key_is_refused(api: MakeClient, workspace: Workspace) -> None:
    _, secret = make_key(workspace, "till", "owner", by=None, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert api(key=secret).get("/workspaces/shop/settings").status_code == 401


def test_a_wrong_key_never_falls_back_to_the_session(api: MakeClient, alice: User) -> None:
    client = api(alice)
    client.headers["Authorization"] = "Bearer siyu_0123456789_wrong"
    assert client.get("/workspaces/shop/settings").status_code == 401


@pytest.mark.parametrize("secret", ["", "siyu", "siyu_", "siyu_0123456789", "💥", "siyu_%%%%%%%%%%_x", "Basic"])
def test_it_refuses_nonsense(api: MakeClient, workspace: Workspace, secret: str) -> None:
    assert api(key=secret or " ").get("/workspaces/shop/settings").status_code == 401


def test_it_refuses_an_expiry_in_the_past(api: MakeClient, alice: User) -> None:
    answer = api(alice).post(KEYS, {"name": "till", "role": "owner", "expires_at": "2020-01-01T00:00:00Z"})
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] == "expires_at"


def test_it_does_not_know_the_key_of_another_workspace(api: MakeClient, alice: User, elsewhere: Workspace) -> None:
    key, _ = make_key(elsewhere, "theirs", "owner", by=None)
    assert api(alice).delete(f"{KEYS}/{key.pk}").status_code == 404
    assert ApiKey.objects.get().revoked_at is None
