"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "siyu.measure.metrics"
    label = "measure_metrics"
