"""Callbacks as received, and what each handler did with them. They lie in the database of the inbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Callback(models.Model):
    """One thing a platform told, sealed. `repeats` counts how often it was sent again."""

    workspace_id = models.BigIntegerField()
    channel_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    payload = models.BinaryField()
    repeats = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["workspace_id", "-id"], name="callbacks_of_a_workspace"),
            models.Index(fields=["received_at"], name="callbacks_by_age"),
        ]


class Handling(models.Model):
    """One handler's work on a callback.

    `due_at` is when it is tried, or when whoever took it is given up; `outcome` is empty until it is over, and `reason`
    says in both languages why it failed, or why it is tried again.
    """

    DONE, IGNORED, FAILED, LATE = "done", "ignored", "failed", "late"

    callback = models.ForeignKey(Callback, on_delete=models.CASCADE, related_name="handlings")
    workspace_id = models.BigIntegerField()
    handler = models.CharField(max_length=40)
    lane = models.CharField(max_length=10)
    due_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=32, blank=True)
    attempts = models.IntegerField(default=0)
    outcome = models.CharField(max_length=10, blank=True)
    reason = models.JSONField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["callback", "handler"], name="one_handling_a_handler")]
        indexes = [
            models.Index(fields=["lane", "due_at"], condition=Q(outcome=""), name="handlings_due"),
            models.Index(fields=["workspace_id", "outcome", "-id"], name="handlings_by_outcome"),
        ]
