"""What is measured: each case is the same work done by Siyu and by its peers, each with its own code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.home import Home

Work = Callable[[Home], Any]


def as_it_is(found: Any) -> Any:
    """Return an answer that is a table already."""
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """Work by several engines; `reads` are the lake tables it looks at, `target` what is promised.

    `prepare` runs before the clock starts, `table` after it has stopped: it makes the answer an Arrow table.
    """

    name: str
    title: str
    reads: tuple[str, ...]
    engines: dict[str, Work]
    target: str = ""
    prepare: dict[str, Work] = field(default_factory=dict)
    table: Callable[[Any], Any] = as_it_is


def all_cases() -> dict[str, Case]:
    """Return the cases by name."""
    from bench.cases import (
        algebra,
        audience,
        cohorts,
        features,
        funnel,
        importing,
        lifecycle,
        live,
        rfm,
        segments,
        sequences,
    )

    found = (
        features.CASE,
        features.SIXTY_CASE,
        features.REFRESH_CASE,
        audience.CASE,
        rfm.CASE,
        funnel.CASE,
        cohorts.CASE,
        lifecycle.CASE,
        algebra.CASE,
        segments.CASE,
        sequences.CASE,
        live.CASE,
        importing.CASE,
    )
    return {case.name: case for case in found}
