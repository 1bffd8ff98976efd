"""Workers that beat, and the next due instant of every schedule. Both live on real time."""

from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """A worker process; `seen_at` moves while it lives, and the row goes when it stops in peace."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=200)
    pid = models.IntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()


class Schedule(models.Model):
    """When a schedule is due next; a worker claims it by moving `due_at`."""

    name = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField()
