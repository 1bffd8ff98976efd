"""Claiming orders of nobody for a member, by their numbers; and taking a claim back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.loads.stages import note_changed
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.find import find_members
from siyu.unify.orders.models import OrderClaim

if TYPE_CHECKING:
    import pyarrow as pa

MOST_AT_ONCE = 200


def read_claims(workspace: Workspace) -> pa.Table | None:
    """Return (order_key, source_id) of every standing claim, None when there is none."""
    import pyarrow as pa

    rows = OrderClaim.objects.filter(workspace=workspace, undone_at=None).values_list("order_key", "source_id")
    pairs = list(rows)
    if not pairs:
        return None
    keys, sources = zip(*pairs, strict=True)
    return pa.table({"claimed_key": pa.array(keys, pa.string()), "claimed_by": pa.array(sources, pa.int64())})


def standing_claims(workspace: Workspace, keys: Sequence[str]) -> dict[str, int]:
    """Return the number of the claim by which each of these orders is its member's, where it is by one."""
    claims = OrderClaim.objects.filter(workspace=workspace, order_key__in=keys, undone_at=None)
    return dict(claims.values_list("order_key", "pk"))


def claim_orders(workspace: Workspace, keys: Sequence[str], member_id: int, by: str) -> list[OrderClaim]:
    """Make orders of nobody a member's; all or none of them.

    Raises `Refusal` for an order that is not known, or that is somebody's already.
    """
    wanted = list(dict.fromkeys(keys))
    _check(workspace, wanted)
    try:
        with transaction.atomic():
            note_changed(workspace, [member_id])
            return OrderClaim.objects.bulk_create(
                OrderClaim(workspace=workspace, order_key=key, source_id=member_id, by=by) for key in wanted
            )
    except IntegrityError:
        # Somebody else claimed one of them between the check and the writing.
        raise _taken(wanted[0]) from None


def undo_claim(claim: OrderClaim) -> None:
    """Make the order nobody's again; a second undo changes nothing."""
    with transaction.atomic():
        if OrderClaim.objects.filter(pk=claim.pk, undone_at=None).update(undone_at=timezone.now()):
            note_changed(claim.workspace, [claim.source_id])
    claim.refresh_from_db()


def member_of(workspace: Workspace, words: str) -> int:
    """Return the one member with this phone, card, member number or other whole identifier."""
    found = sorted(set(find_members(workspace, words.strip(), by_name=False)))
    if len(found) == 1:
        return found[0]
    text = Text("没有会员有这个标识", "no member has this identifier")
    if found:
        text = Text("有几位会员符合", "several members match")
    mend = Text("请输入完整的手机号、卡号或会员号。", "Type a whole phone, card or member number.")
    raise Refusal("claim.member", text, where="member", mend=mend)


def _check(workspace: Workspace, keys: Sequence[str]) -> None:
    if not keys or len(keys) > MOST_AT_ONCE:
        text = Text("一次认领 1 到 {most} 张订单", "claim 1 to {most} orders at once").format(most=MOST_AT_ONCE)
        raise Refusal("claim.count", text, where="order_keys")
    with open_snapshot(workspace) as snapshot:
        orders = snapshot.facts("orders", until_at=workspace.clock.now())
        mine = orders.filter(orders.key.isin(keys)).select("key", "source_id")
        known: dict[str, Any] = {row["key"]: row["source_id"] for row in snapshot.to_arrow(mine).to_pylist()}
    for place, key in enumerate(keys):
        if key not in known:
            raise Refusal(
                "claim.unknown",
                Text("没有订单 {key}", "there is no order {key}").format(key=key),
                where=f"order_keys[{place}]",
                mend=Text("请核对小票号。", "Check the receipt number."),
            )
        if known[key] is not None:
            raise _taken(key, f"order_keys[{place}]")


def _taken(key: str, where: str = "order_keys") -> Refusal:
    return Refusal(
        "claim.taken",
        Text("订单 {key} 已属于一位会员", "order {key} is a member's already").format(key=key),
        where=where,
        status=409,
    )
