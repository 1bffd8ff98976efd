"""Types of events with the properties they were seen with, and how far the catalogue has followed the inbox."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class EventType(models.Model):
    """A type of event. `properties` is what was learnt: `{name: {type: count}}` over the events looked at.

    `agreed` is what was fixed, `{name: type}`, from `agreed_at` on; events that depart from it are counted.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    about = models.CharField(max_length=500, blank=True)
    count = models.BigIntegerField(default=0)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    properties = models.JSONField(default=dict)
    agreed = models.JSONField(null=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_row_an_event_type")]


class Departure(models.Model):
    """Events of a type whose property was not agreed (`unknown`), or of another type than agreed (`type`)."""

    UNKNOWN, TYPE = "unknown", "type"

    event_type = models.ForeignKey(EventType, on_delete=models.CASCADE, related_name="departures")
    property = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    found = models.CharField(max_length=10)
    count = models.BigIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_type", "property", "kind", "found"], name="one_row_a_departure"),
        ]


class Follow(models.Model):
    """How far what follows a batch of the inbox has come: profile changes applied, and the catalogue's counts."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    batch = models.BigIntegerField(default=0)
    profiles = models.IntegerField(default=0)
    is_learnt = models.BooleanField(default=False)
