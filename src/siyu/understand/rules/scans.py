"""From a leaf about facts to what is read: which table, what must equal what, and which other conditions are left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from siyu.understand.rules.conditions import Condition, Value
from siyu.understand.rules.facts import ACTIVITY, ORDERED, Fact, Property, fact_of
from siyu.understand.rules.leaves.matching import MatchLeaf
from siyu.understand.rules.products import ProductSets

View = Literal["orders", "lines", "refunds", "events", "touches", "both"]
"""`both` is events and touches in one, for what they have in common."""

PRODUCT_KEY, TYPE = "product_key", "type"
_ABOUT_ONE = {(("gte", 1),), (("gt", 0),), (("eq", 0),), (("ne", 0),), (("lt", 1),), (("lte", 0),)}


@dataclass(frozen=True)
class Match:
    """Which rows of a view match.

    `equal` are the values a column must have one of, `others` conditions on columns; `unlike`, when given, are the keys
    of products that do not match, every other product and a row without one does.
    """

    view: View
    equal: tuple[tuple[str, frozenset[Value]], ...] = ()
    others: tuple[tuple[str, Condition], ...] = ()
    unlike: frozenset[str] | None = None

    @property
    def is_hopeless(self) -> bool:
        """Whether no row can match, because a column has no value left to equal."""
        return any(not values for _, values in self.equal)

    @property
    def only_equals(self) -> bool:
        return not self.others and self.unlike is None


@dataclass(frozen=True)
class Scan:
    """How a leaf is read: the rows that match, the orders or lines that must match beside them, the column measured.

    `attribute` is the column of products that the product key measured stands for.
    """

    leaf: MatchLeaf
    match: Match
    beside: Match | None
    value: str | None
    attribute: str | None = None

    @property
    def is_tabled(self) -> bool:
        """Whether rows of a leaf table say all of it, so that it shares one pass with other leaves."""
        return self.match.only_equals and self.beside is None and not self.leaf.window.since_joined

    @property
    def only_exists(self) -> bool:
        """Whether it matters only if there is a matching fact at all, not how many."""
        return self.leaf.measure == "times" and self.leaf.condition.tests in _ABOUT_ONE


def scan_of(leaf: MatchLeaf, products: ProductSets) -> Scan:
    """Return how the leaf is read; conditions on products become sets of product keys."""
    fact = fact_of(leaf.did)
    where = [(_property(fact, name), condition) for name, condition in leaf.where]
    measured = _property(fact, leaf.measured) if leaf.measured else None
    if fact is ORDERED and not _asks_lines(leaf, [one for one, _ in where], measured):
        where = [(_of_order(one), condition) for one, condition in where]
        measured = _of_order(measured) if measured else None
    view = _view_of(fact, [one for one, _ in where], measured)
    here = [(one, condition) for one, condition in where if _column(one, view)]
    beside = [(one, condition) for one, condition in where if not _column(one, view)]
    other: View = "lines" if view == "orders" else "orders"
    did = ((TYPE, frozenset({leaf.did})),) if fact is ACTIVITY else ()
    return Scan(
        leaf,
        _match(view, here, products, did),
        _match(other, beside, products, ()) if beside else None,
        _column(measured, view) if measured else None,
        measured.product if measured and measured.product != "key" else None,
    )


def _property(fact: Fact, name: str) -> Property:
    found = fact.find(name)
    if found is None:
        raise LookupError(f"{fact.name} has no property {name}")
    return found


def _asks_lines(leaf: MatchLeaf, where: list[Property], measured: Property | None) -> bool:
    """Say whether a product or the quantity of a line is asked for; the sum over lines is the order's own."""
    is_sum = measured is not None and measured.adds_up and leaf.measure == "total"
    return any(one.is_of_line for one in where) or (measured is not None and measured.is_of_line and not is_sum)


def _of_order(one: Property) -> Property:
    """Return the amount of the whole order for one that is of a line when lines are asked for."""
    return ORDERED.find(f"order.{one.name}") or one


def _view_of(fact: Fact, where: list[Property], measured: Property | None) -> View:
    """Return the view whose rows are counted: lines as soon as something is asked of the line."""
    if fact is ORDERED:
        return "lines" if _needs_lines(where, measured) else "orders"
    if fact is ACTIVITY:
        every = [*where, measured] if measured else where
        knowing = [table for table in fact.tables if all(one.column(table) for one in every)]
        return "both" if len(knowing) == 2 else knowing[0]
    return fact.tables[0]


def _needs_lines(where: list[Property], measured: Property | None) -> bool:
    if measured is not None and not measured.column("lines"):
        return False
    return any(not one.column("orders") for one in (*where, measured) if one)


def _column(one: Property, view: View) -> str | None:
    return one.column("events" if view == "both" else view)


def _match(
    view: View,
    where: list[tuple[Property, Condition]],
    products: ProductSets,
    equal: tuple[tuple[str, frozenset[Value]], ...],
) -> Match:
    equals, others, unlike = dict(equal), [], None
    of_products = [(one.product, condition) for one, condition in where if one.product and one.product != "key"]
    if of_products:
        like, keys = products.matching(of_products)
        if like:
            equals[PRODUCT_KEY] = frozenset[Value](keys)
        else:
            unlike = keys
    for one, condition in where:
        if one.product and one.product != "key":
            continue
        column, values = _column(one, view) or "", condition.equals()
        if values is None:
            others.append((column, condition))
        else:
            equals[column] = equals.get(column, frozenset(values)) & frozenset(values)
    return Match(view, tuple(sorted(equals.items())), tuple(others), unlike)
