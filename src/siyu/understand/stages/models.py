"""What a brand changed about its models of stages, what its steps cost, what stages were set, and how many were in each stage on each day."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class StageSettings(models.Model):
    """The document a model divides by; without a row it is the shipped one. `version` rises with every change."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=20)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "model"], name="one_division_a_model")]


class StageDay(models.Model):
    """How many members were in each stage at the end of a brand day, as it was known when the day was recorded.

    The moves of the day stand in the lake. `category` is empty for the model as such.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=20)
    category = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    counts = models.JSONField()
    members = models.BigIntegerField()
    moves = models.BigIntegerField()
    load_no = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "model", "category", "on"], name="one_count_of_stages_a_day")
        ]


class StepCost(models.Model):
    """What somebody says was spent, from a day to a day, to bring members into a stage; minor units of the brand."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    since_on = models.DateField()
    on = models.DateField()
    amount_minor = models.BigIntegerField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "model", "stage", "since_on", "on"], name="one_cost_a_step")
        ]


class StageMark(models.Model):
    """Somebody says in which stage a member is from an instant of the brand's clock on; without a stage the rules tell again.

    Marks are never changed: the latest one by then holds, of equal instants the one that was set last.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=20)
    source_id = models.BigIntegerField()
    stage = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=254)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "model", "source_id"], name="marks_of_a_member")]
