"""Evaluating tags: what makes one stale, what is delivered to raw ones, what a source may tell of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.lib.errors import Refusal
from siyu.understand.refreshing import refresh
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.installing import install_named_tags, named_documents
from siyu.understand.tags.jobs import refresh_delivered, refresh_delivered_all
from siyu.understand.tags.matrix import source_matrix
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import values_of
from siyu.understand.tags.sources import DEFAULT, change_table
from siyu.understand.tags.trying import try_tag
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.members.models import Member
from tests.understand.tags.conftest import BOUGHT, SPENDING, Save, document


def held(name: str) -> dict[str, list[int]]:
    return {value: sorted(members) for value, members in values_of(Tag.objects.get(name=name)).items()}


def scans(shop: Workspace, *rows: tuple[int, int, str]) -> None:
    """Let members scan: (member, day of December, channel)."""
    load_batch(shop, {"events": pa.Table.from_pylist([
        {"key": f"scan-{member}-{day}", "source_id": member, "type": "scanned", "channel": channel,
         "occurred_at": datetime(2017, 12, day, 15, tzinfo=UTC)} for member, day, channel in rows
    ])})  # fmt: skip


def test_what_is_up_to_date_is_not_evaluated_again(save: Save, shop: Workspace) -> None:
    save("cake")
    assert evaluate_stale_tags(shop) == {}


def test_a_new_day_a_load_and_a_merge_make_it_stale(save: Save, shop: Workspace) -> None:
    save("cake")
    shop.clock_stands_at = shop.clock.now() + timedelta(days=1)
    shop.save()
    assert evaluate_stale_tags(shop) == {"cake": 5}
    scans(shop, (3, 2, "store"))
    assert evaluate_stale_tags(shop) == {"cake": 5}
    merge = merge_members(shop, 5, 4, because="same phone", by="alice")
    assert held("cake") == {"yes": [1, 2, 3, 4]}
    assert evaluate_stale_tags(shop) == {"cake": 4}
    undo_merge(merge)
    assert evaluate_stale_tags(shop) == {"cake": 5}
    assert Tag.objects.get().points.count() == 2


def test_before_it_is_evaluated_again_a_merged_members_value_is_the_canonical_ones(save: Save, shop: Workspace) -> None:
    save("spending", values=SPENDING)
    merge_members(shop, 1, 8, because="same phone", by="alice")
    assert held("spending")["little"] == [8, 9, 10]
    assert held("spending")["much"] == [2, 3, 4, 5]


def test_tags_that_ask_for_tags_are_evaluated_at_the_same_instant(save: Save, shop: Workspace) -> None:
    save("city", type="raw", group="basic", **{"from": {"attribute": "city"}})
    save("wuhan", rule={"tag": "city", "is": "Wuhan"})
    save("wuhan-cake", rule={"all": [{"tag": "wuhan"}, {"tag": "wuhan", "is": "yes"}, BOUGHT]})
    assert held("wuhan-cake") == {"yes": [1, 3, 5, 9]}
    Member.objects.filter(workspace=shop, member_id=2).update(attributes={"city": "Wuhan"})
    Tag.objects.update(evaluated_load=None)
    evaluate_stale_tags(shop)
    assert held("wuhan-cake") == {"yes": [1, 2, 3, 5, 9]}


def test_a_rule_tag_nobody_confirmed_for_as_long_as_it_says_is_gone(save: Save, shop: Workspace) -> None:
    save("cake", expires="30d")
    shop.clock_stands_at = shop.clock.now() + timedelta(days=30)
    shop.save()
    assert held("cake") == {}
    evaluate_stale_tags(shop)
    assert held("cake") == {"yes": [1, 2, 3, 4, 5]}


def test_an_attribute_is_delivered_as_it_is_and_only_of_whom_the_source_reached(save: Save, shop: Workspace) -> None:
    save("city", type="raw", group="basic", **{"from": {"attribute": "city"}})
    assert held("city")["Beijing"] == [2, 4, 6, 8, 10, 12, 14, 16, 18]
    scans(shop, (2, 3, "store"), (20, 4, "app"))
    save("scanned-city", type="raw", group="basic", source="scan", **{"from": {"attribute": "city"}})
    assert held("scanned-city") == {"Beijing": [2], "Wuhan": [1]}


def test_the_newest_event_decides_a_property(save: Save, shop: Workspace) -> None:
    scans(shop, (2, 3, "store"), (2, 5, "app"), (20, 4, "app"), (1, 2, "store"))
    save("where", type="raw", **{"from": {"did": "scanned", "property": "channel"}}, source="scan")
    assert held("where") == {"app": [1, 2]}
    save("scanner", type="raw", **{"from": {"did": "scanned"}})
    assert held("scanner") == {"yes": [1, 2]}


def test_what_events_deliver_does_not_wait_for_the_night(save: Save, shop: Workspace) -> None:
    save("cake")
    save("city", type="raw", group="basic", **{"from": {"attribute": "city"}})
    save("scanner", type="raw", **{"from": {"did": "scanned"}})
    assert refresh_delivered.call("shop") == {}
    scans(shop, (2, 3, "store"))
    refresh_delivered_all.call()
    assert refresh_delivered.call("shop") == {"scanner": 1}
    assert held("scanner") == {"yes": [2]}
    assert {tag.name for tag in Tag.objects.filter(evaluated_load=Tag.objects.get(name="cake").evaluated_load)} == {
        "cake", "city",
    }  # fmt: skip


def test_a_rule_with_a_source_tells_only_of_whom_it_reached(save: Save, shop: Workspace) -> None:
    save("cake-by-scan", source="scan")
    assert held("cake-by-scan") == {}
    scans(shop, (2, 3, "store"), (11, 3, "store"))
    assert evaluate_stale_tags(shop) == {"cake-by-scan": 1}
    save("wanted", rule={"tag": "cake-by-scan"})
    assert held("wanted") == {"yes": [2]}


def test_the_table_is_changed_and_tags_of_a_source_follow(save: Save, shop: Workspace) -> None:
    access = command_line(shop)
    scans(shop, (2, 3, "store"), (11, 3, "store"))
    save("cake-by-scan", source="scan")
    without = DEFAULT.model_dump()
    without["sources"][0]["groups"] = ["basic"]
    change_table(access, without, 0)
    assert evaluate_stale_tags(shop) == {"cake-by-scan": 0}
    with pytest.raises(Refusal) as refused:
        change_table(access, DEFAULT.model_dump(), 0)
    assert refused.value.status == 409
    change_table(access, DEFAULT.model_dump(), 1)
    assert evaluate_stale_tags(shop) == {"cake-by-scan": 1}
    gone = DEFAULT.model_dump()
    gone["sources"] = gone["sources"][1:]
    with pytest.raises(Refusal) as refused:
        change_table(access, gone, 2)
    assert refused.value.code == "tag_sources.in_use"


def test_the_matrix_counts_of_whom_a_source_reached_how_many_have_a_tag(save: Save, shop: Workspace) -> None:
    scans(shop, (2, 3, "store"), (11, 3, "store"))
    save("cake")
    save("city", type="raw", group="basic", **{"from": {"attribute": "city"}})
    told = source_matrix(shop)
    (scan, *_) = told["sources"]
    cells = {cell["group"]: (cell["gives"], cell["members"]) for cell in scan["cells"]}
    assert (scan["reached"], told["base"]) == (2, 19)
    assert cells == {"basic": (True, 2), "consumption": (True, 1), "product": (False, 0), "daily": (False, 0),
                     "social": (False, 0)}  # fmt: skip
    assert {group["name"]: group["members"] for group in told["groups"]}["consumption"] == 5


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"name": "Scan"}, "sources[0].name"),
        ({"groups": ["basics"]}, "sources[0].groups"),
        ({"did": []}, "sources[0].did"),
        ({"did": [" "]}, "sources[0].did"),
        ({"label": {"zh-CN": "", "en": "x"}}, "sources[0].label"),
        ({"name": "sample"}, "sources[1].name"),
    ],
)
def test_a_bad_table_is_refused(shop: Workspace, change: dict[str, object], where: str) -> None:
    table = DEFAULT.model_dump()
    table["sources"][0] |= change
    with pytest.raises(Refusal) as refused:
        change_table(command_line(shop), table, 0)
    assert refused.value.where == where


def test_a_tag_is_tried_without_being_saved(shop: Workspace) -> None:
    told = try_tag(shop, document("spending", values=SPENDING))
    assert [(one["value"], one["members"]) for one in told["values"]] == [("much", 5), ("little", 3), ("nothing", 11)]
    assert not Tag.objects.exists()


def test_named_tags_install_once_and_evaluate(shop: Workspace) -> None:
    names = [document["name"] for document in named_documents()]
    assert 10 <= len(names) <= 20
    assert install_named_tags(shop) == names
    assert install_named_tags(shop) == []
    refresh(shop)
    assert not Tag.objects.filter(evaluated_at=None).exists()
    assert held("purchase-frequency") == {"seldom": [1, 2, 3, 4, 5, 8, 9, 10]}
