"""Registers the domain with Django, its kinds, and its jobs with the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "siyu.connect.imports"
    label = "connect_imports"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.facts import EVENTS, TOUCHES
        from siyu.connect.imports.kinds import register
        from siyu.jobs import schedule

        register(EVENTS, TOUCHES)
        register_personal("siyu.connect.imports.erasing.STORES")
        schedule("drop-uploads", "siyu.connect.imports.jobs.drop_uploads", every=timedelta(hours=6))
