"""A brand's history as plain rows, and the reading of it that every naive answer starts from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Fact:
    """What every fact carries. The highest revision of a key counts."""

    key: str
    revision: int
    occurred_at: datetime
    received_at: datetime
    source: int | None


@dataclass(frozen=True, slots=True)
class Order(Fact):
    """One order; its own totals only matter when it came without lines."""

    status: str = "paid"
    channel: str | None = None
    store: str | None = None
    quantity: float = 0.0
    sales: int = 0
    discount: int = 0
    coupon: int = 0


@dataclass(frozen=True, slots=True)
class Line(Fact):
    """One line of an order."""

    order: str = ""
    channel: str | None = None
    store: str | None = None
    product: str | None = None
    quantity: float = 1.0
    sales: int = 0
    discount: int = 0
    coupon: int = 0


@dataclass(frozen=True, slots=True)
class Refund(Fact):
    """Part of a line came back, a whole line, or (without a line) the whole order."""

    order: str = ""
    line: str | None = None
    quantity: float = 0.0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Event(Fact):
    """Something a member did, or was sent when it is a touch."""

    type: str = ""
    channel: str | None = None
    store: str | None = None
    product: str | None = None
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Points(Fact):
    """Points gained, or lost below zero."""

    delta: int = 0


@dataclass(frozen=True, slots=True)
class Coupon(Fact):
    """What happened to a coupon: it was issued, redeemed, expired, or given back."""

    coupon: str = ""
    type: str = "issued"
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Product(Fact):
    """A product as the brand describes it."""

    category: str | None = None
    department: str | None = None
    brand: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person as first met."""

    id: int
    joined_on: date | None = None
    attributes: dict[str, str | int | bool] = field(default_factory=dict)
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """`source` reads as `target` as long as it is not undone."""

    source: int
    target: int
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """A means of contact, kept by the id it was made for."""

    kind: str
    value: str
    source: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A member said no to a channel."""

    source: int
    channel: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A member agreed to a purpose, and has not taken it back since unless there is a withdrawal."""

    source: int
    scope: str


FactT = TypeVar("FactT", bound=Fact)


@dataclass(slots=True)
class History:
    """Everything one brand knows."""

    zone: str
    members: list[Member] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    touches: list[Event] = field(default_factory=list)
    points: list[Points] = field(default_factory=list)
    coupons: list[Coupon] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)

    def day(self, instant: datetime) -> date:
        """Return the brand's calendar day of an instant."""
        return instant.astimezone(ZoneInfo(self.zone)).date()

    def canonical(self, source: int) -> int:
        """Follow the merges that hold to the id everybody reads."""
        standing = {merge.source: merge.target for merge in self.merges if not merge.undone}
        while source in standing:
            source = standing[source]
        return source

    def base(self) -> list[int]:
        """Return the members everybody sees: neither merged away nor erased."""
        return [member.id for member in self.members if not member.erased and self.canonical(member.id) == member.id]

    def rows(self, member: int) -> list[Member]:
        """Return the rows of a person: the member's own first, then those merged into it, the smallest id first."""
        merged = [row for row in self.members if row.id != member and self.canonical(row.id) == member]
        own = [row for row in self.members if row.id == member]
        return [*own, *sorted(merged, key=lambda row: row.id)]

    def attribute(self, member: int, name: str) -> str | int | bool | None:
        """Return a person's attribute: that of the first of the rows that has it."""
        return next((row.attributes[name] for row in self.rows(member) if name in row.attributes), None)

    def joined_on(self, member: int) -> date | None:
        """Return the earliest known day on which any of the rows joined."""
        return min((row.joined_on for row in self.rows(member) if row.joined_on is not None), default=None)


def latest(facts: list[FactT]) -> list[FactT]:
    """Return the highest revision of every key."""
    best: dict[str, FactT] = {}
    for fact in facts:
        if fact.key not in best or fact.revision > best[fact.key].revision:
            best[fact.key] = fact
    return list(best.values())


def seen(facts: list[FactT], at: datetime) -> list[FactT]:
    """Return what had occurred by `at`, each fact as its highest revision tells it."""
    return [fact for fact in latest(facts) if fact.occurred_at <= at]
