"""Acts on a manual tag, merges and undos in any order give what a naive telling of the same story gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.understand.tags import acting
from siyu.understand.tags.acting import carry_out, undo_act
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.models import Tag, TagMembership
from siyu.understand.tags.reading import values_of, values_of_member
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import canonicals_of, sources_of
from siyu.unify.members.merge import merge_members, undo_merge
from tests.oracle.effort import effort
from tests.understand.tags.conftest import document

IDS = range(1, 13)
START = datetime(2018, 1, 1, 4, 59, 59, tzinfo=UTC)
EXPIRES = timedelta(days=30)

steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("act"), st.sampled_from(["a", "b", ""]), st.sets(st.sampled_from(IDS), min_size=1, max_size=8)
        ),
        st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
        st.tuples(st.just("merge"), st.sampled_from(IDS), st.sampled_from(IDS)),
        st.tuples(st.just("unmerge"), st.integers(0, 9), st.none()),
        st.tuples(st.just("days"), st.sampled_from([1, 10, 29, 30]), st.none()),
        st.tuples(st.just("evaluate"), st.none(), st.none()),
    ),
    min_size=3,
    max_size=12,
)


@dataclass
class Story:
    """What was said, in plain lists: (when, value, ids, undone) of each act."""

    acts: list[list[Any]] = field(default_factory=list)

    def value(self, ids: set[int], now: datetime, expires: bool) -> str:
        """Return the value of a person with these ids, empty for none."""
        for when, value, members, undone in reversed(self.acts):
            if not undone and members & ids:
                return "" if expires and when + EXPIRES <= now else value
        return ""


@pytest.mark.parametrize("few", [100, 0])
@effort(15)
@given(told=steps, expires=st.booleans())
def test_the_value_is_that_of_the_last_standing_act(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch, few: int, told: list[tuple[Any, ...]], expires: bool
) -> None:
    monkeypatch.setattr(acting, "FEW", few)
    shop.clock_stands_at = START
    with transaction.atomic():
        _tell(shop, told, expires)
        transaction.set_rollback(True)


def _tell(shop: Workspace, told: list[tuple[Any, ...]], expires: bool) -> None:
    access = command_line(shop)
    tag = create_tag(access, document("t", type="manual", values={"a": None, "b": None}, **_expiry(expires)))
    story, numbers, merges = Story(), [], []
    for kind, one, other in told:
        if kind == "act":
            members = BitMap(canonicals_of(shop, other).values())
            how = "assign" if one else "remove"
            numbers.append(carry_out(access, tag, how, one or None, members, via="api").pk)  # type: ignore[arg-type]
            story.acts.append([shop.clock.now(), one, set(members), False])
        elif kind == "undo" and one < len(numbers) and not story.acts[one][3]:
            undo_act(access, numbers[one])
            story.acts[one][3] = True
        elif kind == "merge" and len(set(canonicals_of(shop, [one, other]).values())) == 2:
            merges.append(merge_members(shop, one, other, because="drawn", by="test"))
        elif kind == "unmerge" and one < len(merges):
            undo_merge(merges[one])
        elif kind == "days":
            shop.clock_stands_at = shop.clock.now() + timedelta(days=one)
            shop.save(update_fields=["clock_stands_at"])
            tag = Tag.objects.select_related("workspace").get(pk=tag.pk)
        elif kind == "evaluate":
            evaluate_stale_tags(shop)
        _agree(shop, tag, story, expires)
    evaluate_stale_tags(shop)
    _agree(shop, tag, story, expires)
    assert _kept(tag) == values_of(Tag.objects.get(pk=tag.pk))


def _agree(shop: Workspace, tag: Tag, story: Story, expires: bool) -> None:
    now = shop.clock.now()
    wanted: dict[str, set[int]] = {}
    for member in base_of(shop):
        ids = sources_of(shop, member)
        value = story.value(set(ids), now, expires)
        if value:
            wanted.setdefault(value, set()).add(member)
        assert values_of_member(shop, member, ids) == ({tag.pk: value} if value else {})
    found = {value: set(members) for value, members in values_of(Tag.objects.get(pk=tag.pk)).items()}
    assert found == wanted


def _kept(tag: Tag) -> dict[str, BitMap]:
    rows = TagMembership.objects.filter(tag=tag)
    return {row.value: bitmaps.from_chunks({0: row.bits}) for row in rows}


def _expiry(expires: bool) -> dict[str, str]:
    return {"expires": "30d"} if expires else {}
