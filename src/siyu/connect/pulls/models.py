"""Folders that are pulled from, the files seen in them, and the last looks."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import


class FolderPull(models.Model):
    """A folder that is looked into every few minutes by its document; a look claims it by moving `due_at`."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    document = models.JSONField()
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    paused_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_pull_a_name")]


def key_of_name(name: str) -> str:
    """Return a keyed hash of a file's name."""
    return salted_hmac("siyu.connect.pulls", name, algorithm="sha256").hexdigest()


class PulledFile(models.Model):
    """A file seen in the folder, known by name, size, time and inode; `identity` is of its name and content, once read.

    `name_key` is a keyed hash of the name: the file stays known when its name told of a person and was redacted.
    `moved_to` is written before the file is moved, so that a crash between the two is found out.
    """

    WAITING, IMPORTING, DONE, FAILED, GONE = "waiting", "importing", "done", "failed", "gone"
    STATES = (WAITING, IMPORTING, DONE, FAILED, GONE)

    pull = models.ForeignKey(FolderPull, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    name_key = models.CharField(max_length=64)
    size = models.BigIntegerField()
    modified_ns = models.BigIntegerField()
    inode = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=WAITING)
    identity = models.CharField(max_length=64, blank=True)
    tries = models.IntegerField(default=0)
    run = models.ForeignKey(Import, on_delete=models.PROTECT, null=True, related_name="+")
    error = models.JSONField(null=True)
    moved_to = models.CharField(max_length=300, blank=True)
    seen_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    retry_asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pull", "name"], condition=Q(state="waiting"), name="one_waiting_a_name"),
            models.UniqueConstraint(
                fields=["pull", "identity"], condition=~Q(identity=""), name="one_file_an_identity"
            ),
        ]

    @property
    def copy(self) -> Path:
        """Where its bytes are copied to by this try: among the uploads, under a name that a second try finds again."""
        return Path(settings.SIYU_HOME) / "uploads" / f"pull-{self.pk}-{self.tries}"


class FolderLook(models.Model):
    """What a look found; one that found the very same as the one before only counts it again."""

    pull = models.ForeignKey(FolderPull, on_delete=models.CASCADE, related_name="looks")
    first_at = models.DateTimeField()
    at = models.DateTimeField()
    times = models.IntegerField(default=1)
    counts = models.JSONField()
    error = models.JSONField(null=True)
