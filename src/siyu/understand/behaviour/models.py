"""Funnels: named steps with a window, and every version they had."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Funnel(models.Model):
    """A funnel as it is now; `version` rises with every change."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64)
    label = models.JSONField()
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_funnel_a_name")]

    def __str__(self) -> str:
        return self.name


class FunnelVersion(models.Model):
    """A document a funnel had, by whom and when in real time."""

    funnel = models.ForeignKey(Funnel, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["funnel", "version"], name="one_funnel_document_a_version")]
