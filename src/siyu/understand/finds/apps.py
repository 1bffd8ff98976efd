"""Registers the domain with Django."""

from __future__ import annotations

from django.apps import AppConfig


class FindsConfig(AppConfig):
    name = "siyu.understand.finds"
    label = "understand_finds"
