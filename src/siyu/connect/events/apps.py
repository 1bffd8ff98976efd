"""Registers the domain with Django."""

from __future__ import annotations

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "siyu.connect.events"
    label = "connect_events"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal

        register_personal("siyu.connect.events.erasing.STORES")
