"""Orders that were claimed for a member after they had come in without one."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class OrderClaim(models.Model):
    """An order of nobody is a member's from now on: reads of its facts show `source_id`. Undone by a date.

    The facts stay as they came in, so that an undo leaves nothing behind.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    order_key = models.CharField(max_length=200)
    source_id = models.BigIntegerField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "order_key"], condition=models.Q(undone_at=None), name="one_claim_an_order"
            )
        ]
        indexes = [models.Index(fields=["workspace", "source_id"], name="claims_of_a_member")]
