"""Events about orders become orders, lines and refunds, exact to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.connect.collection.orders import _spread
from siyu.connect.inbox.jobs import retry_letters
from siyu.connect.inbox.models import DeadLetter
from tests.connect.collecting import Collect, load_all, rows

PRODUCTS = [{"product_id": "42", "price": 12.8, "quantity": 2}, {"sku": "43", "price": 3.3}]


@pytest.fixture
def send(collect: Collect, workspace: Workspace):
    def send(event: str, **properties: Any) -> None:
        assert collect("/v1/track", {"userId": "u1", "event": event, "properties": properties}).status == 200
        load_all(workspace)

    return send


def test_an_order_with_products_is_added_up_from_its_lines(send, workspace: Workspace) -> None:
    send("Order Completed", order_id="o1", products=PRODUCTS, store_id="s1", channel="mini_program")
    lines = rows(workspace, "order_lines", "order_key", "product_key", "quantity", "sales_minor", "discount_minor")
    assert lines == [("o1", "42", 2.0, 2560, 0), ("o1", "43", 1.0, 330, 0)]
    assert rows(workspace, "orders", "key", "sales_minor", "lines", "store_key", "channel", "source_id") == [
        ("o1", 2890, 2, "s1", "mini_program", 1)
    ]
    assert rows(workspace, "events", "key") == []


def test_a_discount_of_the_order_is_spread_over_the_lines_to_the_cent(send, workspace: Workspace) -> None:
    send("Order Completed", order_id="o1", products=PRODUCTS, discount=1)
    assert rows(workspace, "order_lines", "product_key", "sales_minor", "discount_minor") == [
        ("42", 2471, 89),
        ("43", 319, 11),
    ]
    assert rows(workspace, "orders", "sales_minor", "discount_minor") == [(2790, 100)]


@given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_spreading_loses_and_adds_nothing(amount: int, weights: list[int]) -> None:
    parts = _spread(amount, weights)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


def test_an_order_without_products_is_a_header(send, workspace: Workspace) -> None:
    send("Order Completed", order_id="o1", total=99.9, discount=5, quantity=3)
    assert rows(workspace, "orders", "key", "sales_minor", "discount_minor", "from_lines", "quantity") == [
        ("o1", 9990, 500, False, 3.0)
    ]


def test_the_same_order_again_changes_nothing_and_other_content_is_a_revision(send, workspace: Workspace) -> None:
    for _ in range(2):
        send("Order Completed", order_id="o1", total=10)
    assert rows(workspace, "orders", "revision", "sales_minor") in ([(0, 1000)], [(1, 1000)])
    send("Order Completed", order_id="o1", total=12)
    assert rows(workspace, "orders", "sales_minor") == [(1200,)]


def test_refunds_name_their_lines(send, workspace: Workspace) -> None:
    send("Order Completed", order_id="o1", products=PRODUCTS)
    send("Order Refunded", order_id="o1", refund_id="r1", products=[{"product_id": "42", "price": 12.8, "quantity": 1}])
    send("Order Refunded", order_id="o1", refund_id="r2", total=3.3, reason="broken")
    found = rows(workspace, "refunds", "key", "order_key", "line_key", "quantity", "amount_minor", "reason")
    assert found == [("r1|0", "o1", "o1|42", 1.0, 1280, None), ("r2", "o1", None, 0.0, 330, "broken")]


def test_a_cancelled_order_is_a_revision_with_all_it_was(send, workspace: Workspace) -> None:
    send("Order Completed", order_id="o1", products=PRODUCTS, store_id="s1")
    send("Order Cancelled", order_id="o1")
    assert rows(workspace, "orders", "key", "status", "revision", "sales_minor", "store_key", "lines") == [
        ("o1", "cancelled", 1, 2890, "s1", 2)
    ]


def test_a_cancellation_that_comes_first_waits_for_its_order(send, workspace: Workspace) -> None:
    send("Order Cancelled", order_id="o1")
    assert [letter.code for letter in DeadLetter.objects.all()] == ["event.unknown_order"]
    assert retry_letters.func() == 1
    load_all(workspace)
    send("Order Completed", order_id="o1", total=10)
    assert retry_letters.func() == 1
    load_all(workspace)
    assert rows(workspace, "orders", "status", "sales_minor") == [("cancelled", 1000)]
    assert not DeadLetter.objects.filter(settled_at=None).exists()


def test_an_order_and_its_cancellation_in_one_request(collect: Collect, workspace: Workspace) -> None:
    order = {"type": "track", "userId": "u", "event": "Order Completed", "properties": {"order_id": "o1", "total": 5}}
    cancelled = {**order, "event": "Order Cancelled", "properties": {"order_id": "o1"}}
    collect("/v1/batch", {"batch": [order, cancelled]})
    load_all(workspace)
    retry_letters.func()
    load_all(workspace)
    assert rows(workspace, "orders", "status") == [("cancelled",)]


def test_two_messages_about_one_order_in_one_request_are_one_order(collect: Collect, workspace: Workspace) -> None:
    order = {"type": "track", "userId": "u", "event": "Order Completed"}
    first = {**order, "properties": {"order_id": "o1", "products": PRODUCTS}}
    later = {
        **order,
        "properties": {"order_id": "o1", "products": [{"product_id": "42", "price": 12.8, "quantity": 3}]},
    }
    collect("/v1/batch", {"batch": [first, first, later]})
    load_all(workspace)
    assert rows(workspace, "order_lines", "key", "sales_minor") == [("o1|42", 3840), ("o1|43", 330)]
    assert rows(workspace, "orders", "sales_minor") == [(4170,)]


def test_a_header_beside_lines_of_the_same_order_is_left_out(collect: Collect, workspace: Workspace) -> None:
    header = {"type": "track", "userId": "u", "event": "Order Completed", "properties": {"order_id": "o1", "total": 5}}
    lines = {**header, "properties": {"order_id": "o1", "products": PRODUCTS}}
    collect("/v1/batch", {"batch": [header, lines]})
    load_all(workspace)
    assert rows(workspace, "orders", "key", "sales_minor", "revision") == [("o1", 2890, 0)]


def test_a_part_of_a_kilogram_is_rounded_to_the_cent(send, workspace: Workspace) -> None:
    send("Order Completed", order_id="o1", products=[{"product_id": "1", "price": 12.8, "quantity": 0.345}])
    assert rows(workspace, "order_lines", "quantity", "sales_minor") == [(0.345, 442)]


@pytest.mark.parametrize(
    ("properties", "code", "where"),
    [
        ({}, "event.no_order_id", "properties.order_id"),
        ({"order_id": "o"}, "event.no_amount", "properties.total"),
        ({"order_id": "o", "total": -5}, "event.bad_amount", "properties.total"),
        ({"order_id": "o", "total": 1.234}, "money.too_precise", "properties.total"),
        ({"order_id": "o", "total": 5, "currency": "EUR"}, "event.other_currency", "properties.currency"),
        ({"order_id": "o", "products": [{"price": 1}]}, "event.no_product", "properties.products[0]"),
        ({"order_id": "o", "products": "x"}, "event.bad_order", "properties"),
        ({"order_id": "o", "products": [{"sku": "1"}] * 1_001}, "event.too_many_lines", "properties.products"),
        ({"order_id": "o", "products": [{"sku": "1", "price": 1, "discount": 2}]}, "event.bad_amount", None),
    ],
)
def test_what_can_be_no_order_becomes_a_letter(send, properties: dict[str, Any], code: str, where: str | None) -> None:
    send("Order Completed", **properties)
    letter = DeadLetter.objects.get()
    assert letter.code == code
    assert where is None or letter.reason["where"] == where


def test_amounts_are_exact(collect: Collect, workspace: Workspace) -> None:
    for number in range(1, 30):
        order = {"order_id": f"o{number}", "total": float(Decimal(number) / 100)}
        collect("/v1/track", {"userId": "u1", "event": "Order Completed", "properties": order})
    load_all(workspace)
    assert sorted(rows(workspace, "orders", "sales_minor")) == [(number,) for number in range(1, 30)]
