"""What a brand's document of leads may name a person by."""

from __future__ import annotations

from siyu.accounts.redacting import Texts, redacted
from siyu.lib.text import Text
from siyu.understand.leads.models import LeadSettings

STORES = (
    redacted(
        "lead_rules",
        Text("线索评分规则中的标识", "Identifiers in rules of lead scores"),
        Texts(LeadSettings, ("document",)),
    ),
)
