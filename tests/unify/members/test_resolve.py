"""Identifiers become source ids: dense, the same however often asked, the strongest and then the oldest deciding."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.members import resolve as resolving
from siyu.unify.members.base import base_of
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


def test_further_identifiers_of_a_row_are_attached_to_the_one_that_decided(workspace: Workspace) -> None:
    resolve(workspace, [("card", ["a"])])
    found = resolve(workspace, [("email", ["a@x.example", "b@x.example"]), ("card", ["a", None])])
    assert found.source_ids.tolist() == [1, 2]
    assert resolve(workspace, [("email", ["a@x.example"])]).source_ids.tolist() == [1]


def test_the_strongest_kind_decides_and_a_conflict_merges_nobody(workspace: Workspace) -> None:
    resolve(workspace, [("email", ["e@x.example"])])
    resolve(workspace, [("phone", ["+8613800138000"])])
    found = resolve(workspace, [("email", ["e@x.example"]), ("phone", ["+8613800138000"])])
    assert found.source_ids.tolist() == [2]
    assert found.conflicting.tolist() == [True]
    assert Identifier.objects.get(value="e@x.example").source_id == 1


def test_of_one_kind_the_older_member_decides(workspace: Workspace) -> None:
    resolve(workspace, [("phone", ["+8613800138000", "+8613800138001"])])
    found = resolve(workspace, [("phone", ["+8613800138001"]), ("phone", ["+8613800138000"])])
    assert found.source_ids.tolist() == [1]


def test_one_batch_may_name_a_person_in_several_ways(workspace: Workspace) -> None:
    found = resolve(workspace, [("card", ["a", None, "a"]), ("email", [None, "a@x.example", "a@x.example"])])
    assert found.source_ids.tolist() == [1, 2, 1]
    assert found.conflicting.tolist() == [False, False, True]


def test_presence_holds_everyone_and_each_kind(workspace: Workspace) -> None:
    resolve(workspace, [("card", ["a", "b"]), ("email", ["a@x.example", None])])
    held = {
        row.kind: set(bitmaps.from_chunks({row.chunk: row.bits}))
        for row in Presence.objects.filter(workspace=workspace)
    }
    assert held == {"member": {1, 2}, "card": {1, 2}, "email": {1}}


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
