"""The small shop, open, and what an evaluation of it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.understand.inputs import Inputs


@pytest.fixture
def inputs(shop: Workspace) -> Iterator[Inputs]:
    from siyu.understand.opening import open_inputs

    with open_inputs(shop) as opened:
        yield opened


@pytest.fixture
def holds_for(inputs: Inputs) -> Any:
    """Return the members a rule holds for: `holds_for({"reachable": "sms"})`."""
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    def members(rule: Any) -> list[int]:
        return sorted(evaluate([parse_rule(rule)], inputs)[0])

    return members
