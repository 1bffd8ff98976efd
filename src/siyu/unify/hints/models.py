"""How often something must be asked for before it becomes a hint."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace

OFTEN, VISITS = 3, 3


class HintSettings(models.Model):
    """Of the last `visits` visits an item must be asked for in `often`; without a row it is three of three."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    often = models.PositiveSmallIntegerField(default=OFTEN)
    visits = models.PositiveSmallIntegerField(default=VISITS)
