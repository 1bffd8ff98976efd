"""The hints of a member, from wishes and purchases; and the settings they follow."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.vocabulary import WISHES
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.hints.models import OFTEN, VISITS, HintSettings
from siyu.unify.hints.rule import Wish, hints_of
from siyu.unify.members.identity import read_identity, sources_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot

MOST_VISITS = 20
MOST_QUANTITY = 10_000
ITEM, QUANTITY = ("item", "wish", "product_name"), ("quantity", "count")
"""Properties of a wish that say what was asked for, when it is no product, and how much of it."""


def member_hints(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return the hints of a canonical member as of the workspace's clock, with the rule they follow."""
    often, visits = hint_settings(workspace)
    sources = sources_of(workspace, member_id)
    with open_snapshot(workspace) as snapshot:
        days, bought = _bought(snapshot, workspace, sources)
        found = hints_of(days, [*bought, *_wished(snapshot, workspace, sources)], often, visits)
        names = _names(snapshot, [hint.item for hint in found])
    items = [
        {"item": hint.item, "name": names.get(hint.item), "quantity": hint.quantity, "times": hint.times,
         "visits": hint.visits, "last_on": hint.last_on}
        for hint in found
    ]  # fmt: skip
    return {"often": often, "visits": visits, "items": items}


def hint_settings(workspace: Workspace) -> tuple[int, int]:
    """Return in how many of how many visits something must be asked for."""
    held = HintSettings.objects.filter(workspace=workspace).values_list("often", "visits").first()
    return held or (OFTEN, VISITS)


def change_hint_settings(access: Access, often: int, visits: int) -> tuple[int, int]:
    """Change the rule. Raises `Refusal` unless 1 ≤ often ≤ visits ≤ 20."""
    if not 1 <= often <= visits <= MOST_VISITS:
        text = Text("须为 1 到 {most} 次，且不多于到访次数", "must be from 1 to {most}, and not more than the visits")
        raise Refusal("hints.rule", text.format(most=MOST_VISITS), where="often")
    with transaction.atomic():
        before = hint_settings(access.workspace)
        if before != (often, visits):
            changed = {"often": often, "visits": visits}
            HintSettings.objects.update_or_create(workspace=access.workspace, defaults=changed)
            change = {"often": [before[0], often], "visits": [before[1], visits]}
            record(access, "settings.changed", "workspace", access.workspace.slug, change)
    return often, visits


def _bought(snapshot: Snapshot, workspace: Workspace, sources: list[int]) -> tuple[list[date], list[Wish]]:
    """Return the days of orders that stand, and what is left of their lines after refunds."""
    from siyu.unify.orders.facts import OrderFacts

    facts = OrderFacts(snapshot, workspace.clock.now(), read_identity(workspace))

    def mine(rows: ir.Table) -> ir.Table:
        return rows.filter(rows.source_id.isin(sources))

    orders = facts.orders(narrow=mine)
    days = snapshot.to_arrow(orders.select("occurred_on").distinct())["occurred_on"].to_pylist()
    lines = facts.lines(narrow=mine)
    kept = lines.filter(lines.is_bought & lines.product_key.notnull())
    rows = snapshot.to_arrow(kept.select("occurred_on", "product_key", "net_quantity")).to_pylist()
    return days, [Wish(row["occurred_on"], row["product_key"], row["net_quantity"]) for row in rows]


def _wished(snapshot: Snapshot, workspace: Workspace, sources: list[int]) -> Iterator[Wish]:
    if snapshot.is_empty("events"):
        return
    events = snapshot.facts("events", until_at=workspace.clock.now())
    mine = events.filter(events.source_id.isin(sources) & events.type.isin(WISHES))
    for row in snapshot.to_arrow(mine.select("occurred_on", "product_key", "properties")).to_pylist():
        told: dict[str, Any] = json.loads(row["properties"]) if row["properties"] else {}
        item = row["product_key"] or _words(told)
        if item:
            yield Wish(row["occurred_on"], item, _quantity(told))


def _words(told: dict[str, Any]) -> str | None:
    """Return what was asked for in its one spelling, so that `Still water` and `still  water` are one wish."""
    given = next((told[name] for name in ITEM if isinstance(told.get(name), str) and told[name].strip()), None)
    return " ".join(unicodedata.normalize("NFKC", given).lower().split()) if given else None


def _quantity(told: dict[str, Any]) -> float:
    given = next((told[name] for name in QUANTITY if name in told), 1)
    try:
        quantity = float(given)
    except (TypeError, ValueError):
        return 1.0
    return quantity if 0 < quantity <= MOST_QUANTITY else 1.0


def _names(snapshot: Snapshot, items: list[str]) -> dict[str, str]:
    if not items or snapshot.is_empty("products"):
        return {}
    products = snapshot.facts("products")
    known = snapshot.to_arrow(products.filter(products.key.isin(items)).select("key", "name")).to_pylist()
    return {row["key"]: row["name"] for row in known if row["name"]}
