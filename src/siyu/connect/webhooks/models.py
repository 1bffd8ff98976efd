"""Addresses at which other systems call, each with the document that says what their JSON means, and its versions."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Webhook(models.Model):
    """Found by the public prefix of its token, proved by the SHA-256 of the whole; a disabled one keeps its row."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    disabled_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_webhook_a_name")]


class WebhookVersion(models.Model):
    """A document a webhook had, by whom and when in real time."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "version"], name="one_document_a_webhook_version")]
