"""The names a workspace knows, against which a rule is checked when it is saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Names by kind; None leaves that kind unchecked. `currency` says how many digits money in rules may have.

    `tags` gives the values of each tag, none where any value may come.
    """

    currency: str = "CNY"
    segments: Collection[str] | None = None
    attributes: Collection[str] | None = None
    types: Collection[str] | None = None
    tags: Mapping[str, Collection[str]] | None = None


ANYTHING = Known()
