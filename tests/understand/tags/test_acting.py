"""Giving members a manual tag, taking it off, and undoing that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pyroaring import BitMap

from siyu.accounts.access import Access, command_line
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from siyu.understand.segments.changing import create_segment
from siyu.understand.segments.evaluating import evaluate_segments
from siyu.understand.tags import acting
from siyu.understand.tags.acting import carry_out, count_act, undo_act
from siyu.understand.tags.choosing import Chosen, choose
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.history import changes_of
from siyu.understand.tags.models import Tag, TagActChunk, TagChange
from siyu.understand.tags.panel import member_tags
from siyu.understand.tags.reading import members_of, values_of
from siyu.unify.members.merge import merge_members, undo_merge
from tests.understand.segments.conftest import document as segment
from tests.understand.tags.conftest import BOUGHT_CAKE, Save

LEVELS = {"gold": None, "silver": None}


@pytest.fixture
def vip(save: Save) -> Tag:
    """A manual tag with two values."""
    return save("vip", type="manual", values=LEVELS)


@pytest.fixture
def access(shop: Workspace) -> Access:
    """Whoever owns the machine."""
    return command_line(shop)


def give(access: Access, tag: Tag, value: str | None, *members: int) -> int:
    how = "remove" if value is None else "assign"
    return carry_out(access, tag, how, value, BitMap(members), via="console").pk  # type: ignore[arg-type]


def held(tag: Tag) -> dict[str, list[int]]:
    return {value: sorted(members) for value, members in values_of(Tag.objects.get(pk=tag.pk)).items()}


def test_a_segment_is_tagged_in_one_act_with_a_count_before(vip: Tag, access: Access, shop: Workspace) -> None:
    cake = create_segment(access, segment("cake", BOUGHT_CAKE))
    evaluate_segments(shop, [cake])
    give(access, vip, "gold", 1, 2)
    chosen = choose(shop, Chosen(segment="cake"))
    assert count_act(vip, "assign", "gold", chosen) == {"members": 5, "changes": 3}
    assert count_act(vip, "remove", None, chosen) == {"members": 5, "changes": 2}
    act = carry_out(access, vip, "assign", "gold", chosen, via="console", about="cake")
    assert held(vip) == {"gold": [1, 2, 3, 4, 5]}
    assert AuditEntry.objects.filter(action="tag.assigned").last().change["members"] == 5  # type: ignore[union-attr]
    undo_act(access, act.pk)
    assert held(vip) == {"gold": [1, 2]}
    assert AuditEntry.objects.filter(action="tag.act_undone").count() == 1


def test_undoing_spares_what_was_done_later(vip: Tag, access: Access) -> None:
    give(access, vip, "silver", 1, 2, 3)
    gold = give(access, vip, "gold", 1, 2, 3)
    give(access, vip, None, 2)
    give(access, vip, "silver", 3)
    undo_act(access, gold)
    assert held(vip) == {"silver": [1, 3]}
    with pytest.raises(Refusal):
        undo_act(access, gold)


def test_a_removal_is_undone_too(vip: Tag, access: Access) -> None:
    give(access, vip, "gold", 1, 2)
    undo_act(access, give(access, vip, None, 1))
    assert held(vip) == {"gold": [1, 2]}


def test_many_members_are_bitmaps_and_mean_the_same(vip: Tag, access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "FEW", 2)
    first = give(access, vip, "gold", 1, 2, 3, 4)
    give(access, vip, "silver", 2)
    give(access, vip, None, 3, 4, 5)
    assert TagActChunk.objects.count() == 2
    assert held(vip) == {"gold": [1], "silver": [2]}
    undo_act(access, first)
    assert held(vip) == {"silver": [2]}


def test_it_expires_counted_from_the_act(save: Save, access: Access, shop: Workspace) -> None:
    care = save("care", type="manual", expires="90d")
    give(access, care, "yes", 1)
    _pass(shop, 60)
    give(access, care, "yes", 2)
    _pass(shop, 29)
    assert held(care) == {"yes": [1, 2]}
    _pass(shop, 1)
    assert held(care) == {"yes": [2]}
    assert evaluate_stale_tags(shop) == {"care": 1}
    (lost, *_) = changes_of(shop, [1], 5)
    assert (lost["cause"], lost["before"], lost["value"]) == ("expired", "yes", "")
    (told,) = member_tags(shop, 2)
    assert told["expires_at"] == told["since"] + timedelta(days=90)


def test_a_merged_person_has_the_last_word_and_both_get_theirs_back(vip: Tag, access: Access, shop: Workspace) -> None:
    give(access, vip, "gold", 5)
    give(access, vip, "silver", 6)
    merge = merge_members(shop, 5, 6, because="same phone", by="alice")
    assert held(vip) == {"silver": [6]}
    assert [one["value"] for one in member_tags(shop, 6)] == ["silver"]
    evaluate_stale_tags(shop)
    assert held(vip) == {"silver": [6]}
    give(access, vip, "gold", 6)
    undo_merge(merge)
    assert held(vip) == {"gold": [5, 6]}
    assert [one["value"] for one in member_tags(shop, 5)] == ["gold"]
    evaluate_stale_tags(shop)
    assert held(vip) == {"gold": [5, 6]}
    assert Tag.objects.get(pk=vip.pk).members == 2


def test_every_change_of_a_member_is_told_with_time_version_and_cause(
    vip: Tag, access: Access, shop: Workspace
) -> None:
    give(access, vip, "silver", 1)
    gold = give(access, vip, "gold", 1, 2)
    undo_act(access, gold)
    told = [(one["before"], one["value"], one["cause"], one["act"], one["version"]) for one in changes_of(shop, [1], 9)]
    assert told == [("gold", "silver", "undo", gold, 1), ("silver", "gold", "act", gold, 1),
                    ("", "silver", "act", gold - 1, 1)]  # fmt: skip
    # The merged id's history is the person's.
    assert changes_of(shop, [1, 20], 9) == changes_of(shop, [1], 9)


def test_changes_are_kept_for_two_years(vip: Tag, access: Access, shop: Workspace) -> None:
    give(access, vip, "gold", 1)
    _pass(shop, 731)
    evaluate_stale_tags(shop)
    assert changes_of(shop, [1], 9) == []
    (told,) = member_tags(shop, 1)
    assert (told["value"], told["since"]) == ("gold", None)


def test_the_first_evaluation_of_a_tag_is_one_row_a_value(save: Save) -> None:
    save("everyone", rule={"all": []})
    (row,) = TagChange.objects.all()
    assert (row.cause, row.value, len(BitMap.deserialize(bytes(row.bits)))) == ("rule", "yes", 19)


def test_rules_and_strangers_are_not_given_by_hand(save: Save, access: Access, shop: Workspace, vip: Tag) -> None:
    ruled = save("cake")
    for tag, value, code in ((ruled, None, "tag.not_manual"), (vip, "bronze", "tag.unknown_value"),
                             (vip, None, "tag.unknown_value")):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            carry_out(access, tag, "assign", value, BitMap([1]), via="console")
        assert refused.value.code == code
    with pytest.raises(Refusal):
        choose(shop, Chosen(ids=[1, 999]))
    with pytest.raises(Refusal):
        choose(shop, Chosen(ids=[1], segment="cake"))
    with pytest.raises(Refusal):
        carry_out(access, vip, "assign", "gold", BitMap(), via="console")
    assert choose(shop, Chosen(ids=[20, 2])) == BitMap([1, 2])
    assert members_of(vip) == BitMap()


def _pass(shop: Workspace, days: int) -> None:
    assert shop.clock_stands_at is not None
    shop.clock_stands_at += timedelta(days=days)
    shop.save()
