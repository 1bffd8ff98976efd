"""Funnels of the small shop, and reports asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.understand.behaviour.asking import Asked, open_asked

CAKE_AGAIN: dict[str, Any] = {
    "kind": "funnel",
    "name": "cake-again",
    "label": {"zh-CN": "先买牛奶再买蛋糕", "en": "Milk, then cake"},
    "within": "19d",
    "steps": [
        {"did": "ordered", "where": {"product.id": "milk"}},
        {"did": "ordered", "where": {"product.id": "cake"}, "label": {"zh-CN": "买蛋糕", "en": "Bought cake"}},
    ],
}


@pytest.fixture
def asked(shop: Workspace) -> Iterator[Asked]:
    with open_asked(shop) as opened:
        yield opened
