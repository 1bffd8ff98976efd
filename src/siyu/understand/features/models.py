"""What the features of a day rest on."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class FeatureRun(models.Model):
    """The last time a day's features were kept.

    `at` is business time, `made_at` real time noted before anything was read; `load`, `identity` and `merges` (the last
    merge's number) say what was known then, `catalogue` how features were declared. Of `members` the facts of
    `computed` were read, the others' rows were kept.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    revision = models.IntegerField()
    load = models.BigIntegerField()
    identity = models.BigIntegerField()
    merges = models.BigIntegerField()
    claims = models.BigIntegerField()
    catalogue = models.CharField(max_length=16)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    members = models.BigIntegerField()
    computed = models.BigIntegerField()
    seconds = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "on"], name="one_feature_run_a_day")]
