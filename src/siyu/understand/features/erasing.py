"""What was worked out about one person day by day: all of it goes."""

from __future__ import annotations

from siyu.connect.loads.erasing import facts_store
from siyu.lib.text import Text

STORES = (
    # Only a person's own rows share a key, so no other's row can come back.
    facts_store("feature_snapshots", Text("每日特征", "Features by day"), keys_are_shared=False),
)
