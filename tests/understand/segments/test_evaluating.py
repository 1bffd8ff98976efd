"""Evaluating stale segments, frozen ones, and members after a merge."""

from __future__ import annotations

from datetime import timedelta

from siyu.accounts.models import Workspace
from siyu.understand.refreshing import refresh
from siyu.understand.segments.evaluating import evaluate_stale
from siyu.understand.segments.installing import install_named_segments, named_documents
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import members_of, segments_of
from siyu.unify.members.merge import merge_members
from tests.understand.segments.conftest import Save


def test_what_is_up_to_date_is_not_evaluated_again(save: Save, shop: Workspace) -> None:
    save("cake")
    assert evaluate_stale(shop) == {}


def test_a_new_day_makes_nightly_segments_stale_and_frozen_ones_not(save: Save, shop: Workspace) -> None:
    save("lately", {"did": "ordered", "within": "12d"})
    save("then", {"did": "ordered", "within": "12d"}, refresh="frozen")
    assert shop.clock_stands_at is not None
    shop.clock_stands_at += timedelta(days=1)
    shop.save()
    assert evaluate_stale(shop) == {"lately": 0}
    assert len(members_of(Segment.objects.get(name="then"))) == 5
    assert Segment.objects.get(name="lately").sizes.count() == 2


def test_a_frozen_segment_in_a_rule_stands_for_its_members(save: Save, shop: Workspace) -> None:
    save("then", {"did": "ordered", "within": "12d"}, refresh="frozen")
    save("now", {"segment": "then"})
    assert shop.clock_stands_at is not None
    shop.clock_stands_at += timedelta(days=30)
    shop.save()
    assert evaluate_stale(shop) == {"now": 5}


def test_merged_members_show_under_the_id_they_have_now(save: Save, shop: Workspace) -> None:
    segment = save("cake", refresh="frozen")
    merge_members(shop, 5, 6, because="same phone", by="alice")
    assert sorted(members_of(segment)) == [1, 2, 3, 4, 6]


def test_a_member_knows_their_segments(save: Save, shop: Workspace) -> None:
    save("cake")
    save("viewers", {"did": "viewed"})
    assert [one["name"] for one in segments_of(shop, 1)] == ["cake", "viewers"]
    assert [one["name"] for one in segments_of(shop, 2)] == ["cake"]


def test_named_segments_install_once_and_evaluate(shop: Workspace) -> None:
    names = [document["name"] for document in named_documents()]
    assert install_named_segments(shop) == names
    assert install_named_segments(shop) == []
    assert set(refresh(shop)) == set(names)


def test_before_the_first_load_there_is_nothing_to_refresh(workspace: Workspace) -> None:
    assert refresh(workspace) == {}
