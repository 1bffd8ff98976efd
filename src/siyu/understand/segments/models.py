"""Segments: a named rule, its versions, its members as bitmap chunks, and its size day by day."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Segment(models.Model):
    """A segment as it is now. `version` rises with every change; `evaluated_version` says whose members are kept."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64)
    label = models.JSONField()
    refresh = models.CharField(max_length=10)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)
    evaluated_version = models.PositiveIntegerField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    evaluated_load = models.BigIntegerField(null=True)
    size = models.BigIntegerField(null=True)
    base = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_segment_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_given(self) -> bool:
        """Say whether its members were given once and stay, and no rule finds them."""
        return "origin" in self.document

    @property
    def share(self) -> float | None:
        """The part of the base that is in it; None before the first evaluation."""
        return None if self.size is None else (self.size / self.base if self.base else 0.0)


class SegmentVersion(models.Model):
    """A document a segment had, by whom and when in real time."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["segment", "version"], name="one_document_a_version")]


class SegmentMembership(models.Model):
    """The members of a segment: one Roaring chunk of 2¹⁶ ids a row."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="+")
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["segment", "chunk"], name="one_row_a_membership_chunk")]


class SizePoint(models.Model):
    """How many members a segment had at the end of a brand day, as last evaluated that day."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="sizes")
    on = models.DateField()
    size = models.BigIntegerField()
    base = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["segment", "on"], name="one_size_a_day")]


class SegmentChange(models.Model):
    """Who of one chunk of 2¹⁶ ids came into a segment and who left it at one moment, as bitmaps.

    All changes of a segment, added up, give its members. `cause` is `definition` (a rule evaluated first), `evaluation`
    (all members, nightly or after a load), `live` (members something changed about), or `time` (nothing but the clock).
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    cause = models.CharField(max_length=10)
    chunk = models.IntegerField()
    entered = models.BinaryField()
    left = models.BinaryField()
    ins = models.BigIntegerField()
    outs = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["segment", "-id"], name="segment_changes_newest_first")]
