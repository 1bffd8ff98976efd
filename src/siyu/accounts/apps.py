"""Registers the domain with Django and declares its schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "siyu.accounts"
    label = "accounts"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import schedule

        register_personal("siyu.accounts.erasing.STORES")
        schedule("forget-expired-accounts", "siyu.accounts.jobs.forget_expired", every=timedelta(hours=6))
