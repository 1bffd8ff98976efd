"""Identifiers become source ids: dense, the same however often asked, the strongest and then the oldest deciding."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.members import resolve as resolving
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.models import Identifier, Member, Presence
from siyu.unify.members.resolve import resolve

pytestmark = pytest.mark.django_db


def test_new_people_get_dense_numbers_from_one(workspace: Workspace) -> None:
    found = resolve(workspace, [("card", ["a", "b", "a", None])])
    assert found.source_ids.tolist() == [1, 2, 1, 0]
    assert found.made == 2
    assert set(base_of(workspace)) == {1, 2}


def test_asked_again_it_answers_the_same_and_makes_nobody(workspace: Workspace) -> None:
    resolve(workspace, [("card", ["a", "b"])])
    again = resolve(workspace, [("card", ["b", "c", "a"])])
    assert again.source_ids.tolist() == [2, 3, 1]
    assert again.made == 1
    assert again.fresh.tolist() == [False, True, False]


def test_every_identifier_has_an_id_of_its_own_and_those_seen_together_are_linked(workspace: Workspace) -> None:
    resolve(workspace, [("card", ["a"])])
    found = resolve(workspace, [("email", ["a@x.example", "b@x.example"]), ("card", ["a", None])])
    assert found.source_ids.tolist() == [1, 3]
    assert found.made == 1
    assert resolve(workspace, [("email", ["a@x.example"])]).source_ids.tolist() == [2]
    assert canonicals_of(workspace, [1, 2, 3]) == {1: 1, 2: 1, 3: 3}


def test_the_strongest_kind_decides_and_two_cards_on_a_phone_merge_nobody(workspace: Workspace) -> None:
    phone = "+8613800138000"
    found = resolve(workspace, [("phone", [phone, phone, None]), ("card", ["a", "b", "b"])])
    assert found.source_ids.tolist() == [1, 3, 3]
    assert found.conflicting.tolist() == [True, True, False]
    assert found.made == 3
    assert len(base_of(workspace)) == 3


def test_of_one_kind_the_older_id_decides(workspace: Workspace) -> None:
    resolve(workspace, [("phone", ["+8613800138000", "+8613800138001"])])
    found = resolve(workspace, [("phone", ["+8613800138001"]), ("phone", ["+8613800138000"])])
    assert found.source_ids.tolist() == [1]


def test_one_batch_may_name_a_person_in_several_ways(workspace: Workspace) -> None:
    found = resolve(workspace, [("card", ["a", None, "a"]), ("email", [None, "a@x.example", "a@x.example"])])
    assert found.source_ids.tolist() == [1, 2, 1]
    assert found.conflicting.tolist() == [False, False, False]
    assert set(base_of(workspace)) == {1}


def test_presence_holds_everyone_and_each_kind(workspace: Workspace) -> None:
    resolve(workspace, [("card", ["a", "b"]), ("email", ["a@x.example", None])])
    held = {
        row.kind: set(bitmaps.from_chunks({row.chunk: row.bits}))
        for row in Presence.objects.filter(workspace=workspace)
    }
    assert held == {"member": {1, 2, 3}, "card": {1, 3}, "email": {2}}


def test_a_value_holds_in_its_scope_only(workspace: Workspace) -> None:
    found = resolve(workspace, [("openid:app1", ["o", None]), ("openid:app2", [None, "o"])])
    assert found.source_ids.tolist() == [1, 2]
    assert set(Identifier.objects.values_list("kind", "scope", "value")) == {
        ("openid", "app1", "o"),
        ("openid", "app2", "o"),
    }


def test_after_a_crash_between_two_transactions_it_finds_what_was_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "AT_ONCE", 6)
    make, calls = resolving._make, []

    def crash_at_the_third(*given: object) -> int:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return make(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(resolving, "_make", crash_at_the_third)
    people = [f"c{number}" for number in range(7)]
    with pytest.raises(KeyboardInterrupt):
        resolve(workspace, [("card", people)])
    assert Member.objects.count() == 4
    assert resolve(workspace, [("card", people)]).source_ids.tolist() == [1, 2, 3, 4, 5, 6, 7]
    workspace.refresh_from_db()
    assert workspace.next_member_id == 8


def test_two_workspaces_number_their_members_apart(workspace: Workspace, elsewhere: Workspace) -> None:
    resolve(workspace, [("card", ["a", "b"])])
    assert resolve(elsewhere, [("card", ["b"])]).source_ids.tolist() == [1]
