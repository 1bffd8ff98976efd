"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class LoadsConfig(AppConfig):
    name = "siyu.connect.loads"
    label = "connect_loads"
