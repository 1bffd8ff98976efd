"""The facts about one person: counted, exported, taken out of the lake, or kept as facts of nobody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Fate, Person, PersonalData
from siyu.accounts.redacting import count_named, redact_named
from siyu.connect.loads.freezing import staging_of
from siyu.connect.loads.loading import no_loads
from siyu.connect.loads.models import Load
from siyu.engine.lake import Lake
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir


def facts_store(
    table: str,
    label: Text,
    *,
    fate: Fate = "erased",
    emptied: tuple[str, ...] = (),
    keeps: Text | None = None,
    keys_are_shared: bool = True,
    unseal: str | None = None,
) -> PersonalData:
    """Return the store of one lake table.

    An `anonymised` one keeps its rows without the id and without the columns `emptied`. `unseal` names the column that
    is sealed with the person's own key, opened for an export.
    """

    def erase(person: Person) -> None:
        from siyu.engine.forgetting import forget_facts

        with no_loads(person.workspace):
            change = _of_nobody(table, emptied) if fate == "anonymised" else None
            lake = Lake(person.workspace.lake_path)
            if lake.path.is_dir():
                lake.ensure()
            forget_facts(lake, table, person.sources, change, keys_are_shared=keys_are_shared)

    return PersonalData(
        name=f"lake.{table}",
        label=label,
        holds=(f"lake.{table}",),
        fate=fate,
        count=lambda person: _count(person, table),
        erase=erase,
        export=lambda person: _export(person, table, unseal),
        keeps=keeps,
    )


def drop_frozen(workspace: Workspace) -> None:
    """Remove what crashed loaders left beside the lake; what was frozen is in the lake by then."""
    with no_loads(workspace):
        shutil.rmtree(staging_of(workspace), ignore_errors=True)


def _count(person: Person, table: str) -> int:
    from siyu.engine.forgetting import count_facts

    return count_facts(Lake(person.workspace.lake_path), table, person.sources)


def _export(person: Person, table: str, unseal: str | None) -> Iterator[dict[str, Any]]:
    from siyu.connect.loads.reading import open_snapshot
    from siyu.connect.loads.stages import unseal_for

    with open_snapshot(person.workspace) as snapshot:
        facts = snapshot.facts(table)
        hidden = {"digest", "load_no", "revision"}
        mine = facts.filter(facts.source_id.isin(person.sources)).drop(*hidden).order_by("occurred_at", "key")
        for batch in snapshot.to_batches(mine, rows=1_000):
            rows: list[dict[str, Any]] = batch.to_pylist()
            if unseal is not None:
                opened = unseal_for(person.workspace, [row["source_id"] for row in rows], [row[unseal] for row in rows])
                for row, text in zip(rows, opened, strict=True):
                    row[unseal] = text.decode() if text is not None else None
            yield from rows


def _of_nobody(table: str, emptied: tuple[str, ...]) -> Any:
    """Return the change that makes facts facts of nobody, with a digest that does not tell whose they were."""

    def change(rows: ir.Table) -> ir.Table:
        import ibis

        from siyu.connect.loads.completing import digest_of

        nothing = {name: ibis.null(rows.schema()[name]) for name in ("source_id", *emptied)}
        cut = rows.mutate(**nothing)
        return cut.mutate(digest=digest_of(cut, table))

    return change


def _count_loads(person: Person) -> int:
    return count_named(Load.objects.filter(workspace=person.workspace), ("counts",), person.traces)


def _redact_loads(person: Person) -> None:
    redact_named(Load.objects.filter(workspace=person.workspace), ("counts",), person.traces)
    drop_frozen(person.workspace)


STORES = (
    facts_store("events", Text("行为事件", "Events"), unseal="private"),
    facts_store("touches", Text("触达", "Touches")),
    PersonalData(
        name="loads",
        label=Text("装载记录", "Loads"),
        holds=("connect_loads.Load",),
        fate="redacted",
        count=_count_loads,
        erase=_redact_loads,
    ),
)
