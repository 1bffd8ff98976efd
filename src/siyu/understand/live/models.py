"""How far live evaluation has come in a workspace, and whose state changed since."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class LiveState(models.Model):
    """What the kept members of live segments and tags rest on: all of them are right as of `at` and `load`.

    `known` holds the fingerprint of each of them; `seen` that of all definitions, by which a change is noticed. It
    `ticks` when time alone may change somebody before the next midnight. `ran_at` and `took_ms` are real time.
    """

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    load = models.BigIntegerField()
    known = models.JSONField(default=dict)
    seen = models.CharField(max_length=200, blank=True)
    ticks = models.BooleanField(default=False)
    ran_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(default=0)


class LiveNote(models.Model):
    """Source ids whose state beside the lake changed; written with the change, deleted with what followed from it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    bits = models.BinaryField()
    noted_at = models.DateTimeField(auto_now_add=True)
