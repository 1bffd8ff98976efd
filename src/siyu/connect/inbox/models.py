"""Requests that were received, the batches they are loaded in, and what in them could not be understood.

They may lie in a database of their own, so they name a workspace, a key and each other by number, without foreign keys.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Received(models.Model):
    """One request, its body sealed. `batch` is the number of the batch it is loaded in, `loaded_at` when that was done."""

    workspace_id = models.BigIntegerField()
    source = models.CharField(max_length=40)
    protocol = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    events = models.IntegerField()
    payload = models.BinaryField()
    batch = models.BigIntegerField(null=True)
    loaded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace_id", "id"], condition=Q(batch=None), name="received_not_batched"),
            models.Index(fields=["workspace_id", "batch"], name="received_of_a_batch"),
            models.Index(fields=["loaded_at"], name="received_by_loaded_at"),
        ]


class Batch(models.Model):
    """Consecutive numbers of a workspace; the next one is not begun before this one is done."""

    workspace_id = models.BigIntegerField()
    number = models.BigIntegerField()
    begun_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace_id", "number"], name="batches_are_numbered")]


class DeadLetter(models.Model):
    """An event that could not be understood: its place in what was received, why, and what became of it."""

    REPLAYED, DISCARDED = "replayed", "discarded"

    workspace_id = models.BigIntegerField()
    received_id = models.BigIntegerField()
    place = models.IntegerField()
    source = models.CharField(max_length=40)
    protocol = models.CharField(max_length=20)
    name = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=60)
    reason = models.JSONField()
    payload = models.BinaryField()
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=10, blank=True)
    settled_by = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["received_id", "place"], name="one_dead_letter_an_event"),
        ]
        indexes = [models.Index(fields=["workspace_id", "-id"], name="dead_letters_of_a_workspace")]
