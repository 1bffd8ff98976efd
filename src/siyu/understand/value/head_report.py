"""The report of super users: the head on two days, who moved, and the three programmes that follow from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.value.heads import MOVES, HeadMoves, HeadOn
from siyu.understand.value.selecting import Leaf, averaged, members_by, ordered, spent, spent_between


def head_report(inputs: Inputs, days: int, target: float, since: date | None, quiet: int) -> dict[str, Any]:
    """Return the head now and before, who grew and slid, and the programmes; `quiet` are days without an order."""
    moves = HeadMoves.of(inputs, days, target, since)
    return {
        "on": moves.now.on,
        "since": moves.then.on,
        "days": days,
        "target": target,
        "quiet": quiet,
        "known_from": first_order_on(inputs),
        "now": _head(moves.now),
        "before": _head(moves.then),
        "moves": [_move(inputs, moves, name) for name in MOVES],
        "programmes": _programmes(inputs, moves.now, quiet),
    }


def first_order_on(inputs: Inputs) -> date | None:
    """Return the day of the first order of a member: a window that began before it is shorter than it looks."""
    found: date | None = inputs.snapshot.to_arrow(inputs.facts("orders").occurred_on.min()).as_py()
    return found


def _head(head: HeadOn) -> dict[str, Any]:
    bought = head.bought
    paying = bought.money_minor > 0
    saved = int(bought.saved_minor.sum())
    return {
        "buyers": len(bought),
        "money_minor": int(bought.money_minor.sum()),
        "members": int(head.holds.sum()),
        "head_minor": int(bought.money_minor[head.holds].sum()),
        "entry_minor": head.entry_minor,
        "value_users": int(paying.sum()),
        "value_per_user_minor": round(float(bought.money_minor[paying].mean())) if paying.any() else None,
        "saved_minor": saved,
        "saved_share": float(bought.saved_minor[head.holds].sum()) / saved if saved else None,
    }


def _move(inputs: Inputs, moves: HeadMoves, name: str) -> dict[str, Any]:
    members = moves.members(name)
    now, then = moves.now.orders_of(members), moves.then.orders_of(members)
    return {
        "name": name,
        "members": len(members),
        "money_minor": int(moves.now.money_of(members).sum()),
        "before_minor": int(moves.then.money_of(members).sum()),
        "silent": int((now == 0).sum()),
        "fresh": int((then == 0).sum()),
        "rule": _rule_of_move(inputs, moves, name),
    }


def _rule_of_move(inputs: Inputs, moves: HeadMoves, name: str) -> Leaf | None:
    now, then = _of_head(inputs, moves.now), _of_head(inputs, moves.then)
    if name == "stayed":
        return {"all": [now, then]} if now and then else None
    one, other = (now, then) if name == "grew" else (then, now)
    if one is None:
        return None
    return {"all": [one, {"not": other}]} if other else {"all": [one]}


def _of_head(inputs: Inputs, head: HeadOn) -> Leaf | None:
    if not head.entry_minor:
        return None
    return spent_between(inputs, head.days, head.on, gte=head.entry_minor)


def _programmes(inputs: Inputs, head: HeadOn, quiet: int) -> list[dict[str, Any]]:
    """Return the standing programmes with how many they would reach; none as long as there is no head."""
    if not head.entry_minor:
        return []
    days, entry = head.days, head.entry_minor
    basket = int(np.ceil(head.bought.money_minor[head.holds].sum() / head.bought.orders[head.holds].sum()))
    rules: dict[str, Leaf] = {
        "refer": {"all": [spent(inputs, days, gte=entry), ordered(min(quiet, days))]},
        "grow": {"all": [spent(inputs, days, lt=entry), averaged(inputs, days, gte=basket)]},
        "win_back": {"all": [spent(inputs, days + quiet, gte=entry), ordered(quiet, eq=0)]},
    }
    sizes = [len(found) for found in members_by(inputs, *rules.values())]
    return [
        {
            "name": name,
            "label": _LABELS[name].as_dict(),
            "members": size,
            "entry_minor": entry,
            "basket_minor": basket,
            "rule": rule,
        }
        for (name, rule), size in zip(rules.items(), sizes, strict=True)
    ]


_LABELS = {
    "refer": Text("超级会员：请他们转介绍", "Super members: ask for referrals"),
    "grow": Text("待成长：提高频次", "To be grown: raise the frequency"),
    "win_back": Text("沉睡核心：唤回", "Sleeping core: win back"),
}
