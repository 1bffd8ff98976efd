"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "siyu.connect.imports"
    label = "connect_imports"

    def ready(self) -> None:
        from siyu.connect.imports.facts import EVENTS, TOUCHES
        from siyu.connect.imports.kinds import register

        register(EVENTS, TOUCHES)
