"""Frozen copies keep their members whatever comes, but for merges and erasure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.lib.errors import Refusal
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.segments.changing import change_segment, create_segment, delete_segment
from siyu.understand.segments.evaluating import evaluate_segments, evaluate_stale
from siyu.understand.segments.freezing import freeze
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import members_of
from siyu.unify.members.merge import merge_members
from tests.understand.segments.conftest import BOUGHT_CAKE, Save, document

HOME = "/workspaces/shop"


def test_a_copy_has_the_members_the_date_and_where_they_come_from(save: Save, shop: Workspace) -> None:
    save("cake")
    copy = freeze(command_line(shop), {"segment": "cake"})
    assert (copy.name, copy.label["en"], copy.refresh) == ("cake-20171231", "cake 2017-12-31", "frozen")
    assert sorted(members_of(copy)) == [1, 2, 3, 4, 5]
    origin = copy.document["origin"]
    assert (origin["made"], origin["segment"], origin["version"], origin["by"]) == ("copy", "cake", 1, "siyu")
    assert (datetime.fromisoformat(origin["at"]), origin["rule"]) == (shop.clock.now(), BOUGHT_CAKE)
    assert "rule" not in copy.document
    assert [(point.size, point.base) for point in copy.sizes.all()] == [(5, 19)]
    assert AuditEntry.objects.filter(action="segment.created", object_id=copy.name).count() == 1
    assert freeze(command_line(shop), {"segment": "cake"}).name == "cake-20171231-2"


def test_it_stays_when_its_origin_changes_and_is_evaluated_again(save: Save, shop: Workspace) -> None:
    access = command_line(shop)
    save("cake")
    copy = freeze(access, {"segment": "cake"})
    evaluate_segments(shop, [change_segment(access, "cake", document("cake", {"did": "viewed"}), 1)])
    Segment.objects.filter(pk=copy.pk).update(evaluated_load=0)
    evaluate_stale(shop)
    assert sorted(members_of(Segment.objects.get(name="cake"))) == [1]
    evaluate_segments(shop, [copy])
    assert sorted(members_of(copy)) == [1, 2, 3, 4, 5]
    delete_segment(access, "cake")
    assert sorted(members_of(copy)) == [1, 2, 3, 4, 5]


def test_only_its_label_can_be_changed(save: Save, shop: Workspace) -> None:
    access = command_line(shop)
    copy = freeze(access, BOUGHT_CAKE, "kept", {"zh-CN": "留存", "en": "Kept"})
    renamed = {**copy.document, "label": {"zh-CN": "改名", "en": "Renamed"}}
    changed = change_segment(access, "kept", renamed, 1)
    changed.refresh_from_db()
    assert (changed.version, changed.evaluated_version, changed.label["en"]) == (2, 2, "Renamed")
    assert evaluate_stale(shop) == {}
    for other in (document("kept", BOUGHT_CAKE), {**renamed, "origin": {**copy.document["origin"], "by": "alice"}}):
        with pytest.raises(Refusal) as refused:
            change_segment(access, "kept", other, 2)
        assert refused.value.code == "segment.frozen"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rule": BOUGHT_CAKE}, "segment.frozen_rule"),
        ({"refresh": "nightly"}, "segment.frozen_refresh"),
        ({}, "segment.given"),
    ],
)
def test_members_do_not_come_out_of_a_document(shop: Workspace, change: dict[str, Any], code: str) -> None:
    kept = dict(freeze(command_line(shop), BOUGHT_CAKE).document)
    with pytest.raises(Refusal) as refused:
        create_segment(command_line(shop), {**kept, "name": "another", **change})
    assert refused.value.code == code


def test_a_rule_asks_for_the_members_as_they_were_kept(save: Save, shop: Workspace, holds_for: Any) -> None:
    save("cake")
    freeze(command_line(shop), {"segment": "cake"})
    evaluate_segments(shop, [change_segment(command_line(shop), "cake", document("cake", {"did": "viewed"}), 1)])
    assert holds_for({"all": [{"segment": "cake-20171231"}, {"not": {"segment": "cake"}}]}) == [2, 3, 4, 5]


def test_merged_members_are_under_one_id_and_erased_ones_are_gone(shop: Workspace, inputs: Any) -> None:
    from siyu.unify.members.base import base_of

    copy = freeze(command_line(shop), BOUGHT_CAKE)
    merge_members(shop, 5, 2, because="same card", by="alice")
    assert sorted(members_of(copy)) == [1, 2, 3, 4]
    assert 5 not in base_of(shop)
    assert sorted(evaluate([SegmentLeaf(copy.name)], inputs)[0]) == [1, 2, 3, 4]


def test_an_operator_freezes_in_one_call_and_sees_the_origin(save: Save, bob: User, api: Any) -> None:
    save("cake")
    made = api(bob).post(f"{HOME}/frozen-segments", {"rule": {"segment": "cake"}})
    assert (made.status_code, made.json()["size"]) == (201, 5)
    assert made.json()["document"]["origin"]["segment"] == "cake"
    assert "origin:" in made.json()["yaml"]
    taken = api(bob).post(f"{HOME}/frozen-segments", {"rule": BOUGHT_CAKE, "name": "cake"})
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "segment.taken")
    bad = api(bob).post(f"{HOME}/frozen-segments", {"rule": BOUGHT_CAKE, "name": "A b"})
    assert (bad.status_code, bad.json()["error"]["code"]) == (422, "segment.name")
