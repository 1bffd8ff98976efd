"""The time a leaf looks at: whole days of the brand, exact hours, two dates, or since the member joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from siyu.lib.clock import day_of
from siyu.understand.rules.conditions import parse_date
from siyu.understand.rules.problems import join, wrong

JOINED = "joined"
MOST_DAYS = 36_500
_WITHIN = re.compile(r"(\d{1,9})(d|h|min|m)")
_SECONDS = {"h": 3600, "min": 60, "m": 60}


@dataclass(frozen=True, slots=True)
class Window:
    """One of: `days` whole days that end today, the last `seconds`, `first_on` to `last_on` inclusive, since joined."""

    days: int | None = None
    seconds: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    since_joined: bool = False

    def bounds(self, at: datetime, zone: str) -> Bounds:
        """Return the window's edges for an instant."""
        if self.days is not None:
            return Bounds(first_on=day_of(at, zone) - timedelta(days=self.days - 1))
        if self.seconds is not None:
            after = at - timedelta(seconds=self.seconds)
            return Bounds(first_on=day_of(after, zone), after_at=after)
        return Bounds(first_on=self.first_on, last_on=self.last_on)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Edges of a window: days inclusive, `after_at` exclusive; None leaves a side open."""

    first_on: date | None = None
    last_on: date | None = None
    after_at: datetime | None = None


ALWAYS = Window()


def parse_window(within: object, between: object, since: object, where: str) -> Window:
    """Return the window of a leaf that has at most one of the three keys."""
    given = [name for name, raw in (("within", within), ("between", between), ("since", since)) if raw is not None]
    if len(given) > 1:
        raise wrong(
            "rule.two_windows",
            join(where, given[1]),
            "within、between、since 只能有一个",
            "only one of within, between and since can be given",
        )
    if within is not None:
        return parse_length(within, join(where, "within"))
    if between is not None:
        return _between(between, join(where, "between"))
    if since is not None:
        path = join(where, "since")
        return Window(since_joined=True) if since == JOINED else Window(first_on=parse_date(since, path))
    return ALWAYS


def parse_length(raw: object, where: str) -> Window:
    """Return the window of `90d`, `24h` or `30m`."""
    found = _WITHIN.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if not found:
        raise wrong("rule.wrong_window", where, "须写成 90d、24h 或 30m", "must look like 90d, 24h or 30m")
    number, unit = int(found[1]), found[2]
    seconds = number * _SECONDS.get(unit, 86_400)
    if number == 0 or seconds > MOST_DAYS * 86_400:
        raise wrong(
            "rule.impossible_window",
            where,
            "时间窗须在 1 分钟到 {most} 天之间",
            "a window is from a minute to {most} days",
            most=MOST_DAYS,
        )
    return Window(days=number) if unit == "d" else Window(seconds=seconds)


def _between(raw: object, where: str) -> Window:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise wrong("rule.wrong_window", where, "须为两个日期的列表", "must be a list of two dates")
    first, last = parse_date(raw[0], join(where, 0)), parse_date(raw[1], join(where, 1))
    if first > last:
        raise wrong("rule.impossible_window", where, "开始日期晚于结束日期", "the window starts after its end")
    return Window(first_on=first, last_on=last)
