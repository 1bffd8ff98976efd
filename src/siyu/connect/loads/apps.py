"""Registers the domain with Django, and its jobs with the start of a worker and the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class LoadsConfig(AppConfig):
    name = "siyu.connect.loads"
    label = "connect_loads"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import at_start, schedule

        register_personal("siyu.connect.loads.erasing.STORES")
        at_start("siyu.connect.loads.jobs.resume_interrupted_loads")
        schedule("tidy-lakes", "siyu.connect.loads.jobs.tidy_lakes", every=timedelta(hours=6))
