"""Registers the domain with Django, its store, and its jobs with the worker and the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "siyu.unify.privacy"
    label = "unify_privacy"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import at_start, schedule

        register_personal("siyu.unify.privacy.stores.STORES")
        at_start("siyu.unify.privacy.jobs.go_on")
        schedule("privacy", "siyu.unify.privacy.jobs.go_on", every=timedelta(minutes=5))
