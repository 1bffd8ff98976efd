"""Registers the domain with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "siyu.understand.connections"
    label = "understand_connections"
