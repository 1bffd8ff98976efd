"""Users of a workspace by the API."""

from __future__ import annotations

import pytest
from django.test import Client

from siyu.accounts.models import AuditEntry, Role, User, Workspace
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db

USERS = "/workspaces/shop/users"


def test_an_added_user_signs_in_by_the_link(api: MakeClient, alice: User) -> None:
    added = api(alice).post(USERS, {"email": "Eve@Shop.Example", "name": "Eve", "role": "analyst"})
    assert added.status_code == 201
    client = Client()
    client.get(added.json()["login_link"])
    assert client.get("/api/v1/session").json()["user"] == {"email": "eve@shop.example", "name": "Eve"}


def test_the_audit_log_names_the_role_and_not_the_e_mail(api: MakeClient, alice: User) -> None:
    api(alice).post(USERS, {"email": "eve@shop.example", "role": "analyst"})
    entry = AuditEntry.objects.get(action="user.added")
    assert (entry.by_user, entry.change) == (alice, {"role": "analyst"})


def test_it_refuses_a_user_who_is_there_already(api: MakeClient, alice: User, bob: User) -> None:
    answer = api(alice).post(USERS, {"email": bob.email, "role": "owner"})
    assert answer.status_code == 409
    assert Role.objects.get(user=bob).role == "operator"


@pytest.mark.parametrize(
    ("sent", "where"),
    [({"email": "nonsense", "role": "owner"}, "email"), ({"email": "e@x.example", "role": "ownr"}, "role")],
)
def test_it_refuses_a_bad_address_and_an_unknown_role(
    api: MakeClient, alice: User, sent: dict[str, str], where: str
) -> None:
    answer = api(alice).post(USERS, sent)
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] == where


def test_an_operator_may_not_manage_users(api: MakeClient, alice: User, bob: User) -> None:
    assert api(bob).get(USERS).status_code == 403
    assert api(bob).post(USERS, {"email": "eve@shop.example", "role": "owner"}).status_code == 403
    assert api(bob).patch(f"{USERS}/{bob.pk}", {"role": "owner"}).status_code == 403


@pytest.mark.parametrize("change", [{"role": "analyst"}, {"deactivated": True}])
def test_the_last_owner_stays(api: MakeClient, alice: User, bob: User, change: dict[str, object]) -> None:
    answer = api(alice).patch(f"{USERS}/{alice.pk}", change)
    assert answer.status_code == 409
    assert Role.objects.get(user=alice).role == "owner"
    assert not AuditEntry.objects.filter(action="user.changed").exists()


def test_with_another_owner_the_first_may_go(api: MakeClient, alice: User, bob: User) -> None:
    client = api(alice)
    assert client.patch(f"{USERS}/{bob.pk}", {"role": "owner"}).status_code == 200
    assert client.patch(f"{USERS}/{alice.pk}", {"deactivated": True}).status_code == 200
    assert client.get(USERS).status_code == 404


def test_a_deactivated_user_is_out_at_once_and_may_come_back(api: MakeClient, alice: User, bob: User) -> None:
    theirs, mine = api(bob), api(alice)
    mine.patch(f"{USERS}/{bob.pk}", {"deactivated": True})
    assert theirs.get("/workspaces/shop/settings").status_code == 404
    mine.patch(f"{USERS}/{bob.pk}", {"deactivated": False})
    assert theirs.get("/workspaces/shop/settings").status_code == 200


def test_an_owner_gets_no_link_into_another_brand(api: MakeClient, alice: User, charlie: User) -> None:
    client = api(alice)
    added = client.post(USERS, {"email": charlie.email, "role": "analyst"}).json()
    assert added["login_link"] is None
    answer = client.post(f"{USERS}/{charlie.pk}/login-links")
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "user.elsewhere"


def test_it_does_not_know_a_user_of_another_workspace(api: MakeClient, alice: User, charlie: User) -> None:
    assert api(alice).patch(f"{USERS}/{charlie.pk}", {"role": "owner"}).status_code == 404
    assert api(alice).post(f"{USERS}/{charlie.pk}/login-links").status_code == 404


def test_a_new_link_for_bob_is_audited(api: MakeClient, alice: User, bob: User, workspace: Workspace) -> None:
    answer = api(alice).post(f"{USERS}/{bob.pk}/login-links")
    assert answer.json()["link"].startswith("/login/")
    assert AuditEntry.objects.get(workspace=workspace, action="user.link_made").object_id == str(bob.pk)
