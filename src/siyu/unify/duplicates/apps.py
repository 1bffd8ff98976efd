"""Registers the domain with Django, its store of personal data, and its job with the worker."""

from __future__ import annotations

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "siyu.unify.duplicates"
    label = "unify_duplicates"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import at_start

        register_personal("siyu.unify.duplicates.erasing.STORES")
        at_start("siyu.unify.duplicates.jobs.go_on")
