"""The people a batch of messages names: each different combination of identifiers is resolved once, and remembered."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.collection.message import Message
from siyu.connect.loads.stages import resolve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Who = tuple[tuple[str, str], ...]

MOST_REMEMBERED = 200_000
"""Combinations of identifiers that a process remembers, some forty megabytes of them."""


class People:
    """Source ids by combination of identifiers. One that was resolved stays with its source id until somebody is erased."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, int, Who], int] = OrderedDict()

    def source_ids(self, workspace: Workspace, messages: Sequence[Message]) -> NDArray[np.int64]:
        """Return the source id of each message; unknown people become members."""
        import numpy as np

        places: dict[Who, int] = {}
        rows = np.array([places.setdefault(message.who, len(places)) for message in messages], dtype=np.int64)
        ids = np.zeros(len(places), dtype=np.int64)
        fresh: list[Who] = []
        for who, place in places.items():
            known = self._known.get((workspace.pk, workspace.erasures, who))
            if known is None:
                fresh.append(who)
            else:
                ids[place] = known
        if fresh:
            for who, source_id in zip(fresh, resolve(workspace, _columns(fresh)).source_ids.tolist(), strict=True):
                ids[places[who]] = self._known[workspace.pk, workspace.erasures, who] = source_id
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return ids[rows]

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
