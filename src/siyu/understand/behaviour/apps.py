"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class BehaviourConfig(AppConfig):
    name = "siyu.understand.behaviour"
    label = "understand_behaviour"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal

        register_personal("siyu.understand.behaviour.erasing.STORES")
