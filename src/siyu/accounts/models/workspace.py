"""A brand: its lake folder, dense member ids, clock, currency and time zone."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from siyu.lib.clock import Clock, RealClock, ShiftedClock, StandingClock, day_of, end_of_day


class Workspace(models.Model):
    """One brand. Its time zone and currency are fixed once facts have been loaded, because facts carry brand days."""

    slug = models.CharField(max_length=40, unique=True, validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$")])
    name = models.CharField(max_length=100)
    currency = models.CharField(max_length=3, default="CNY")
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    clock_stands_at = models.DateTimeField(null=True)
    clock_shift = models.DurationField(null=True)
    next_member_id = models.BigIntegerField(default=1)
    erasures = models.BigIntegerField(default=0)
    has_facts_since = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def clock(self) -> Clock:
        """The business clock: standing, shifted or real."""
        if self.clock_stands_at is not None:
            return StandingClock(self.clock_stands_at)
        return ShiftedClock(self.clock_shift) if self.clock_shift else RealClock()

    @property
    def lake_path(self) -> Path:
        """The folder of this brand's Delta tables."""
        return Path(settings.SIYU_HOME) / "lake" / self.slug

    def today(self) -> date:
        """Return the brand's calendar day now."""
        return day_of(self.clock.now(), self.zone)

    def end_of(self, day: date) -> datetime:
        """Return the last microsecond of a brand day, in UTC."""
        return end_of_day(day, self.zone)
