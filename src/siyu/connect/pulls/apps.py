"""Registers the domain with Django, its personal data, and its look at the folders with the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class PullsConfig(AppConfig):
    name = "siyu.connect.pulls"
    label = "connect_pulls"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import schedule

        register_personal("siyu.connect.pulls.erasing.STORES")
        schedule("look-into-folders", "siyu.connect.pulls.jobs.look_into_due_folders", every=timedelta(minutes=1))
