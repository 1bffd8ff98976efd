"""Points and coupons of one member, as member 360 shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import sources_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot

SHOWN = 20
POINT_COLUMNS = ("occurred_at", "delta", "reason", "channel", "store_key", "order_key")
COUPON_COLUMNS = ("occurred_at", "type", "coupon_key", "campaign_key", "order_key", "value_minor", "expires_on")


def member_benefits(workspace: Workspace, member_id: int) -> dict[str, Any] | None:
    """Return the balance, the last entries and every coupon's last state as of the clock; None when nothing is known."""
    from siyu.connect.loads.reading import open_snapshot

    sources = sources_of(workspace, member_id)
    with open_snapshot(workspace) as snapshot:
        if snapshot.is_empty("points") and snapshot.is_empty("coupons"):
            return None
        points = _of(snapshot, "points", workspace, sources)
        coupons = _of(snapshot, "coupons", workspace, sources)
        sums = snapshot.to_arrow(points.agg(balance=points.delta.sum(), entries=points.count())).to_pylist()[0]
        if not sums["entries"] and not snapshot.to_arrow(coupons.count()).as_py():
            return None
        return {
            "points": {
                "balance": int(sums["balance"] or 0),
                "entries": sums["entries"],
                "latest": _newest(snapshot, points, POINT_COLUMNS),
            },
            "coupons": _newest(snapshot, _last_states(coupons), COUPON_COLUMNS),
        }


def _of(snapshot: Snapshot, table: str, workspace: Workspace, sources: list[int]) -> ir.Table:
    facts = snapshot.facts(table, until_at=workspace.clock.now())
    return facts.filter(facts.source_id.isin(sources))


def _last_states(coupons: ir.Table) -> ir.Table:
    """Return of each coupon what happened to it last; of one instant an issue comes first. What it is worth stays."""
    place = coupons.occurred_at.strftime("%Y%m%d%H%M%S%f") + (coupons.type == "issued").ifelse("0", "1") + coupons.key
    last = coupons.group_by(coupon="coupon_key").agg(
        last_key=coupons.key.argmax(place), worth=coupons.value_minor.max(), until=coupons.expires_on.max()
    )
    joined = coupons.join(last, coupons.key == last.last_key)
    return joined.mutate(
        value_minor=joined.value_minor.coalesce(joined.worth), expires_on=joined.expires_on.coalesce(joined.until)
    )


def _newest(snapshot: Snapshot, rows: ir.Table, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    import ibis

    newest = rows.order_by(ibis.desc("occurred_at"), "key").limit(SHOWN).select(*columns)
    found: list[dict[str, Any]] = snapshot.to_arrow(newest).to_pylist()
    return found
