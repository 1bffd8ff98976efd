"""Registers the domain with Django, and its jobs with the worker and the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "siyu.connect.inbox"
    label = "connect_inbox"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import loop, schedule

        register_personal("siyu.connect.collection.erasing.STORES")
        loop("inbox", "siyu.connect.collection.lane.run")
        schedule("retry-letters", "siyu.connect.inbox.jobs.retry_letters", every=timedelta(minutes=5))
        schedule("forget-received", "siyu.connect.inbox.jobs.forget_received", every=timedelta(hours=1))
