"""Members as the rows of a command: what they bought, personal data masked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from siyu.cli.output import Rows

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.accounts.models import Workspace

_LISTED = ("member_id", "name", "joined_on", "orders_total", "money_total", "last_order_on")


def member_rows(workspace: Workspace, members: BitMap, limit: int) -> Rows:
    """Return the first of the members in the order of their ids."""
    return Rows(_LISTED, _listed(workspace, members, limit))


def _listed(workspace: Workspace, members: BitMap, limit: int) -> Iterator[tuple[Any, ...]]:
    from siyu.lib.money import to_major
    from siyu.unify.members.listing import rows_of

    for row in rows_of(workspace, list(islice(members, limit))):
        money = to_major(row["money_total_minor"], workspace.currency)
        yield tuple({**row, "money_total": money}[name] for name in _LISTED)
