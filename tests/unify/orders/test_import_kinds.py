"""Products, offers, refunds, events and touches by file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.files import HEADER, Facts, RunFile, counts

pytestmark = pytest.mark.django_db
PERSON = [{"kind": "household", "from": "household"}]


def mapping(kind: str, identifiers: Any = (), **columns: str) -> dict[str, Any]:
    return {
        "imports": kind,
        "columns": {name.replace("__", "."): {"from": column} for name, column in columns.items()},
        "identifiers": list(identifiers),
    }


def test_a_product_with_other_content_is_a_new_revision(run_csv: RunFile, facts: Facts) -> None:
    products = mapping("products", product_key="sku", name="name")
    assert counts(run_csv("sku,name", "1,牛奶", "2,Bread", mapping=products)) == (2, 2, 0, 0)
    assert counts(run_csv("sku,name", "1,鲜牛奶", "2,Bread", mapping=products)) == (2, 1, 1, 0)
    assert facts("products", "key", "name", "revision", "source_id") == [
        {"key": "1", "name": "鲜牛奶", "revision": 1, "source_id": None},
        {"key": "2", "name": "Bread", "revision": 0, "source_id": None},
    ]


def test_equal_offers_are_repeats(run_csv: RunFile) -> None:
    offers = mapping("offers", coupon_key="coupon", campaign_key="campaign", product_key="product")
    assert counts(run_csv("coupon,campaign,product", "1,8,5", "1,8,5", "1,9,5", mapping=offers)) == (3, 2, 1, 0)


def test_a_refund_names_its_line_and_belongs_to_the_buyer(run_csv: RunFile, facts: Facts) -> None:
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.50,7")
    refunds = mapping("refunds", order_key="order", product_key="product", occurred_at="at", amount="amount")
    run = run_csv("order,product,at,amount", "o1,p1,2017-03-02,2.50", "o9,,2017-03-02,1.00", mapping=refunds)
    assert counts(run) == (2, 2, 0, 0)
    assert [(note["code"], note["count"]) for note in run.notes] == [("unknown_orders", 1)]
    assert facts("refunds", "order_key", "line_key", "amount_minor", "source_id") == [
        {"order_key": "o1", "line_key": "o1|p1", "amount_minor": 250, "source_id": 1},
        {"order_key": "o9", "line_key": None, "amount_minor": 100, "source_id": None},
    ]


def test_events_keep_their_properties_and_equal_ones_are_repeats(run_csv: RunFile, facts: Facts) -> None:
    events = mapping(
        "events", PERSON, type="event", occurred_at="at", product_key="product", property__page="page", property__n="n"
    )
    rows = (
        "viewed,2017-03-01 10:00:00,p1,首页,1,7",
        "viewed,2017-03-01 10:00:00,p1,首页,1,7",
        "viewed,2017-03-01 10:00:00,p1,,2,7",
    )
    run = run_csv("event,at,product,page,n,household", *rows, mapping=events)
    assert counts(run) == (3, 2, 1, 0)
    told = [json.loads(event["properties"]) for event in facts("events", "properties")]
    assert sorted(told, key=lambda one: one["n"]) == [{"n": "1", "page": "首页"}, {"n": "2", "page": None}]


def test_touches_take_a_constant_type(run_csv: RunFile, facts: Facts) -> None:
    touches = mapping("touches", PERSON, occurred_at="at", campaign_key="campaign")
    touches["columns"]["channel"] = {"value": "post"}
    run = run_csv("at,campaign,household", "2017-03-01,26,7", "2017-03-01,26,8", mapping=touches)
    assert counts(run) == (2, 2, 0, 0)
    assert (
        facts("touches", "type", "channel", "campaign_key")
        == [{"type": "targeted", "channel": "post", "campaign_key": "26"}] * 2
    )


def test_a_cancelled_order_is_a_revision(run_csv: RunFile, facts: Facts) -> None:
    orders = mapping("orders", PERSON, order_key="order", occurred_at="at", sales="sales", status="status")
    run_csv("order,at,sales,status,household", "o1,2017-03-01,5.00,已支付,7", mapping=orders)
    run = run_csv(
        "order,at,sales,status,household", "o1,2017-03-01,5.00,已取消,7", "o2,2017-03-01,5,lost,7", mapping=orders
    )
    assert counts(run) == (2, 1, 0, 1)
    assert facts("orders", "key", "revision", "status") == [{"key": "o1", "revision": 1, "status": "cancelled"}]


def test_lines_that_name_nobody_belong_to_the_member_their_order_was_imported_for(
    run_csv: RunFile, facts: Facts
) -> None:
    orders = mapping("orders", PERSON, order_key="order", occurred_at="at", sales="sales")
    run_csv("order,at,sales,household", "o1,2017-03-01,5.00,7", mapping=orders)
    lines = mapping("order_lines", order_key="order", occurred_at="at", product_key="product", sales="sales")
    rows = ("order,at,product,sales", "o1,2017-03-01,p1,2.00", "o1,2017-03-01,p2,3.00", "o2,2017-03-01,p1,1.00")
    assert counts(run_csv(*rows, mapping=lines)) == (3, 3, 0, 0)
    assert facts("order_lines", "key", "source_id") == [
        {"key": "o1|p1", "source_id": 1},
        {"key": "o1|p2", "source_id": 1},
        {"key": "o2|p1", "source_id": None},
    ]
    assert counts(run_csv(*rows, mapping=lines)) == (3, 0, 3, 0)


def test_a_line_that_names_nobody_does_not_take_the_member_of_the_line_beside_it(
    run_csv: RunFile, facts: Facts
) -> None:
    rows = (HEADER, "o1,2017-03-01 10:00:00,p1,1,2.50,7", "o1,2017-03-01 10:00:00,p2,1,2.50,")
    for repeated in (0, 2):
        assert counts(run_csv(*rows)) == (2, 2 - repeated, repeated, 0)
    assert [line["source_id"] for line in facts("order_lines", "source_id")] == [1, None]
