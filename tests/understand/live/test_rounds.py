"""After whatever may change somebody, one round makes live segments and tags right, and looks at nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from pyroaring import BitMap

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.stages import ProfileChange, change_profiles, resolve
from siyu.engine.schema import TABLES
from siyu.lib.errors import Refusal
from siyu.understand.live.evaluating import run_live
from siyu.understand.live.lane import needs_round
from siyu.understand.live.models import LiveNote, LiveState
from siyu.understand.refreshing import refresh
from siyu.understand.segments.changing import change_segment, delete_segment
from siyu.understand.segments.evaluating import evaluate_segments
from siyu.understand.segments.models import Segment, SegmentChange
from siyu.understand.tags.acting import carry_out
from siyu.understand.tags.changing import change_tag, create_tag
from siyu.understand.tags.reading import find_tag
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.orders.claiming import claim_orders, undo_claim
from tests.understand.live.conftest import Live, added_up, live_tag, members, tagged, view
from tests.understand.segments.conftest import document
from tests.understand.tags.conftest import document as tag_document

DAY = timedelta(days=1)
VIEWED = {"did": "viewed", "where": {"product.id": "cake"}}


def move(shop: Workspace, by: timedelta) -> datetime:
    """Move the shop's clock and return the instant."""
    shop.clock_stands_at = shop.clock.now() + by
    shop.save(update_fields=["clock_stands_at"])
    return shop.clock_stands_at


def rows(table: str, *given: dict[str, Any]) -> pa.Table:
    """Return rows of a lake table; a column may be null in all of them."""
    schema = TABLES[table].schema
    return pa.Table.from_pylist(list(given), pa.schema([schema.field(name) for name in given[0]]))


def test_a_load_changes_those_it_is_about_and_only_they_are_looked_at(live: Live, shop: Workspace) -> None:
    live("viewers", VIEWED)
    live_tag(shop, "viewing", values={"twice": VIEWED | {"times": {"gte": 2}}, "once": VIEWED})
    assert run_live(shop).members is None
    assert (members("viewers"), tagged("viewing")) == ([1], {"once": [1]})
    assert run_live(shop) == run_live(shop)
    view(shop, 4, datetime(2017, 12, 31, 15, tzinfo=UTC))
    assert needs_round(shop)
    done = run_live(shop)
    assert (done.members, done.kept) == (1, 2)
    assert (members("viewers"), tagged("viewing")) == ([1, 4], {"once": [1, 4]})
    view(shop, 20, datetime(2017, 12, 31, 16, tzinfo=UTC))
    run_live(shop)
    assert (members("viewers"), tagged("viewing")) == ([1, 4], {"once": [4], "twice": [1]})
    assert added_up("viewers") == [1, 4]
    assert not needs_round(shop)
    segment = Segment.objects.get(name="viewers")
    assert (segment.size, segment.base) == (2, 19)


def test_a_refund_a_revision_and_a_claim_change_whose_order_it_is(live: Live, shop: Workspace) -> None:
    live("buyers", {"did": "ordered", "within": "30d"})
    run_live(shop)
    before = members("buyers")
    refund = {"key": "late", "source_id": None, "order_key": "8", "line_key": None, "quantity": 1.0, "amount_minor": 300,
              "occurred_at": datetime(2017, 12, 31, 15, tzinfo=UTC)}  # fmt: skip
    load_batch(shop, {"refunds": rows("refunds", refund)})
    assert run_live(shop).members == 1
    assert members("buyers") == [one for one in before if one != 8]
    order = {"key": "9", "source_id": 12, "occurred_at": datetime(2017, 12, 9, 15, tzinfo=UTC), "status": "paid",
             "currency": "USD", "lines": 1, "quantity": 1.0, "sales_minor": 300, "from_lines": False}  # fmt: skip
    load_batch(shop, {"orders": pa.Table.from_pylist([order])})
    run_live(shop)
    assert 12 in members("buyers")
    assert 9 not in members("buyers"), "the order is another's by its newest revision"
    (claim,) = claim_orders(shop, ["21"], 15, by="alice")
    run_live(shop)
    assert 15 in members("buyers")
    undo_claim(claim)
    run_live(shop)
    assert 15 not in members("buyers")
    assert added_up("buyers") == members("buyers")


