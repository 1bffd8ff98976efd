"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class ValueConfig(AppConfig):
    name = "siyu.understand.value"
    label = "understand_value"
