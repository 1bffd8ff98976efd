"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "siyu.engage.messaging"
    label = "engage_messaging"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal

        register_personal("siyu.engage.messaging.erasing.STORES")
