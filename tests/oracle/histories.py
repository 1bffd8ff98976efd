"""Hypothesis strategies for small but nasty histories: merges, late facts, refunds around the instant, DST days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.oracle.history import (
    Consent,
    Coupon,
    Event,
    History,
    Identifier,
    Line,
    Member,
    Merge,
    Order,
    Points,
    Product,
    Refund,
    Withdrawal,
)

ZONES = ("Asia/Shanghai", "America/New_York")
DAYS = tuple(
    date.fromisoformat(day)
    for day in ("2016-12-30", "2016-12-31", "2017-03-11", "2017-03-12", "2017-09-01", "2017-10-02", "2017-10-03",
                "2017-10-31", "2017-11-01", "2017-11-04", "2017-11-05", "2017-11-30", "2017-12-01", "2017-12-30",
                "2017-12-31", "2018-01-01")
)  # fmt: skip
TIMES = tuple(
    time.fromisoformat(text)
    for text in ("00:00", "00:00:00.000001", "01:30", "02:30", "12:00", "18:59:59", "23:59:59.999999")
)
STORES = (None, "s1", "s2", "s3")
SHOPS = (None, "shop", "web")
CATEGORIES = (None, "MILK", "MILK TEA", "BREAD", "饮料")
BRANDS = (None, "X", "Y")
EVENT_TYPES = ("viewed", "visited_page", "added_to_cart", "redeemed", "searched", "opened", "clicked")
TOUCH_TYPES = ("mailed", "coupon_sent")
TOUCH_CHANNELS = (None, "shop", "sms", "email", "wecom")
COUPON_TYPES = ("issued", "issued", "redeemed", "expired", "returned")
KINDS = ("phone", "email", "external_userid", "openid", "household", "card")
WITHDRAWN = ("wecom", "official_account", "sms", "email", "post")
SCOPES = ("profiling", "sharing", *(f"marketing.{channel}" for channel in WITHDRAWN))
QUANTITIES = (0.0, 1.0, 1.0, 2.0, 3.0, 0.5)
AMOUNTS = (0, 1, 199, 500, 1000, 2550)
LEVELS = (None, "gold", "golden", "silver")


@st.composite
def instants(draw: st.DrawFn, zone: str) -> datetime:
    """Draw an instant near the edges of brand days, in UTC."""
    day, moment, fold = draw(st.sampled_from(DAYS)), draw(st.sampled_from(TIMES)), draw(st.integers(0, 1))
    return datetime.combine(day, moment.replace(fold=fold), ZoneInfo(zone)).astimezone(UTC)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a brand of 3 to 12 members with at least one merge."""
    history = History(draw(st.sampled_from(ZONES)))
    _draw_people(draw, history)
    for number in range(draw(st.integers(1, 5))):
        _draw_product(draw, history, f"p{number}")
    for number in range(draw(st.integers(2, 12))):
        _draw_order(draw, history, f"o{number}")
    for number in range(draw(st.integers(0, 12))):
        history.events.append(_draw_event(draw, history, f"e{number}", EVENT_TYPES))
    for number in range(draw(st.integers(0, 4))):
        touch = _draw_event(draw, history, f"t{number}", TOUCH_TYPES)
        channel = draw(st.sampled_from(TOUCH_CHANNELS))
        history.touches.append(replace(touch, store=None, product=None, channel=channel))
    _draw_benefits(draw, history)
    return history


def _draw_benefits(draw: st.DrawFn, history: History) -> None:
    sources = st.sampled_from([member.id for member in history.members])
    for number in range(draw(st.integers(0, 4))):
        at = draw(instants(history.zone))
        history.points.append(
            Points(f"g{number}", 0, at, at, draw(sources), draw(st.sampled_from((-50, -1, 0, 30, 100))))
        )
    for number in range(draw(st.integers(0, 5))):
        at = draw(instants(history.zone))
        what, until = draw(st.sampled_from(COUPON_TYPES)), draw(st.sampled_from((None, *DAYS)))
        history.coupons.append(
            Coupon(f"h{number}", 0, at, at, draw(sources), draw(st.sampled_from(("k1", "k2"))), what, until)
        )


def _draw_people(draw: st.DrawFn, history: History) -> None:
    count = draw(st.integers(3, 12))
    for number in range(1, count + 1):
        joined_on = draw(st.sampled_from((None, *DAYS)))
        level, points = draw(st.sampled_from(LEVELS)), draw(st.sampled_from((None, 0, 1, 10)))
        attributes = {"level": level, "points": points}
        known = {name: value for name, value in attributes.items() if value is not None}
        history.members.append(Member(number, joined_on, known, erased=draw(st.integers(0, 9)) == 9))
        for kind in draw(st.sets(st.sampled_from(KINDS), max_size=2)):
            history.identifiers.append(Identifier(kind, f"{kind}-{number}", number))
    ids = st.integers(1, count)
    for _ in range(draw(st.integers(1, 3))):
        merge = Merge(draw(ids), draw(ids), undone=draw(st.integers(0, 3)) == 3)
        moved = {one.source for one in history.merges if not one.undone}
        if merge.source not in moved and history.canonical(merge.target) != merge.source:
            history.merges.append(merge)
    # A person is erased as a whole, so only what others read as can be.
    history.members = [
        replace(row, erased=row.erased and history.canonical(row.id) == row.id) for row in history.members
    ]
    for source in draw(st.lists(ids, max_size=2)):
        history.withdrawals.append(Withdrawal(source, draw(st.sampled_from(WITHDRAWN))))
    for source in draw(st.lists(ids, max_size=4)):
        history.consents.append(Consent(source, draw(st.sampled_from(SCOPES))))


