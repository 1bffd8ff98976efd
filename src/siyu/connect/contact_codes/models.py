"""Contact codes with their versions, and who was added by them on which day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from siyu.accounts.models import Workspace
from siyu.platforms.channels.models import Channel


class ContactCode(models.Model):
    """A code. `key` comes back from the platform with everybody who used it; `standing` is who stands there by now.

    `refresh_at` is when, in real time, it is to be looked at again; `making_at` when the platform was first asked for it:
    until `config_id` is known the asking may have succeeded unheard. `staff_changed_at` says that who can be added has to be
    asked anew.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64)
    label = models.JSONField()
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)
    key = models.CharField(max_length=30, unique=True)
    config_id = models.CharField(max_length=64, blank=True)
    qr_code = models.CharField(max_length=500, blank=True)
    standing = models.JSONField(default=list)
    standing_version = models.PositiveIntegerField(default=0)
    standing_at = models.DateTimeField(null=True)
    absent = models.JSONField(default=list)
    staff_changed_at = models.DateTimeField(null=True)
    making_at = models.DateTimeField(null=True)
    refresh_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.JSONField(null=True)
    visits = models.BigIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_contact_code_a_name")]
        indexes = [models.Index(fields=["refresh_at"], condition=Q(refresh_at__isnull=False), name="contact_codes_due")]


class ContactCodeVersion(models.Model):
    """A document a code had, by whom and when in real time."""

    code = models.ForeignKey(ContactCode, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_document_a_contact_code_version")]


class ContactAdd(models.Model):
    """A contact that came by a code, on a day of the brand; `digest` is the same for the same person on that day, and does not tell who."""

    code = models.ForeignKey(ContactCode, on_delete=models.CASCADE, related_name="adds")
    staff = models.CharField(max_length=64)
    on = models.DateField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "digest"], name="one_add_a_callback")]
        indexes = [models.Index(fields=["code", "on", "staff"], name="adds_of_a_day")]
