"""Registers the domain with Django and declares its schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "siyu.jobs"
    label = "jobs"

    def ready(self) -> None:
        from siyu.jobs.schedule import schedule

        schedule("forget-finished-jobs", "siyu.jobs.jobs.forget_finished_jobs", offset=timedelta(hours=19))
