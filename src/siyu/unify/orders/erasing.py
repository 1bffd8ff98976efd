"""What orders hold about one person. The law of accounting obliges to keep them: they stay, as orders of nobody."""

from __future__ import annotations

from siyu.connect.loads.erasing import facts_store
from siyu.lib.text import Text

LAW = Text(
    "会计资料须保留（会计法第二十三条、税收征收管理法第二十四条）；订单不再指向任何人，彼此也不再相连。",
    "Accounts must be kept (Accounting Law, article 23; Tax Collection Law, article 24); the orders are of nobody, and "
    "nothing links one with another.",
)

STORES = (
    facts_store("orders", Text("订单", "Orders"), fate="anonymised", keeps=LAW),
    facts_store("order_lines", Text("订单行", "Order lines"), fate="anonymised", keeps=LAW),
    facts_store("refunds", Text("退款", "Refunds"), fate="anonymised", emptied=("reason", "exchanged_for"), keeps=LAW),
)