def _draw_product(draw: st.DrawFn, history: History, key: str) -> None:
    at = draw(instants(history.zone))
    for revision in range(draw(st.sampled_from((1, 1, 1, 2)))):
        category, brand = draw(st.sampled_from(CATEGORIES)), draw(st.sampled_from(BRANDS))
        history.products.append(Product(key, revision, at, at, None, category, category and category[:1], brand))


def _draw_order(draw: st.DrawFn, history: History, key: str) -> None:
    at = draw(instants(history.zone))
    received = at + timedelta(days=draw(st.sampled_from((0, 0, 1, 40))))
    source = draw(st.sampled_from((None, *(member.id for member in history.members))))
    channel, store = draw(st.sampled_from(SHOPS)), draw(st.sampled_from(STORES))
    lines = [
        Line(
            f"{key}/{number}", 0, at, received, source, key, channel, store,
            draw(st.sampled_from((None, "p0", "p1", "p2", "p3", "p4", "unknown"))),
            draw(st.sampled_from(QUANTITIES)), draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from((0, 0, 100, 300))),
            draw(st.sampled_from((0, 0, 0, 50))),
        )
        for number in range(draw(st.sampled_from((0, 1, 1, 2, 3))))
    ]  # fmt: skip
    order = Order(key, 0, at, received, source, "paid", channel, store, 2.0, draw(st.sampled_from(AMOUNTS)), 0)
    order = _totalled(order, lines)
    history.orders.append(order)
    history.lines += lines
    order, lines = _revise(draw, history, order, lines)
    _draw_refunds(draw, history, order, lines)


def _totalled(order: Order, lines: list[Line]) -> Order:
    if not lines:
        return order
    return replace(
        order,
        quantity=sum(line.quantity for line in lines),
        sales=sum(line.sales for line in lines),
        discount=sum(line.discount for line in lines),
        coupon=sum(line.coupon for line in lines),
    )


def _revise(draw: st.DrawFn, history: History, order: Order, lines: list[Line]) -> tuple[Order, list[Line]]:
    change = draw(st.sampled_from(("nothing", "nothing", "nothing", "cancelled", "moved", "quantity")))
    received = order.received_at + timedelta(days=draw(st.sampled_from((0, 3, 60))))
    if change == "nothing":
        return order, lines
    if change == "cancelled":
        history.orders.append(replace(order, revision=1, status="cancelled", received_at=received))
        return history.orders[-1], lines
    if change == "moved":
        at = draw(instants(history.zone))
        order = replace(order, revision=1, occurred_at=at, received_at=received)
        lines = [replace(line, revision=1, occurred_at=at, received_at=received) for line in lines]
    else:
        lines = [replace(line, revision=1, quantity=draw(st.sampled_from(QUANTITIES)), sales=700) for line in lines]
        order = _totalled(replace(order, revision=1, received_at=received), lines)
    history.orders.append(order)
    history.lines += lines
    return order, lines


def _draw_refunds(draw: st.DrawFn, history: History, order: Order, lines: list[Line]) -> None:
    for number in range(draw(st.sampled_from((0, 0, 1, 2)))):
        at = max(draw(instants(history.zone)), order.occurred_at)
        key = f"r-{order.key}-{number}"
        if not lines or draw(st.integers(0, 3)) == 3:
            refund = Refund(key, 0, at, at, order.source, order.key, None, order.quantity, order.sales)
        else:
            line = draw(st.sampled_from(lines))
            full = draw(st.booleans())
            quantity, amount = (line.quantity, line.sales) if full else (0.5, min(50, line.sales))
            refund = Refund(key, 0, at, at, order.source, order.key, line.key, quantity, amount)
        history.refunds.append(refund)
        if draw(st.integers(0, 7)) == 7:
            history.refunds.append(replace(refund, revision=1, received_at=at + timedelta(days=9), quantity=0.25))


def _draw_event(draw: st.DrawFn, history: History, key: str, types: tuple[str, ...]) -> Event:
    at = draw(instants(history.zone))
    source = draw(st.sampled_from((None, *(member.id for member in history.members))))
    return Event(
        key, 0, at, at + timedelta(hours=draw(st.sampled_from((0, 1, 999)))), source, draw(st.sampled_from(types)),
        draw(st.sampled_from(SHOPS)), draw(st.sampled_from(STORES)),
        draw(st.sampled_from((None, "p0", "p1", "unknown"))), draw(st.sampled_from((None, "c1", "c2"))),
    )  # fmt: skip
