"""Conflicts and merges by the API: masked, decided on record, undone; not by those who may not, nor across workspaces."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.models import Conflict, Merge
from siyu.unify.members.resolve import resolve

pytestmark = pytest.mark.django_db

HOME = "/workspaces/shop"
PHONE = "+8613800138000"


@pytest.fixture
def family(workspace: Workspace) -> Workspace:
    """Cards a (1) and b (3) with one phone (2)."""
    resolve(workspace, [("card", ["card-a", "card-b"]), ("phone", [PHONE, PHONE])])
    return workspace


def open_conflicts(client: Any, **query: Any) -> Any:
    answer = client.get(f"{HOME}/conflicts", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_conflict_shows_its_people_side_by_side_and_masked(family: Workspace, dora: User, api: Any) -> None:
    page = open_conflicts(api(dora))
    (conflict,) = page["items"]
    assert page["total"] == 1
    assert (conflict["why"], conflict["decision"]) == ("shared", None)
    assert conflict["identifier"] == {"kind": "phone", "scope": "", "value": "+86138****8000"}
    assert [member["member_id"] for member in conflict["members"]] == [1, 3]
    assert [member["identifiers"] for member in conflict["members"]] == [
        [{"kind": "card", "value": "c****a"}],
        [{"kind": "card", "value": "c****b"}],
    ]


def test_merged_they_are_one_and_undone_the_question_is_open_again(family: Workspace, bob: User, api: Any) -> None:
    client = api(bob)
    number = open_conflicts(client)["items"][0]["id"]
    answer = client.post(f"{HOME}/conflicts/{number}/decisions", {"verdict": "one", "because": "new card"})
    assert answer.status_code == 201, answer.content
    assert canonicals_of(family, [1, 2, 3]) == {1: 1, 2: 1, 3: 1}
    assert open_conflicts(client)["total"] == 0
    (merged,) = open_conflicts(client, state="decided")["items"]
    assert merged["decision"] | {"at": ""} == answer.json() | {"at": ""}
    assert [member["member_id"] for member in merged["members"]] == [1]
    assert client.post(f"{HOME}/decisions/{answer.json()['id']}/undos").status_code == 204
    assert open_conflicts(client, state="decided")["total"] == 0
    assert canonicals_of(family, [1, 2, 3]) == {1: 1, 2: 2, 3: 3}
    assert open_conflicts(client)["total"] == 1
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["member.merged", "decision.undone"]
    assert client.post(f"{HOME}/decisions/{answer.json()['id']}/undos").status_code == 404


def test_a_merge_undone_on_its_own_is_no_decided_conflict_any_more(family: Workspace, bob: User, api: Any) -> None:
    client = api(bob)
    number = open_conflicts(client)["items"][0]["id"]
    client.post(f"{HOME}/conflicts/{number}/decisions", {"verdict": "one"})
    client.post(f"{HOME}/merges/{Merge.objects.get(source=3, undone_at=None).pk}/undos")
    assert open_conflicts(client, state="decided")["total"] == 0


def test_kept_apart_it_is_listed_as_decided_with_who_and_when(family: Workspace, bob: User, api: Any) -> None:
    client = api(bob)
    number = open_conflicts(client)["items"][0]["id"]
    client.post(f"{HOME}/conflicts/{number}/decisions", {"verdict": "apart"})
    assert open_conflicts(client)["total"] == 0
    (decided,) = open_conflicts(client, state="decided")["items"]
    assert (decided["decision"]["verdict"], decided["decision"]["by"]) == ("apart", bob.email)


def test_pages_and_kinds(workspace: Workspace, bob: User, api: Any) -> None:
    for number in range(3):
        phone = f"+861380013800{number}"
        resolve(workspace, [("card", [f"a{number}", f"b{number}"]), ("phone", [phone, phone])])
    client = api(bob)
    first = open_conflicts(client, limit=2)
    second = open_conflicts(client, limit=2, cursor=first["next"])
    assert (len(first["items"]), len(second["items"]), second["next"], first["total"]) == (2, 1, None, 3)
    assert open_conflicts(client, kind="card")["total"] == 0
    assert open_conflicts(client, kind="phone")["total"] == 3


def test_the_merges_of_a_member_tell_why_and_can_be_undone(workspace: Workspace, bob: User, api: Any) -> None:
    resolve(workspace, [("card", ["card-a"]), ("phone", [PHONE])])
    client = api(bob)
    (merge,) = client.get(f"{HOME}/members/2/merges").json()["items"]
    assert merge["seen"]["left"]["kind"] == "card"
    assert merge["seen"]["right"] == {"kind": "phone", "scope": "", "value": "+86138****8000"}
    answer = client.post(f"{HOME}/merges/{merge['id']}/undos")
    assert answer.status_code == 201
    assert answer.json() == {"members": [1, 2]}
    (undone,) = client.get(f"{HOME}/members/2/merges").json()["items"]
    assert undone["undone_by"] == bob.email
    assert client.post(f"{HOME}/merges/{merge['id']}/undos").status_code == 404


def test_an_analyst_may_look_but_not_decide(family: Workspace, dora: User, api: Any) -> None:
    client = api(dora)
    number = open_conflicts(client)["items"][0]["id"]
    assert client.post(f"{HOME}/conflicts/{number}/decisions", {"verdict": "one"}).status_code == 403
    assert client.post(f"{HOME}/merges/1/undos").status_code == 403
    assert client.post(f"{HOME}/decisions/1/undos").status_code == 403


def test_another_workspaces_conflicts_and_merges_are_not_there(
    family: Workspace, elsewhere: Workspace, charlie: User, api: Any
) -> None:
    resolve(family, [("card", ["card-c"]), ("phone", ["+8613800138009"])])
    client = api(charlie)
    conflict, merge = Conflict.objects.get(), Merge.objects.get()
    place = "/workspaces/elsewhere"
    assert client.get(f"{place}/conflicts").json()["total"] == 0
    assert client.post(f"{place}/conflicts/{conflict.pk}/decisions", {"verdict": "one"}).status_code == 404
    assert client.post(f"{place}/merges/{merge.pk}/undos").status_code == 404
