"""Documents of tags, and saving them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.evaluating import evaluate_tags
from siyu.understand.tags.models import Tag

BOUGHT_CAKE = {"did": "ordered", "where": {"product.id": "cake"}}
BOUGHT = {"did": "ordered"}
SPENDING = {"much": BOUGHT_CAKE, "little": BOUGHT, "nothing": "otherwise"}
"""Members 1–5 much, 7 came back and 6 was cancelled, 8–10 little, the other 11 of the base nothing."""


def document(name: str, **fields: Any) -> dict[str, Any]:
    """Return a tag document; of type rule over cake when nothing else is said."""
    rest = {"rule": BOUGHT_CAKE} if not fields.keys() & {"values", "type", "rule"} else {}
    label = {"zh-CN": f"标签{name}", "en": name}
    return {"kind": "tag", "name": name, "label": label, "group": "consumption", **rest, **fields}


Save = Callable[..., Tag]


@pytest.fixture
def save(shop: Workspace) -> Save:
    """Create a tag and evaluate it: `save("cake", rule={...})`, `save("vip", type="manual")`."""

    def create(name: str, **fields: Any) -> Tag:
        tag = create_tag(command_line(shop), document(name, **fields))
        evaluate_tags(shop, [tag])
        tag.refresh_from_db()
        return tag

    return create
