"""Registers the domain with Django and its kinds with imports."""

from __future__ import annotations

from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "siyu.unify.stores"
    label = "unify_stores"

    def ready(self) -> None:
        from siyu.connect.imports.kinds import register
        from siyu.unify.stores.kinds import STAFF, STORES

        register(STORES, STAFF)
