"""The product's own way in: what an evaluation reads, opened anew for every measurement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench.home import Home, enter

if TYPE_CHECKING:
    from siyu.understand.inputs import Inputs

_entered: set[str] = set()


def enter_once(home: Home) -> None:
    """Set Django up for the instance and import the product; part of starting the process, not of the work."""
    if str(home.folder) in _entered:
        return
    enter(home)
    _entered.add(str(home.folder))
    import siyu.understand.behaviour.cohorts
    import siyu.understand.behaviour.funnels
    import siyu.understand.features.compute
    import siyu.understand.opening
    import siyu.understand.rules.evaluate
    import siyu.understand.rules.match
    import siyu.understand.stages.purchases
    import siyu.understand.stages.standing
    import siyu.understand.value.reports  # noqa: F401


@contextmanager
def opened(home: Home) -> Iterator[Inputs]:
    """Open the lake, the identity map and the base of the bench workspace."""
    from siyu.accounts.models import Workspace
    from siyu.understand.opening import open_inputs

    enter_once(home)
    with open_inputs(Workspace.objects.get(slug="bench")) as inputs:
        yield inputs
