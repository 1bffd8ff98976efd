"""Exports of segments on a schedule, and the files they wrote. Both live on real time, at hours of the brand's zone."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from siyu.accounts.models import ApiKey, User, Workspace
from siyu.understand.segments.models import Segment


class SegmentExport(models.Model):
    """A segment's members as a file, every hour, day or week; whoever is due claims it by moving `due_at`.

    `by`, `by_user` and `by_key` are who set it up or changed it last: at every run they must still be permitted to.
    """

    HOUR, DAY, WEEK = "hour", "day", "week"
    MASKED, FULL = "masked", "full"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=5)
    hour = models.PositiveSmallIntegerField(null=True)
    weekday = models.PositiveSmallIntegerField(null=True)
    content = models.CharField(max_length=6, default=MASKED)
    keep_days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=254)
    by_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["stopped_at", "due_at"], name="segment_exports_due")]


class ExportRun(models.Model):
    """One file, or why there is none. `due_at` is None for one somebody asked for; `missed` are due times it stands for.

    Bytes lie under `stem` and `edition`: whoever is erased is left out of the next edition, and the ones before go.
    """

    QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
    OPEN = (QUEUED, RUNNING)

    export = models.ForeignKey(SegmentExport, on_delete=models.CASCADE, related_name="runs")
    content = models.CharField(max_length=6)
    state = models.CharField(max_length=8, default=QUEUED)
    by = models.CharField(max_length=254, blank=True)
    due_at = models.DateTimeField(null=True)
    missed = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    segment_version = models.PositiveIntegerField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    rows = models.BigIntegerField(null=True)
    erased_rows = models.BigIntegerField(default=0)
    stem = models.CharField(max_length=40, blank=True)
    edition = models.PositiveIntegerField(default=1)
    file_bytes = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    error = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["export", "-id"], name="runs_of_a_segment_export")]
        constraints = [
            models.UniqueConstraint(fields=["export", "due_at"], name="one_run_a_due_time"),
            models.UniqueConstraint(
                fields=["export"], condition=Q(state__in=["queued", "running"]), name="one_open_run_an_export"
            ),
        ]

    @property
    def file(self) -> Path:
        """Where the bytes lie now."""
        return folder() / f"{self.stem}-{self.edition}.csv"

    @property
    def has_file(self) -> bool:
        """Say whether there is something to fetch."""
        return self.state == self.DONE and self.dropped_at is None and self.file.is_file()


def folder() -> Path:
    """Where the files of all exports of segments lie."""
    return Path(settings.SIYU_HOME) / "exports" / "segments"
