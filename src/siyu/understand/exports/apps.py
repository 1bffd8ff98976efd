"""Registers the domain with Django, its personal data, and its look at what is due with the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "siyu.understand.exports"
    label = "understand_exports"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import schedule

        register_personal("siyu.understand.exports.erasing.STORES")
        schedule("segment-exports", "siyu.understand.exports.jobs.write_due_exports", every=timedelta(minutes=1))
