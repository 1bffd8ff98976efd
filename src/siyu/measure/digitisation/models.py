"""Targets with their history, and how many members were online on each day that is over."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace

MEMBER_SHARE, ONLINE_RATE = "member_share", "online_rate"


class Target(models.Model):
    """What a rate shall reach from a brand day on, until a later target takes over; rows are never changed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    metric = models.CharField(max_length=20)
    rate = models.FloatField()
    since_on = models.DateField()
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "metric", "since_on"], name="targets_of_a_metric")]


class OnlineDay(models.Model):
    """Members and online ones at the end of a brand day, or so far today: of the brand, a store or a guide.

    Connections do not tell when they began, so that a day can only be counted while it lasts.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    of = models.CharField(max_length=10)
    key = models.CharField(max_length=200, blank=True)
    members = models.BigIntegerField()
    online = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "on", "of", "key"], name="one_count_a_day")]
