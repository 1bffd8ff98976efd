"""Loads and the leases under which one loader at a time works."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from siyu.accounts.models import Workspace

LANE = 0
"""The lane file imports go through; SQLite has this one only."""


class Load(models.Model):
    """A frozen batch on its way into the lake. Its row appears when it is frozen; `number` is the rows' `load_no`."""

    FROZEN, APPENDED, DONE = "frozen", "appended", "done"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    lane = models.PositiveSmallIntegerField(default=LANE)
    number = models.BigIntegerField()
    state = models.CharField(max_length=10, default=FROZEN)
    reference = models.CharField(max_length=100, blank=True)
    folder = models.CharField(max_length=120)
    counts = models.JSONField(default=dict)
    frozen_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "lane", "number"], name="loads_are_numbered"),
            models.UniqueConstraint(
                fields=["workspace", "reference"], condition=~Q(reference=""), name="one_load_a_reference"
            ),
        ]


class Lease(models.Model):
    """The right to work on something alone, until `until` in real time; renewed by whoever holds it."""

    name = models.CharField(max_length=100, unique=True)
    holder = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField()
