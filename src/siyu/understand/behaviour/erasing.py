"""What funnels may hold about one person: identifiers somebody wrote into their conditions."""

from __future__ import annotations

from siyu.accounts.redacting import Texts, redacted
from siyu.lib.text import Text
from siyu.understand.behaviour.models import Funnel, FunnelVersion

STORES = (
    redacted(
        "funnel_steps",
        Text("漏斗条件中的标识", "Identifiers in conditions of funnels"),
        Texts(Funnel, ("label", "document")),
        Texts(FunnelVersion, ("document",), "funnel__workspace"),
    ),
)
