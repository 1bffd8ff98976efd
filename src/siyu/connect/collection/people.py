"""The people a batch of messages names: each different combination of identifiers is resolved once, and remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.collection.message import Message
from siyu.connect.loads.stages import resolve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Who = tuple[tuple[str, str], ...]

MOST_REMEMBERED = 200_000
"""Combinations of identifiers that are remembered of a workspace, some forty megabytes of them."""
MOST_WORKSPACES = 10


class People:
    """Source ids by combination of identifiers. One that was resolved stays with its source id until somebody is erased."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], dict[Who, int]] = {}

    def source_ids(self, workspace: Workspace, messages: Sequence[Message]) -> NDArray[np.int64]:
        """Return the source id of each message; unknown people become members."""
        import numpy as np

        known = self._of(workspace)
        fresh = list(dict.fromkeys(message.who for message in messages if message.who not in known))
        if fresh:
            known.update(zip(fresh, resolve(workspace, _columns(fresh)).source_ids.tolist(), strict=True))
        ids = np.array([known[message.who] for message in messages], dtype=np.int64)
        # The oldest go; what this batch named is among the last.
        for who in list(islice(known, max(len(known) - MOST_REMEMBERED, 0))):
            del known[who]
        return ids

    def _of(self, workspace: Workspace) -> dict[Who, int]:
        """Return what is known of the workspace since the last erasure; of many workspaces the oldest is forgotten."""
        now = (workspace.pk, workspace.erasures)
        if now not in self._known:
            self._known = {one: known for one, known in self._known.items() if one[0] != workspace.pk}
            while len(self._known) >= MOST_WORKSPACES:
                del self._known[next(iter(self._known))]
        return self._known.setdefault(now, {})

    def forget(self) -> None:
        """Forget everything, for tests."""
        self._known.clear()


people = People()


def _columns(combinations: Sequence[Who]) -> list[tuple[str, list[str | None]]]:
    """Return the identifiers by kind, a column for each of a kind that one person is named by at once."""
    most: Counter[str] = Counter()
    for who in combinations:
        for kind, count in Counter(kind for kind, _ in who).items():
            most[kind] = max(most[kind], count)
    places = [(kind, nth) for kind, count in most.items() for nth in range(count)]
    columns: dict[tuple[str, int], list[str | None]] = {place: [None] * len(combinations) for place in places}
    for row, who in enumerate(combinations):
        nth: Counter[str] = Counter()
        for kind, value in who:
            columns[kind, nth[kind]][row] = value
            nth[kind] += 1
    return [(kind, values) for (kind, _), values in columns.items()]
