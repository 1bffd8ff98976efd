"""Files that were handed over and the imports made of them."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.db import models

from siyu.accounts.models import Workspace


def _new_name() -> str:
    return secrets.token_urlsafe(24)


class Upload(models.Model):
    """A file; `path` names one that lies where the command line found it, otherwise it is kept under a random name."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64, unique=True, default=_new_name)
    path = models.TextField(blank=True)
    filename = models.CharField(max_length=255)
    bytes = models.BigIntegerField()
    format = models.CharField(max_length=10)
    encoding = models.CharField(max_length=20, blank=True)
    sheet = models.CharField(max_length=255, blank=True)
    columns = models.JSONField(default=list)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True)

    @property
    def file(self) -> Path:
        """Where the bytes are."""
        return Path(self.path) if self.path else Path(settings.SIYU_HOME) / "uploads" / self.name


class ImportBatch(models.Model):
    """Files that were started together; their imports run one after the other."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)


class Import(models.Model):
    """One run of a file through a mapping. The counts always add up: read = loaded + repeated + quarantined, once done.

    `mends` is the import whose quarantined rows, mended, this one brings again.
    """

    QUEUED, RUNNING, DONE, FAILED, STOPPED = "queued", "running", "done", "failed", "stopped"
    STATES = (QUEUED, RUNNING, DONE, FAILED, STOPPED)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    mends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, related_name="imports")
    kind = models.CharField(max_length=40)
    mapping = models.JSONField()
    dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=QUEUED)
    rows_read = models.BigIntegerField(default=0)
    loaded = models.BigIntegerField(default=0)
    repeated = models.BigIntegerField(default=0)
    quarantined = models.BigIntegerField(default=0)
    chunks = models.IntegerField(default=0)
    chunks_done = models.IntegerField(default=0)
    rows_done = models.BigIntegerField(default=0)
    tallies = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    error = models.JSONField(null=True)
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    loading_since = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"], name="imports_of_a_workspace")]

    @property
    def folder(self) -> Path:
        """Where its sorted chunks wait and its quarantine stays."""
        return Path(settings.SIYU_HOME) / "imports" / self.workspace.slug / str(self.pk)

    @property
    def is_over(self) -> bool:
        """Nothing will happen any more unless it is started again."""
        return self.state in {self.DONE, self.FAILED, self.STOPPED}


class MappingTemplate(models.Model):
    """How files with these columns were last brought in with success, under a name by which it is found again.

    `columns` are the names in the file it comes from, `columns_digest` tells that set of names apart, `source` is the
    last file that came in by it.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    mapping = models.JSONField()
    columns = models.JSONField(default=list)
    columns_digest = models.CharField(max_length=64)
    source = models.CharField(max_length=255)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField()
    used_by = models.CharField(max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="one_template_a_name"),
            models.UniqueConstraint(
                fields=["workspace", "kind", "columns_digest"], name="one_template_a_set_of_columns"
            ),
        ]
