"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "siyu.unify.orders"
    label = "unify_orders"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.kinds import register
        from siyu.unify.orders.catalogue import OFFERS, PRODUCTS
        from siyu.unify.orders.kinds import ORDER_LINES, ORDERS, REFUNDS

        register_personal("siyu.unify.orders.erasing.STORES")
        register(ORDERS, ORDER_LINES, REFUNDS, PRODUCTS, OFFERS)
