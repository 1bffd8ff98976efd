"""The documents the models come with."""

from __future__ import annotations

from functools import cache
from typing import Any

from siyu.understand.stages.documents import Division, LifecycleShape, read_division
from siyu.understand.stages.kinds import AIPL, B2B, LADDER, LIFECYCLE, model_named

YEAR, SEASON = "365d", "90d"
SHOWN_INTEREST = (
    "viewed", "added_to_cart", "searched", "clicked", "opened", "followed", "scanned", "joined_group", "submitted_form",
    "requested_sample", "used_device", "visited_roadshow", "visited_page", "visited_screen", "wished", "redeemed",
)  # fmt: skip
RECOMMENDED = ("reviewed", "shared", "referred")
JOINED_CHANNEL = "joined_distribution"
LEFT_DETAILS = ("submitted_form", "requested_demo", "scanned", "followed", "downloaded", "applied_as_agent")
NURTURED = ("started_trial", "called", "attended")
B2B_NAMED = (
    *LEFT_DETAILS, *NURTURED, "handed_to_sales", "accepted_by_sales", "signed", "started_onboarding", "expanded",
    "renewed",
)  # fmt: skip
B2B_ATTRIBUTES = ("company", "industry", "company_size")
QUALIFIED = 60
"""The lead score from which a contact is market-qualified."""

NAMED = (*SHOWN_INTEREST, *RECOMMENDED, JOINED_CHANNEL, *B2B_NAMED)
"""Every type of event the shipped rules name."""


def _did(*names: str) -> dict[str, Any]:
    return {"any": [{"did": name} for name in names]}


DOCUMENTS: dict[str, dict[str, Any]] = {
    LIFECYCLE.name: LifecycleShape().model_dump(),
    AIPL.name: {
        "kind": "stages",
        "model": AIPL.name,
        "stages": {
            "loyalty": {"did": "ordered", "times": {"gte": 2}, "within": YEAR},
            "purchase": {"did": "ordered", "within": YEAR},
            "interest": {"any": [{"did": name, "within": SEASON} for name in SHOWN_INTEREST]},
        },
    },
    LADDER.name: {
        "kind": "stages",
        "model": LADDER.name,
        "stages": {
            "partner": {"did": JOINED_CHANNEL},
            "recommending": {
                "all": [{"did": "ordered"}, {"any": [{"did": name, "within": YEAR} for name in RECOMMENDED]}]
            },
            "buying_again": {"did": "ordered", "times": {"gte": 2}},
            "first_purchase": {"did": "ordered"},
            "preferring": {"any": [{"did": name, "within": SEASON} for name in SHOWN_INTEREST]},
        },
    },
    B2B.name: {
        "kind": "stages",
        "model": B2B.name,
        "who": {"any": [{"attribute": name, "is": {"missing": False}} for name in B2B_ATTRIBUTES]},
        "stages": {
            "renewal": _did("renewed"),
            "repurchase": {"did": "ordered", "times": {"gte": 2}},
            "growth": _did("expanded"),
            "onboarding": _did("started_onboarding"),
            "won": _did("signed", "ordered"),
            "sales_qualified": _did("accepted_by_sales"),
            "market_qualified": {"any": [{"did": "handed_to_sales"}, {"score": "lead", "is": {"gte": QUALIFIED}}]},
            "nurture": _did(*NURTURED),
            "lead": _did(*LEFT_DETAILS),
        },
    },
}


@cache
def shipped_division(name: str) -> Division:
    """Return what a model divides by as long as nobody changed it."""
    return read_division(model_named(name), DOCUMENTS[name])
