"""The people a batch of messages names: each different combination of identifiers is resolved once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.collection.message import Message
from siyu.connect.loads.stages import resolve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Who = tuple[tuple[str, str], ...]


def source_ids(workspace: Workspace, messages: Sequence[Message]) -> NDArray[np.int64]:
    """Return the source id of each message; unknown people become members."""
    import numpy as np

    places: dict[Who, int] = {}
    rows = np.array([places.setdefault(message.who, len(places)) for message in messages], dtype=np.int64)
    if not places:
        return rows
    found = resolve(workspace, _columns(list(places)))
    return found.source_ids[rows]


def _columns(people: Sequence[Who]) -> list[tuple[str, list[str | None]]]:
    """Return the identifiers by kind, a column for each of a kind that one person is named by at once."""
    most: Counter[str] = Counter()
    for who in people:
        for kind, count in Counter(kind for kind, _ in who).items():
            most[kind] = max(most[kind], count)
    places = [(kind, nth) for kind, count in most.items() for nth in range(count)]
    columns: dict[tuple[str, int], list[str | None]] = {place: [None] * len(people) for place in places}
    for row, who in enumerate(people):
        nth: Counter[str] = Counter()
        for kind, value in who:
            columns[kind, nth[kind]][row] = value
            nth[kind] += 1
    return [(kind, values) for (kind, _), values in columns.items()]
