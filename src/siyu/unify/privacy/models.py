"""Requests for everything about a person, or for their erasure; the rows stay as the proof of what was done."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from siyu.accounts.models import Workspace


class PrivacyRequest(models.Model):
    """One request. It names the person by number only: after an erasure nothing stands behind the number.

    `traces` are the person's identifiers, sealed, kept only while an erasure is under way; `stage` is the last step
    that was finished. `receipt` tells of an erasure what was found in each store, of an export what is in the file.
    """

    EXPORT, ERASURE = "export", "erasure"
    QUEUED, RUNNING, WAITING, DONE, FAILED = "queued", "running", "waiting", "done", "failed"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    member_id = models.BigIntegerField()
    sources = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=QUEUED)
    stage = models.CharField(max_length=60, blank=True)
    traces = models.BinaryField(null=True)
    receipt = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField()
    begun_at = models.DateTimeField(null=True)
    goes_on_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=64, blank=True)
    file_bytes = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"], name="privacy_of_a_workspace")]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "member_id"],
                condition=Q(kind="erasure") & ~Q(state="done"),
                name="one_open_erasure_a_member",
            ),
        ]

    @property
    def file(self) -> Path:
        """Where an export lies until it expires."""
        return Path(settings.SIYU_HOME) / "exports" / self.file_name
