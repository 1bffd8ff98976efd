"""What the API tells of live evaluation."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema


class Freshness(Schema):
    """Right as of `at`, the workspace's time; the last round ended at `ran_at`, real time. Not current: something waits."""

    at: datetime
    ran_at: datetime
    took_ms: int
    is_current: bool