def test_merging_and_undoing_it_move_both_people(live: Live, shop: Workspace) -> None:
    live("cake", {"did": "ordered", "where": {"product.id": "cake"}})
    live("others", {"not": {"did": "ordered", "where": {"product.id": "cake"}}})
    run_live(shop)
    merge = merge_members(shop, 5, 12, because="same phone", by="alice")
    run_live(shop)
    assert members("cake") == [1, 2, 3, 4, 12]
    assert not {5, 12} & set(members("others"))
    undo_merge(merge)
    run_live(shop)
    assert members("cake") == [1, 2, 3, 4, 5]
    assert 12 in members("others")
    assert [added_up(name) for name in ("cake", "others")] == [members(name) for name in ("cake", "others")]


def test_attributes_consents_and_new_members(live: Live, shop: Workspace) -> None:
    live("wuhan", {"attribute": "city", "is": "Wuhan"})
    live("texts", {"reachable": "sms"})
    live("all", {"all": []})
    run_live(shop)
    change_profiles(shop, [ProfileChange(2, "set", {"city": "Wuhan"}, shop.clock.now())])
    tell_consents(shop, [Told(2, ("marketing", "sms"), "withdrawn", shop.clock.now())])
    run_live(shop)
    assert 2 in members("wuhan")
    assert members("texts") == [1]
    found = resolve(shop, [("phone", ["+8613900000000"])]).source_ids[0]
    run_live(shop)
    assert found in members("texts")
    assert len(members("all")) == 20
    assert Segment.objects.get(name="wuhan").base == 20


def test_a_tag_given_by_hand_counts_until_it_expires(live: Live, shop: Workspace) -> None:
    vip = create_tag(command_line(shop), tag_document("vip", type="manual", expires="1d"))
    live("invited", {"tag": "vip"})
    move(shop, timedelta(hours=-5))
    run_live(shop)
    carry_out(command_line(shop), vip, "assign", None, BitMap([3, 9]), via="api")
    run_live(shop)
    assert members("invited") == [3, 9]
    move(shop, timedelta(hours=23))
    run_live(shop)
    assert members("invited") == [3, 9]
    move(shop, timedelta(hours=1))
    assert run_live(shop).members == 2
    assert members("invited") == []


def test_windows_close_with_no_event(live: Live, shop: Workspace) -> None:
    seen = move(shop, timedelta(hours=-15))
    view(shop, 8, seen)
    live("hot", {"did": "viewed", "within": "2h"})
    live("quiet", {"did": "viewed", "times": {"eq": 0}, "within": "90m"})
    run_live(shop)
    assert members("hot") == [8]
    for after, is_hot, is_quiet in ((89, True, False), (90, True, True), (119, True, True), (120, False, True)):
        move(shop, seen + timedelta(minutes=after) - shop.clock.now())
        done = run_live(shop)
        assert (8 in members("hot"), 8 in members("quiet")) == (is_hot, is_quiet), after
        assert done.members is not None
    last = SegmentChange.objects.filter(segment__name="hot").latest("pk")
    assert (last.cause, last.outs) == ("time", 1)


def test_a_new_day_and_a_clock_set_back_evaluate_everybody(live: Live, shop: Workspace) -> None:
    live("lately", {"did": "ordered", "within": "12d"})
    run_live(shop)
    assert len(members("lately")) == 5
    move(shop, DAY)
    assert needs_round(shop)
    assert run_live(shop).members is None
    assert members("lately") == []
    move(shop, -2 * DAY)
    assert run_live(shop).members is None
    assert len(members("lately")) == 5


def test_a_fact_of_later_counts_when_its_time_has_come(live: Live, shop: Workspace) -> None:
    live("viewers", VIEWED)
    now = move(shop, timedelta(hours=-5))
    run_live(shop)
    view(shop, 6, now + timedelta(minutes=30))
    run_live(shop)
    assert members("viewers") == [1]
    move(shop, timedelta(minutes=30))
    assert needs_round(shop)
    run_live(shop)
    assert members("viewers") == [1, 6]


def test_a_changed_product_may_change_anybody(live: Live, shop: Workspace) -> None:
    live("dairy", {"did": "ordered", "where": {"product.category": "DAIRY"}})
    run_live(shop)
    cake = {"key": "cake", "occurred_at": shop.clock.now(), "source_id": None, "category": "DAIRY"}
    before = len(members("dairy"))
    load_batch(shop, {"products": rows("products", cake, cake | {"key": "bread"})})
    assert run_live(shop).members is None
    assert len(members("dairy")) == before, "all who bought cake or bread bought milk too"


