"""Welcomes, each with its state from before the call on."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace
from siyu.connect.contact_codes.models import ContactCode
from siyu.platforms.channels.models import Channel


class Welcome(models.Model):
    """A welcome; there is one for each code the platform gave, told by its `digest`.

    `sending` is committed before the call, `sender` is the process that makes it. Whatever is found `sending` when its
    sender is gone may have arrived, and is `uncertain`: it is never sent again.
    """

    SENDING, SENT, FAILED, UNCERTAIN, LATE = "sending", "sent", "failed", "uncertain", "late"
    STATES = (SENDING, SENT, FAILED, UNCERTAIN, LATE)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    code = models.ForeignKey(ContactCode, on_delete=models.PROTECT, related_name="+")
    code_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    staff = models.CharField(max_length=64)
    external_userid = models.CharField(max_length=64)
    state = models.CharField(max_length=10)
    sender = models.CharField(max_length=32, blank=True)
    reason = models.JSONField(null=True)
    received_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "digest"], name="one_welcome_a_code")]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="welcomes_of_a_workspace"),
            models.Index(fields=["state", "sending_at"], name="welcomes_by_state"),
            models.Index(fields=["channel", "external_userid"], name="welcomes_of_a_contact"),
        ]
