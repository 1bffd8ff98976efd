"""Carrying a search out: read the members, learn, compare, write; from the beginning again when a worker died."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.analytics.duplicates.model import MODEL, DuplicateModel
from siyu.connect.loads.leases import hold
from siyu.engine.connection import connect, disconnect
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.duplicates.keeping import keep_pairs
from siyu.unify.duplicates.models import DuplicateSearch
from siyu.unify.duplicates.reading import read_people

Hook = Callable[[str], None]

MEMORY = "1GB"
"""What DuckDB may hold; beyond that it spills to disk."""
MOST_ATTEMPTS = 3

INTERNAL = Refusal(
    "duplicates.internal",
    Text("查找时发生内部错误", "the search met an internal error"),
    mend=Text("查看服务日志后再查找一次。", "See the log, then search again."),
)
GAVE_UP = Refusal(
    "duplicates.gave_up",
    Text("查找时进程多次中断", "the process ended several times while searching"),
    mend=Text(
        "请检查服务器内存是否足够，然后再查找一次。", "See whether the server has enough memory, then search again."
    ),
)


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def run_search(search_id: int, *, patience: float = 0.0, hook: Hook = _no_hook) -> DuplicateSearch:
    """Carry a search out to its end and return it; one that has ended stays as it is.

    What it is refused for ends up in `error` with the state `failed`; any other exception is recorded as an internal error
    and raised. `hook` is called with the name of every stage as it begins. Raises `Refusal` `lease.held` (409) when another
    process works in the workspace's duplicates for longer than `patience` seconds.
    """
    search = DuplicateSearch.objects.select_related("workspace").get(pk=search_id)
    with hold(f"duplicates:{search.workspace_id}", patience=patience):
        search.refresh_from_db()
        if search.finished_at is not None:
            return search
        if search.attempts >= MOST_ATTEMPTS:
            _end(search, DuplicateSearch.FAILED, error=GAVE_UP.as_dict())
            return search
        _change(search, state=DuplicateSearch.RUNNING, attempts=search.attempts + 1,
                started_at=search.started_at or datetime.now(UTC))  # fmt: skip
        try:
            _run(search, hook)
        except Refusal as refusal:
            _end(search, DuplicateSearch.FAILED, error=refusal.as_dict())
        except Exception:
            _end(search, DuplicateSearch.FAILED, error=INTERNAL.as_dict())
            raise
        return search


def _run(search: DuplicateSearch, hook: Hook) -> None:
    def begin(stage: str) -> None:
        _change(search, stage=stage)
        hook(stage)

    backend, spill = connect(MEMORY)
    try:
        model = DuplicateModel(backend.con)
        _change(search, model=f"splink {version('splink')} / siyu {MODEL}")
        begin("reading")
        people = read_people(search.workspace)
        begin("learning")
        model.fit(people)
        begin("comparing")
        pairs = model.predict()
        compared = [one.name for one in model.comparisons_] if model.tells_enough_ else []
    finally:
        disconnect(backend, spill)
    begin("writing")
    counts = keep_pairs(search, pairs)
    _end(search, DuplicateSearch.DONE, people=len(people), compared=compared, **counts)
    change = {"people": len(people), "found": counts["found"], "fresh": counts["fresh"]}
    record(command_line(search.workspace), "duplicates.found", "duplicate_search", str(search.pk), change)


def _end(search: DuplicateSearch, state: str, **changes: Any) -> None:
    _change(search, state=state, finished_at=datetime.now(UTC), **changes)


def _change(search: DuplicateSearch, **changes: Any) -> None:
    DuplicateSearch.objects.filter(pk=search.pk).update(**changes)
    for name, value in changes.items():
        setattr(search, name, value)
