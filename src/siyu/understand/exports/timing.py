"""When an export is due: at a full hour of the brand's zone, through every change of its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.exports.models import SegmentExport

QUARTER = timedelta(minutes=15)
MOST_COUNTED = 10_000
"""More missed times than that (a year of hours) are not told apart."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Every hour; every day at `hour` (0–23); or every week on `weekday` (1 Monday … 7 Sunday) at `hour`."""

    every: str
    hour: int | None = None
    weekday: int | None = None

    @classmethod
    def of(cls, export: SegmentExport) -> Timing:
        """Return the timing of a saved export."""
        return cls(export.every, export.hour, export.weekday)

    def next_after(self, instant: datetime, zone: str) -> datetime:
        """Return the first due instant after an aware one, in UTC.

        An hour the clocks leap over is due when they have leapt; one they repeat is due the first time, by the day and
        by the week; by the hour both times.
        """
        return next(self.due_after(instant, zone))

    def due_after(self, instant: datetime, zone: str) -> Iterator[datetime]:
        """Yield all due instants after an aware one, in UTC."""
        return _hours(instant, zone) if self.hour is None else self._days(self.hour, instant, zone)

    def _days(self, hour: int, instant: datetime, zone: str) -> Iterator[datetime]:
        day = instant.astimezone(ZoneInfo(zone)).date()
        while True:
            due = datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)
            if due > instant and self.weekday in (None, day.isoweekday()):
                yield due
            day += timedelta(days=1)


def checked(every: str, hour: int | None, weekday: int | None) -> Timing:
    """Return the timing; raises `Refusal` when hour or weekday is absent, out of range, or makes no sense with `every`."""
    wants = {"hour": every != SegmentExport.HOUR, "weekday": every == SegmentExport.WEEK}
    ranges = {"hour": (hour, 0, 23), "weekday": (weekday, 1, 7)}
    for name, (value, least, most) in ranges.items():
        if wants[name] and (value is None or not least <= value <= most):
            text = Text("须为 {least} 至 {most} 的整数", "must be a whole number from {least} to {most}")
            mend = Text("时间按工作区时区，周一为 1。", "Hours are of the workspace's time zone, Monday is 1.")
            raise Refusal("export.timing", text.format(least=least, most=most), where=name, mend=mend)
        if not wants[name] and value is not None:
            text = Text("“{every}”的导出不用它", "an export of every {every} takes none").format(every=every)
            raise Refusal("export.timing", text, where=name, mend=Text("请去掉它。", "Leave it out."))
    return Timing(every, hour, weekday)


def missed_until(timing: Timing, due: datetime, now: datetime, zone: str) -> int:
    """Return how many due instants lie after `due` and not after `now`, at most `MOST_COUNTED`."""
    count = 0
    for instant in timing.due_after(due, zone):
        if instant > now or count == MOST_COUNTED:
            break
        count += 1
    return count


def _hours(instant: datetime, zone: str) -> Iterator[datetime]:
    # Zones differ from UTC by quarters of an hour, and some move their clocks by less than an hour.
    start = instant.astimezone(UTC)
    quarter = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    while True:
        quarter += QUARTER
        if quarter.astimezone(ZoneInfo(zone)).minute == 0:
            yield quarter
