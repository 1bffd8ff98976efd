"""The policy a brand has until it makes its own; every number of a platform with the day it was known on."""

from __future__ import annotations

from typing import Any

SHIPPED: dict[str, Any] = {
    "kind": "policy",
    "consent": {
        "sms": {"scope": "marketing.sms", "needs": "given"},
        "email": {"scope": "marketing.email", "needs": "given"},
        "wecom": {"scope": "marketing.wecom", "needs": "given"},
        "official_account": {"scope": "marketing.official_account", "needs": "given"},
        "post": {"scope": "marketing.post", "needs": "given"},
    },
    "holdout": "0%",
    "quiet_hours": {"from": "21:00", "to": "09:00"},
    "quotas": {
        # A customer receives one group message a day; brands may be switched to seven a week or as many as the month has days.
        "wecom.group_send": {"as_of": "2025-11-17", "zone": "Asia/Shanghai", "each": [{"most": 1, "per": "day"}]},
        # A service account reaches each follower four times in a calendar month, a subscription account once a day.
        "official.mass": {"as_of": "2025-11-17", "zone": "Asia/Shanghai", "each": [{"most": 4, "per": "month"}]},
        "subscription.mass": {"as_of": "2025-11-17", "zone": "Asia/Shanghai", "each": [{"most": 1, "per": "day"}]},
    },
    "grants": {
        "custom": {
            "message": {"messages": 5, "within": "48h"},
            "menu": {"messages": 3, "within": "1min"},
            "follow": {"messages": 3, "within": "1min"},
            "scan": {"messages": 3, "within": "1min"},
            "pay": {"within": "48h"},
        },
        "subscribe": {"accept": {"messages": 1}},
        # The platform gives twenty seconds; five are kept for the way there.
        "welcome": {"follow": {"messages": 1, "within": "15s"}},
    },
    "grants_as_of": "2025-11-17",
    "frequency": [{"most": 1, "within": "24h"}, {"most": 3, "within": "7d"}],
    "duplicate": "7d",
    "deadline": "3d",
    "banned_words": [],
}
