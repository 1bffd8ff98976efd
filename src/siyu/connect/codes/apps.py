"""Registers the domain with Django, its jobs with the schedule, and what it holds about members."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "siyu.connect.codes"
    label = "connect_codes"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import at_start, schedule

        register_personal("siyu.connect.codes.erasing.STORES")
        at_start("siyu.connect.codes.jobs.take_up_prints")
        schedule("tell-claims", "siyu.connect.codes.jobs.tell_waiting_claims", every=timedelta(minutes=1))
        schedule("take-up-prints", "siyu.connect.codes.jobs.take_up_prints", every=timedelta(minutes=5))
        schedule("forget-salts", "siyu.connect.codes.jobs.forget_old_salts", every=timedelta(hours=1))
