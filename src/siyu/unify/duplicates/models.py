"""Searches for probable duplicates, and the pairs they proposed. Neither holds a name, a birthday or an address."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class DuplicateSearch(models.Model):
    """One search among the members of a workspace. Once done: found = fresh + known + decided + conflicting.

    `known` was proposed before, `decided` are different people by decision, `conflicting` stands in a conflict to review;
    `gone` were proposed before and are not found any more. `compared` names what the members were compared by.
    """

    QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=QUEUED)
    stage = models.CharField(max_length=20, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    model = models.CharField(max_length=40, blank=True)
    compared = models.JSONField(default=list)
    people = models.BigIntegerField(default=0)
    found = models.IntegerField(default=0)
    fresh = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    decided = models.IntegerField(default=0)
    conflicting = models.IntegerField(default=0)
    gone = models.IntegerField(default=0)
    error = models.JSONField(null=True)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"], name="duplicate_searches_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(finished_at=None), name="one_open_duplicate_search"
            )
        ]


class DuplicateProposal(models.Model):
    """Two ids, the smaller one `left`, whose members are probably one person.

    What has become of it follows from who is who now and from what was decided (`standing.py`). `decision` is only the number
    of the one made here, so that it can be undone from here: an erasure may take the decision away. `agreements` tells in
    what the two agree and what that weighs in bits.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    left = models.BigIntegerField()
    right = models.BigIntegerField()
    probability = models.FloatField()
    agreements = models.JSONField(default=list)
    model = models.CharField(max_length=40)
    search = models.ForeignKey(DuplicateSearch, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    decision = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "left", "right"], name="one_proposal_a_pair")]
        indexes = [models.Index(fields=["workspace", "right"], name="proposals_from_the_right")]
