"""Probable duplicates by the API: masked, paged, decided on record, undone; not by those who may not, nor across workspaces."""

from __future__ import annotations

import json
from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.jobs.lanes import drain
from siyu.unify.duplicates.models import DuplicateProposal, DuplicateSearch
from siyu.unify.members.identity import canonicals_of
from tests.unify.duplicates.conftest import Propose

pytestmark = pytest.mark.django_db(databases="__all__")

HOME = "/workspaces/shop"


def listed(client: Any, **query: Any) -> Any:
    answer = client.get(f"{HOME}/duplicates", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_search_is_asked_for_carried_out_and_told_of(base: Workspace, bob: User, api: Any) -> None:
    client = api(bob)
    empty = client.get(f"{HOME}/duplicate-searches").json()
    assert empty == {"items": [], "missing": None}
    answer = client.post(f"{HOME}/duplicate-searches")
    assert answer.status_code == 202, answer.content
    assert (answer.json()["state"], answer.json()["progress"]) == ("queued", 0.0)
    drain()
    (search,) = client.get(f"{HOME}/duplicate-searches").json()["items"]
    assert (search["state"], search["progress"], search["people"], search["fresh"]) == ("done", 1.0, 32, 1)
    assert search["by"] == bob.email
    (one,) = listed(client)["items"]
    assert [member["member_id"] for member in one["members"]] == [1, 2]
    assert one["probability"] > 0.9


def test_values_are_masked_and_agreements_told(base: Workspace, dora: User, api: Any, propose: Propose) -> None:
    propose(base, (1, 2, 0.8))
    page = listed(api(dora))
    text = json.dumps(page, ensure_ascii=False)
    assert not [value for value in ("欧阳小明", "1990", "珞喻") if value in text]
    assert page["items"][0]["members"][0]["name"] == "欧**"
    assert page["items"][0]["agreements"] == [
        {"name": "name", "how": "equal", "weight": 9.0}, {"name": "birthday", "how": "differs", "weight": -4.3},
    ]  # fmt: skip


def test_the_likeliest_come_first_page_by_page(base: Workspace, dora: User, api: Any, propose: Propose) -> None:
    chances = {(3, 4): 0.7, (5, 6): 0.99, (7, 8): 0.7, (9, 10): 1.0, (11, 12): 0.6}
    propose(base, *((*pair, chance) for pair, chance in chances.items()))
    client, found, cursor = api(dora), [], None
    while True:
        page = listed(client, limit=2, **({"cursor": cursor} if cursor else {}))
        found += [row["probability"] for row in page["items"]]
        assert page["total"] == 5
        cursor = page["next"]
        if cursor is None:
            break
    assert found == [1.0, 0.99, 0.7, 0.7, 0.6]


def test_one_person_is_merged_with_the_reason_and_undone(
    base: Workspace, bob: User, api: Any, propose: Propose
) -> None:
    propose(base, (1, 2, 0.8))
    client = api(bob)
    number = listed(client)["items"][0]["id"]
    answer = client.post(f"{HOME}/duplicates/{number}/decisions", {"verdict": "one", "because": "called them"})
    assert answer.status_code == 201, answer.content
    assert canonicals_of(base, [1, 2]) == {1: 1, 2: 1}
    (merge,) = client.get(f"{HOME}/members/1/merges").json()["items"]
    assert (merge["because"], merge["by"], merge["decided"]) == ("called them", bob.email, True)
    (decided,) = listed(client, state="decided")["items"]
    assert [member["member_id"] for member in decided["members"]] == [1]
    assert client.post(f"{HOME}/duplicates/{number}/decisions", {"verdict": "apart"}).status_code == 404
    assert client.post(f"{HOME}/decisions/{answer.json()['id']}/undos").status_code == 204
    assert canonicals_of(base, [1, 2]) == {1: 1, 2: 2}
    assert listed(client)["total"] == 1
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", "object_type"))
    assert actions[-2:] == [("member.merged", "duplicate"), ("decision.undone", "decision")]


def test_an_analyst_may_look_but_neither_search_nor_decide(
    base: Workspace, dora: User, api: Any, propose: Propose
) -> None:
    propose(base, (1, 2, 0.8))
    client = api(dora)
    number = listed(client)["items"][0]["id"]
    assert client.post(f"{HOME}/duplicates/{number}/decisions", {"verdict": "one"}).status_code == 403
    assert client.post(f"{HOME}/duplicate-searches").status_code == 403
    assert client.get(f"{HOME}/duplicate-searches").status_code == 200


def test_another_workspaces_proposals_are_not_there(
    base: Workspace, elsewhere: Workspace, charlie: User, api: Any, propose: Propose
) -> None:
    propose(base, (1, 2, 0.8))
    client, place = api(charlie), "/workspaces/elsewhere"
    number = DuplicateProposal.objects.get().pk
    assert client.get(f"{place}/duplicates").json()["total"] == 0
    assert client.get(f"{place}/duplicate-searches").json()["items"] == []
    assert client.post(f"{place}/duplicates/{number}/decisions", {"verdict": "one"}).status_code == 404
    assert canonicals_of(base, [1, 2]) == {1: 1, 2: 2}


def test_without_the_extra_the_list_of_searches_says_so(
    base: Workspace, bob: User, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siyu.unify.duplicates.asking.is_installed", lambda: False)
    client = api(bob)
    missing = client.get(f"{HOME}/duplicate-searches").json()["missing"]
    assert missing["code"] == "duplicates.not_installed"
    assert "siyu[duplicates]" in missing["mend"]["zh-CN"]
    refused = client.post(f"{HOME}/duplicate-searches")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "duplicates.not_installed")
    assert not DuplicateSearch.objects.exists()
