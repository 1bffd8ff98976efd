"""Stores and the guides who work in them, as the brand describes them."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Store(models.Model):
    """A place of sale under the brand's own number, which orders name as `store_key`."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="one_store_a_key")]


class Staff(models.Model):
    """A guide under the brand's own number, which orders name as `staff_key`; `store_key` may name an unknown store."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    store_key = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    left_on = models.DateField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="one_guide_a_key")]
        indexes = [models.Index(fields=["workspace", "store_key"], name="guides_of_a_store")]
