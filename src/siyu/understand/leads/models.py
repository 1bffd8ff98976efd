"""What a brand changed about its leads."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class LeadSettings(models.Model):
    """The document of leads; without a row it is the shipped one. `version` rises with every change."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)
