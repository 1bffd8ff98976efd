"""The registry of import kinds: each is declared once, and form, proposal, validation and loading follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from siyu.connect.imports.fields import Field
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

    from siyu.accounts.models import Workspace
    from siyu.connect.loads.batch import Derive
    from siyu.engine.snapshot import Snapshot

Identified = Literal["never", "optional", "always"]


@dataclass(frozen=True, slots=True)
class Note:
    """A curiosity that is reported and kept: `count` is an aggregate over the accepted rows, `example` one of them."""

    code: str
    text: Text
    count: Callable[[ibis.Table, Snapshot], ibis.Value]
    example: Callable[[ibis.Table], ibis.Value] | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What writing rows of state did: rows that changed something, rows that changed nothing, things worth a note."""

    loaded: int
    repeated: int
    tallies: Mapping[str, int]


@dataclass(frozen=True)
class ImportKind:
    """A kind of file. Facts go through `facts` into the lake, state through `store` into the database.

    `key` makes the text that tells rows of one file apart, or None when every row is its own; `group` is the field
    whose rows stay together in one load; `open_prefix` lets unmapped columns come in as `<prefix>.<name>`, and
    `known_columns` gives names under which common ones are proposed to, so that shipped rules find them. `faults` gives
    `code:field` for rows that name something the workspace does not have, null for good ones.
    """

    name: str
    label: Text
    about: Text
    fields: tuple[Field, ...]
    identified: Identified = "never"
    key: Callable[[ibis.Table], ibis.Value] | None = None
    group: str | None = None
    open_prefix: str | None = None
    known_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    table: str | None = None
    facts: Callable[[ibis.Table, Snapshot, Workspace], ibis.Table] | None = None
    derive: dict[str, tuple[str, Derive]] = field(default_factory=dict)
    store: Callable[[Workspace, pa.Table, Sequence[str]], Stored] | None = None
    faults: Callable[[ibis.Table, Snapshot, Workspace], ibis.Value] | None = None
    notes: tuple[Note, ...] = ()

    def field_of(self, name: str) -> Field | None:
        """Return the field of that name; a name under the open prefix is a text field of its own."""
        for known in self.fields:
            if known.name == name:
                return known
        prefix, _, rest = name.partition(".")
        if self.open_prefix and prefix == self.open_prefix and rest:
            return Field(name, "text", Text(rest, rest), Text("自定义字段", "A column of your own"), max_length=1_000)
        return None

    @property
    def lake_table(self) -> str:
        """The table its facts go to."""
        return self.table or self.name

    def make_facts(self, rows: pa.Table, snapshot: Snapshot, workspace: Workspace) -> ibis.Table:
        """Return the facts in a chunk of checked rows that carry their `source_id`."""
        if self.facts is None:
            raise TypeError(self.name)
        return self.facts(snapshot.memtable(rows), snapshot, workspace)

    def keep_state(self, workspace: Workspace, rows: pa.Table, identifiers: Sequence[str]) -> Stored:
        """Write a few checked rows to the database, inside the caller's transaction."""
        if self.store is None:
            raise TypeError(self.name)
        return self.store(workspace, rows, identifiers)

    def as_dict(self) -> dict[str, Any]:
        """Return the kind as the API and the reference page show it."""
        return {
            "name": self.name,
            "label": self.label.as_dict(),
            "about": self.about.as_dict(),
            "identified": self.identified,
            "open_prefix": self.open_prefix,
            "fields": [_field_as_dict(known) for known in self.fields],
        }


_kinds: dict[str, ImportKind] = {}


def register(*kinds: ImportKind) -> None:
    """Declare import kinds; called from the `ready` of the app that owns them."""
    _kinds.update({kind.name: kind for kind in kinds})


def all_kinds() -> Sequence[ImportKind]:
    """Return every kind in the order it was declared."""
    return tuple(_kinds.values())


def kind_of(name: str) -> ImportKind:
    """Return the kind of that name. Raises `Refusal` naming the nearest one."""
    if name in _kinds:
        return _kinds[name]
    near = nearest(name, _kinds)
    raise Refusal(
        "import.unknown_kind",
        Text("没有“{name}”这种导入", "there is no import kind “{name}”").format(name=name),
        where="imports",
        mend=Text("可用的有：{known}。", "Known kinds: {known}.").format(known=", ".join([near] if near else _kinds)),
    )


def _field_as_dict(known: Field) -> dict[str, Any]:
    return {
        "name": known.name,
        "label": known.label.as_dict(),
        "type": known.type,
        "required": known.required,
        "aliases": list(known.aliases),
        "about": known.about.as_dict(),
        "example": known.example,
        "choices": [choice for choice, _ in known.choices],
    }
