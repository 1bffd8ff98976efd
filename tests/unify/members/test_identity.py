"""Flattening merges: chains end at their last target, whatever the order in which they were made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.unify.members.base import EVERYONE, base_of
from siyu.unify.members.identity import canonical_of, flatten, read_identity, sources_of, to_canonical
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.members.models import Member
from siyu.unify.members.presence import add_presence


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=40))
def test_every_chain_ends_at_a_member_that_moves_no_further(pairs: list[tuple[int, int]]) -> None:
    target_of: dict[int, int] = {}
    for source, target in pairs:
        end = target
        while end in target_of:
            end = target_of[end]
        if source not in target_of and end != source:
            target_of[source] = target
    flat = flatten(target_of)
    assert set(flat) == set(target_of)
    for source, end in flat.items():
        step = source
        while step in target_of:
            step = target_of[step]
        assert end == step


@pytest.fixture
def people(workspace: Workspace) -> Workspace:
    Member.objects.bulk_create(Member(workspace=workspace, member_id=number) for number in range(1, 6))
    add_presence(workspace, EVERYONE, range(1, 6))
    return workspace


@pytest.mark.django_db
def test_a_merged_member_is_shown_as_its_target_and_leaves_the_base(people: Workspace) -> None:
    merge_members(people, 2, 1, because="same card", by="alice")
    merge_members(people, 1, 3, because="same phone", by="alice")
    assert read_identity(people).to_pydict() == {"source_id": [1, 2], "member_id": [3, 3]}
    assert canonical_of(people, 2) == 3
    assert canonical_of(people, 4) == 4
    assert sorted(sources_of(people, 3)) == [1, 2, 3]
    assert list(base_of(people)) == [3, 4, 5]
    assert list(to_canonical(people, bitmaps.from_ids([1, 2, 5]))) == [3, 5]


@pytest.mark.django_db
def test_undoing_a_merge_shows_both_again_and_twice_changes_nothing(people: Workspace) -> None:
    first = merge_members(people, 2, 1, because="same card", by="alice")
    merge_members(people, 4, 1, because="same card", by="alice")
    undo_merge(first)
    undo_merge(first)
    assert read_identity(people).to_pydict() == {"source_id": [4], "member_id": [1]}
    assert list(base_of(people)) == [1, 2, 3, 5]


@pytest.mark.django_db
def test_it_refuses_to_merge_a_person_with_themselves_or_with_nobody(people: Workspace) -> None:
    merge_members(people, 2, 1, because="same card", by="alice")
    for source, target in ((1, 2), (1, 1), (1, 99)):
        with pytest.raises(Refusal):
            merge_members(people, source, target, because="again", by="alice")
    assert len(read_identity(people)) == 1
