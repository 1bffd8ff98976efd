"""The catalogue as it is shown and changed: types with their properties, what was agreed, what departs from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.events.models import EventType
from siyu.connect.vocabulary import EVENTS, ORDERS, label_of
from siyu.lib.errors import Refusal
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text

TYPES = ("text", "number", "flag", "list", "object", "any")
MOST_AGREED = 300
SORTS = ("last_seen_at", "count", "departures", "name")
KEPT: dict[str, Callable[[dict[str, Any]], bool]] = {
    "agreed": lambda one: one["agreed_at"] is not None,
    "departing": lambda one: one["departures"] > 0,
    "standard": lambda one: one["is_standard"],
    "own": lambda one: not one["is_standard"],
}
"""Which types a list may be narrowed to."""


def list_types(
    workspace: Workspace, *, search: str, only: str, sort: str, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of the types whose name or label holds the words, all of `only`'s kind, in the order of `sort`."""
    column = sort.removeprefix("-")
    if column not in SORTS:
        text = Text("不能按“{sort}”排序", "cannot sort by “{sort}”").format(sort=sort)
        raise Refusal("event_type.sort", text, where="sort", mend=_known(SORTS))
    if only and only not in KEPT:
        text = Text("没有筛选“{only}”", "there is no filter “{only}”").format(only=only)
        raise Refusal("event_type.only", text, where="only", mend=_known(KEPT))
    # A workspace has at most a thousand types, so that they are chosen and sorted here.
    found = EventType.objects.filter(workspace=workspace).annotate(departed=Coalesce(Sum("departures__count"), 0))
    summaries = [_summary(one, one.departed) for one in found.order_by("name")]
    chosen = [one for one in summaries if _holds(one, search.lower()) and (not only or KEPT[only](one))]
    chosen.sort(key=lambda one: one[column], reverse=sort.startswith("-"))
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    more = start + limit < len(chosen)
    return {
        "items": chosen[start : start + limit],
        "next": write_cursor([start + limit]) if more else None,
        "total": len(chosen),
    }


def read_type(workspace: Workspace, name: str) -> dict[str, Any]:
    """Return a type with its properties and departures."""
    return _detail(_find(workspace, name))


def change_type(
    access: Access, name: str, *, about: str | None, agreed: Mapping[str, str] | None, fix: bool
) -> dict[str, Any]:
    """Change the description, and with `fix` what is agreed (None: nothing any more); departures then count anew.

    Raises `Refusal` for an unknown type of property.
    """
    if fix and agreed is not None:
        _check(agreed)
    with transaction.atomic():
        event_type = _find(access.workspace, name, lock=True)
        change: dict[str, Any] = {}
        if about is not None and about != event_type.about:
            event_type.about, change["about"] = about, True
        if fix and agreed != event_type.agreed:
            event_type.agreed = dict(agreed) if agreed is not None else None
            event_type.agreed_at = datetime.now(UTC) if agreed is not None else None
            event_type.departures.all().delete()
            change["agreed"] = sorted(agreed) if agreed is not None else None
        if change:
            event_type.save()
            record(access, "event_type.changed", "event_type", name, change)
    return _detail(event_type)


def learnt_types(event_type: EventType) -> dict[str, str]:
    """Return the type each property mostly has: what one would agree to."""
    learnt = {}
    for name, counts in event_type.properties.items():
        real = {kind: count for kind, count in counts.items() if kind != "null"}
        learnt[name] = max(real, key=lambda kind: (real[kind], kind)) if real else "any"
    return learnt


def _find(workspace: Workspace, name: str, *, lock: bool = False) -> EventType:
    found = EventType.objects.select_for_update() if lock else EventType.objects
    event_type = found.filter(workspace=workspace, name=name).first()
    if event_type is None:
        text = Text("没有事件“{name}”", "there is no event “{name}”").format(name=name[:100])
        raise Refusal("event_type.unknown", text, where="name", status=404)
    return event_type


def _check(agreed: Mapping[str, str]) -> None:
    if len(agreed) > MOST_AGREED:
        text = Text("最多 {most} 个属性", "at most {most} properties").format(most=MOST_AGREED)
        raise Refusal("event_type.too_many", text, where="agreed")
    for name, kind in agreed.items():
        if kind not in TYPES:
            text = Text("没有类型“{kind}”", "there is no type “{kind}”").format(kind=kind[:40])
            raise Refusal("event_type.unknown_kind", text, where=f"agreed.{name[:100]}", mend=_known(TYPES))


def _known(words: Iterable[str]) -> Text:
    return Text("可用：{words}", "Known: {words}").format(words=", ".join(words))


def _holds(summary: dict[str, Any], words: str) -> bool:
    return any(words in text.lower() for text in (summary["name"], *summary["label"].values()))


def _summary(event_type: EventType, departures: int) -> dict[str, Any]:
    return {
        "name": event_type.name,
        "label": label_of(event_type.name).as_dict(),
        "is_standard": event_type.name in EVENTS or event_type.name in ORDERS,
        "about": event_type.about,
        "count": event_type.count,
        "first_seen_at": event_type.first_seen_at,
        "last_seen_at": event_type.last_seen_at,
        "properties": len(event_type.properties),
        "agreed_at": event_type.agreed_at,
        "departures": departures,
    }


def _detail(event_type: EventType) -> dict[str, Any]:
    departures = list(event_type.departures.order_by("-count", "property"))
    return {
        **_summary(event_type, sum(one.count for one in departures)),
        "schema": [
            {"name": name, "types": counts, "seen": sum(counts.values())}
            for name, counts in sorted(event_type.properties.items())
        ],
        "learnt": learnt_types(event_type),
        "agreed": event_type.agreed,
        "departed": [
            {"property": one.property, "kind": one.kind, "found": one.found, "count": one.count, "last_at": one.last_at}
            for one in departures
        ],
    }
