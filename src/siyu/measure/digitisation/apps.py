"""Registers the domain with Django and its job with the schedule."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class DigitisationConfig(AppConfig):
    name = "siyu.measure.digitisation"
    label = "measure_digitisation"

    def ready(self) -> None:
        from siyu.jobs import schedule

        path = "siyu.measure.digitisation.jobs.record_all"
        schedule("online-members", path, every=timedelta(hours=1), offset=timedelta(minutes=40))
