"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.accounts.models import Workspace


class OrdersConfig(AppConfig):
    name = "siyu.unify.orders"
    label = "unify_orders"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.kinds import register
        from siyu.connect.loads.reading import register_claims
        from siyu.unify.orders.catalogue import OFFERS, PRODUCTS
        from siyu.unify.orders.kinds import ORDER_LINES, ORDERS, REFUNDS

        register_personal("siyu.unify.orders.erasing.STORES")
        register(ORDERS, ORDER_LINES, REFUNDS, PRODUCTS, OFFERS)
        register_claims(_claims)


def _claims(workspace: Workspace) -> pa.Table | None:
    from siyu.unify.orders.claiming import read_claims

    return read_claims(workspace)
