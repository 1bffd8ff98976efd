"""What was learnt of a brand's purchases: which products are alike, and how good that was; about no single member."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Learnt(models.Model):
    """The last learning of a workspace. `products` is an Arrow file of products with their nearest ones.

    `as_of_on` is the last day whose purchases were learnt from, `load_no` the load they were read at.
    """

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    as_of_on = models.DateField()
    load_no = models.BigIntegerField()
    made_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    products = models.BinaryField()
    report = models.JSONField()
