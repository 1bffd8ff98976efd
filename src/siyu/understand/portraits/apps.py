"""Registers the domain with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PortraitsConfig(AppConfig):
    name = "siyu.understand.portraits"
    label = "understand_portraits"
