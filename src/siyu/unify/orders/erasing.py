"""What orders hold about one person. The law of accounting obliges to keep them: they stay, as orders of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from siyu.accounts.personal import Person, PersonalData
from siyu.connect.loads.erasing import facts_store
from siyu.lib.text import Text
from siyu.unify.orders.models import OrderClaim

LAW = Text(
    "会计资料须保留（会计法第二十三条、税收征收管理法第二十四条）；订单不再指向任何人，彼此也不再相连。",
    "Accounts must be kept (Accounting Law, article 23; Tax Collection Law, article 24); the orders are of nobody, and "
    "nothing links one with another.",
)


def _claims(person: Person) -> Any:
    return OrderClaim.objects.filter(workspace=person.workspace, source_id__in=person.sources)


def _told_claims(person: Person) -> Iterator[dict[str, Any]]:
    yield from _claims(person).order_by("pk").values("order_key", "source_id", "at", "undone_at")


STORES = (
    facts_store("orders", Text("订单", "Orders"), fate="anonymised", keeps=LAW),
    facts_store("order_lines", Text("订单行", "Order lines"), fate="anonymised", keeps=LAW),
    facts_store("refunds", Text("退款", "Refunds"), fate="anonymised", emptied=("reason", "exchanged_for"), keeps=LAW),
    PersonalData(
        name="order_claims",
        label=Text("认领的订单", "Claimed orders"),
        holds=("unify_orders.OrderClaim",),
        fate="erased",
        count=lambda person: _claims(person).count(),
        erase=lambda person: _claims(person).delete(),
        export=_told_claims,
    ),
)