def test_only_a_changed_definition_and_its_users_are_evaluated_for_all(live: Live, shop: Workspace) -> None:
    live("a", VIEWED)
    live("b", {"not": {"segment": "a"}})
    live("c", {"did": "ordered"})
    run_live(shop)
    change_segment(command_line(shop), "a", document("a", {"did": "redeemed"}, refresh="live"), 1)
    assert needs_round(shop)
    run_live(shop)
    assert (members("a"), 1 in members("b"), 2 in members("b")) == ([2], True, False)
    causes = set(SegmentChange.objects.filter(segment__name="b").values_list("cause", flat=True))
    assert causes == {"definition", "evaluation"}
    assert SegmentChange.objects.filter(segment__name="c").count() == 1


def test_what_a_live_rule_refers_to_may_be_nightly_or_frozen(live: Live, shop: Workspace) -> None:
    live("then", VIEWED, refresh="frozen")
    live("nightly", VIEWED, refresh="nightly")
    evaluate_segments(shop, list(Segment.objects.all()))
    live("fixed", {"segment": "then"})
    live("now", {"segment": "nightly"})
    run_live(shop)
    view(shop, 4, datetime(2017, 12, 31, 15, tzinfo=UTC))
    run_live(shop)
    assert (members("fixed"), members("now"), members("nightly")) == ([1], [1, 4], [1])


def test_the_nightly_work_leaves_live_ones_to_a_round(live: Live, shop: Workspace) -> None:
    live("viewers", VIEWED)
    live_tag(shop, "viewing", rule=VIEWED)
    assert refresh(shop) == {}
    assert (members("viewers"), tagged("viewing")) == ([1], {"yes": [1]})


def test_without_live_definitions_nothing_is_remembered(live: Live, shop: Workspace) -> None:
    segment = live("viewers", VIEWED)
    run_live(shop)
    merge_members(shop, 5, 12, because="same phone", by="alice")
    assert LiveNote.objects.exists()
    delete_segment(command_line(shop), segment.name)
    assert needs_round(shop)
    run_live(shop)
    assert not LiveNote.objects.exists()
    assert not LiveState.objects.exists()
    assert not needs_round(shop)


def test_a_rule_tag_becomes_a_real_time_one_and_back(shop: Workspace) -> None:
    create_tag(command_line(shop), tag_document("viewing", rule=VIEWED))
    changed = change_tag(command_line(shop), "viewing", tag_document("viewing", type="live", rule=VIEWED), 1)
    assert changed.type == "live"
    run_live(shop)
    assert tagged("viewing") == {"yes": [1]}
    change_tag(command_line(shop), "viewing", tag_document("viewing", rule=VIEWED), 2)
    assert find_tag(shop, "viewing").type == "rule"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"rule": VIEWED, "expires": "3d"}, "tag.live_expires"), ({}, "tag.no_rule")],
)
def test_what_a_real_time_tag_cannot_be(shop: Workspace, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        live_tag(shop, "bad", **fields)
    assert refused.value.code == code


@pytest.mark.parametrize("rule", [{"stage": "lifecycle", "is": "loyal"}, {"segment": "loyal"}])
def test_what_depends_on_all_members_is_not_live(live: Live, shop: Workspace, rule: Any) -> None:
    live("loyal", {"stage": "lifecycle", "is": "loyal"}, refresh="nightly")
    with pytest.raises(Refusal) as refused:
        live("bad", {"all": [VIEWED, rule]})
    assert refused.value.code == "rule.not_live"
    with pytest.raises(Refusal):
        live_tag(shop, "bad", rule=rule)


def test_days_of_joining_are_read_for_those_alone_it_is_about(live: Live, shop: Workspace) -> None:
    live("since", {"did": "viewed", "since": "joined"})
    live("early", {"attribute": "joined_on", "is": {"lte": date(2017, 11, 4)}})
    run_live(shop)
    view(shop, 9, datetime(2017, 12, 31, 15, tzinfo=UTC))
    run_live(shop)
    assert members("since") == [1, 9]
    assert members("early") == [1, 2, 3, 4]
