"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "siyu.unify.orders"
    label = "unify_orders"
