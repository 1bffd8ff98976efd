"""Consents as dated rows, and the texts people agree to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from siyu.accounts.models import Workspace


class Consent(models.Model):
    """Somebody agreed, or withdrew, at an instant; nothing is ever changed but `until`, when the next row took over.

    `channel` is empty for a purpose that is not agreed to by channel. `source` says where it was told (`form`,
    `import`, `event`, `console`, `api`), `proof` how it can be shown: a form's number, an address, a receipt.
    """

    GIVEN, WITHDRAWN = "given", "withdrawn"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source_id = models.BigIntegerField()
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=32, blank=True)
    how = models.CharField(max_length=10)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    text_version = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=20)
    proof = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=254, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source_id", "purpose", "channel", "at"], name="one_consent_an_instant"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "purpose", "channel", "how"],
                condition=Q(until=None),
                name="consents_that_stand",
            ),
        ]


class ConsentText(models.Model):
    """What people agree to, by purpose; a changed text is a new version, and older ones stay as they were agreed to."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    text = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "purpose", "version"], name="one_consent_text_a_version")
        ]
