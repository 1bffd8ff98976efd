"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class FeaturesConfig(AppConfig):
    name = "siyu.understand.features"
    label = "understand_features"
