"""Registers the domain with Django."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "siyu.connect.webhooks"
    label = "connect_webhooks"
