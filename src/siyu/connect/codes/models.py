"""Batches of codes, what happened to single codes, and files to print. A code has a row once it was scanned or claimed."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from siyu.accounts.models import Workspace


class CodeBatch(models.Model):
    """Serials 1 to `count` under one sealed key. The counters move in the transaction of what they count.

    `forged` counts serials that name this batch, have no typing error and were never made.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    tag = models.CharField(max_length=5, unique=True)
    key = models.BinaryField()
    name = models.CharField(max_length=100)
    type = models.CharField(max_length=10)
    stands_for = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField()
    uses = models.PositiveIntegerField(default=1)
    valid_from_on = models.DateField(null=True)
    valid_until_on = models.DateField(null=True)
    landing = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)
    scans = models.BigIntegerField(default=0)
    scanned = models.BigIntegerField(default=0)
    repeated = models.BigIntegerField(default=0)
    claims = models.BigIntegerField(default=0)
    claimed = models.BigIntegerField(default=0)
    forged = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"], name="code_batches_of_a_workspace")]
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_code_batch_a_name")]


class Code(models.Model):
    """What happened to one code, by its number in the batch."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveIntegerField()
    scans = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    claims = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_row_a_code")]


class Scan(models.Model):
    """Somebody opened a code's address. `address` is a hash whose salt is destroyed a day later, so it leads to nobody."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    nth = models.PositiveIntegerField()
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10)
    agent = models.CharField(max_length=10)
    address = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number", "nth"], name="one_scan_an_ordinal")]
        indexes = [models.Index(fields=["batch", "-id"], name="scans_of_a_code_batch")]


class CodeClaim(models.Model):
    """A member made one use of a code theirs. `untold` is the sealed event until the inbox has it.

    `claimer` is the member the source id was shown under then: the same one claims a code once. Both are gone once the
    person is erased, and the use stays used.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    nth = models.PositiveIntegerField()
    source_id = models.BigIntegerField(null=True)
    claimer = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    untold = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number", "nth"], name="one_claim_a_use"),
            models.UniqueConstraint(fields=["batch", "number", "claimer"], name="one_claim_a_claimer"),
        ]
        indexes = [
            models.Index(fields=["batch", "-id"], name="code_claims_of_a_batch"),
            models.Index(fields=["workspace", "source_id"], name="code_claims_of_a_member"),
            models.Index(fields=["made_at"], name="code_claims_not_told", condition=models.Q(untold__isnull=False)),
        ]


class Salt(models.Model):
    """What addresses are hashed with on one day (UTC), sealed; the row goes when the day is over."""

    on = models.DateField(unique=True)
    value = models.BinaryField()


class CodePrint(models.Model):
    """Pictures or sheets of a range of codes, drawn by a job part by part; real time."""

    QUEUED, RUNNING, DONE, STOPPED, FAILED = "queued", "running", "done", "stopped", "failed"
    OPEN = (QUEUED, RUNNING)
    SVG, PNG, PDF = "svg", "png", "pdf"

    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="prints")
    form = models.CharField(max_length=3)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    paper = models.CharField(max_length=10, blank=True)
    columns = models.PositiveSmallIntegerField(null=True)
    rows = models.PositiveSmallIntegerField(null=True)
    caption = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=300)
    state = models.CharField(max_length=8, default=QUEUED)
    drawn = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stem = models.CharField(max_length=40)
    file_bytes = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    error = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "-id"], name="prints_of_a_code_batch")]

    @property
    def count(self) -> int:
        """How many codes it draws."""
        return self.last - self.first + 1

    @property
    def folder(self) -> Path:
        """Where its parts lie while it is drawn."""
        return prints_folder() / self.stem

    @property
    def file(self) -> Path:
        """Where the finished file lies."""
        return prints_folder() / f"{self.stem}.out"

    @property
    def has_file(self) -> bool:
        """Say whether there is something to fetch."""
        return self.state == self.DONE and self.file.is_file()


def prints_folder() -> Path:
    """Where all printed files lie."""
    return Path(settings.SIYU_HOME) / "exports" / "codes"
