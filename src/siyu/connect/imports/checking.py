"""Checking a file against its mapping: every row becomes typed fields, who it is about, and at most one reason against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

from siyu.connect.imports.fields import Field
from siyu.connect.imports.identifiers import BETWEEN, kind_named
from siyu.connect.imports.kinds import ImportKind
from siyu.connect.imports.mapping import Constant, FromColumn, Mapping
from siyu.connect.imports.parsing import Parsed, Settings, parse, text_of
from siyu.engine.digest import stable_hash
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.accounts.models import Workspace
    from siyu.engine.snapshot import Snapshot

FAULT = "_fault"
"""`_fault` holds `code:field`; `who` the identifiers of a row with BETWEEN between them."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Reads one file by one mapping on one connection."""

    snapshot: Snapshot
    kind: ImportKind
    mapping: Mapping
    settings: Settings
    workspace: Workspace

    def check(self, rows: ir.Table) -> ir.Table:
        """Return, kept on the connection, row_no, every field, `who` and `_fault` (null for a good row)."""
        raw = self.snapshot.keep(rows.select("row_no", *self._columns()))
        joined, people = self._identify(raw)
        parsed = {field.name: self._parse(joined, field) for field in self._fields()}
        faults = [_name_fault(found.fault, name) for name, found in parsed.items()]
        who, unidentified = self._who(people)
        fault = ibis.coalesce(*faults, *(fault for _, fault in people), unidentified)
        columns = {name: found.value for name, found in parsed.items()}
        told = joined.select("row_no", **columns, who=who, _fault=fault)
        if self.kind.faults is not None:
            told = told.mutate(_fault=told[FAULT].coalesce(self.kind.faults(told, self.snapshot, self.workspace)))
        checked = self.snapshot.keep(told)
        # Not `drop_table`: with this Ibis it quotes catalogue, schema and name as one.
        self.snapshot.connection.raw_sql(f"DROP TABLE {raw.get_name()}")
        return self._refuse_doubles(checked)

    def _columns(self) -> list[str]:
        """Return the columns that matter, once each. Held on the connection, they are parsed on all cores even when the
        file is one long row group."""
        fields = [source.column for source in self.mapping.columns.values() if isinstance(source, FromColumn)]
        return sorted({*fields, *(source.column for source in self.mapping.identifiers)})

    def _fields(self) -> Sequence[Field]:
        own = [self.kind.field_of(name) for name in sorted(self.mapping.columns) if "." in name]
        return [*self.kind.fields, *(field for field in own if field is not None)]

    def _parse(self, rows: ir.Table, field: Field) -> Parsed:
        source = self.mapping.columns.get(field.name)
        if isinstance(source, FromColumn):
            return parse(rows[source.column], field, self.settings)
        parsed = parse(ibis.literal(str(source.value)) if source else ibis.null("string"), field, self.settings)
        if isinstance(source, Constant):
            self._check_constant(field, parsed)
        return parsed

    def _check_constant(self, field: Field, parsed: Parsed) -> None:
        fault = self.snapshot.to_arrow(parsed.fault.name("fault")).as_py()
        if fault:
            raise Refusal(
                f"mapping.{fault}",
                Text("“{zh}”的固定值不可用", "the constant for {en} can not be used").format(
                    zh=field.label.zh, en=field.label.en
                ),
                where=f"columns.{field.name}.value",
            )

    def _identify(self, rows: ir.Table) -> tuple[ir.Table, list[tuple[ir.Value, ir.Value]]]:
        """Join the one spelling of every identifier; return the rows and (value, fault) of each mapped column."""
        spelt = rows
        for place, source in enumerate(self.mapping.identifiers):
            known = self._spellings(text_of(rows[source.column]), source.kind)
            spelt = spelt.left_join(
                known.rename({f"_raw_{place}": "raw", f"_value_{place}": "value"}),
                [text_of(spelt[source.column]) == known.raw],
            )
        people = []
        for place, source in enumerate(self.mapping.identifiers):
            value = spelt[f"_value_{place}"]
            wrong = text_of(spelt[source.column]).notnull() & value.isnull()
            people.append((value, wrong.ifelse(f"bad_identifier:{source.kind}", ibis.null("string"))))
        return spelt, people

    def _spellings(self, texts: ir.Value, kind: str) -> ir.Table:
        """Return (raw, value) of the distinct values only: normalising is Python, and people repeat in a file."""
        raw = self.snapshot.to_arrow(texts.name("raw").as_table().distinct().drop_null())["raw"].to_pylist()
        known = kind_named(kind)
        values = [None if known is None or BETWEEN in text else known.normalise(text) for text in raw]
        return self.snapshot.memtable(
            pa.table({"raw": pa.array(raw, pa.string()), "value": pa.array(values, pa.string())})
        )

    def _who(self, people: list[tuple[ir.Value, ir.Value]]) -> tuple[ir.Value, ir.Value]:
        nobody = ibis.null("string")
        if not people:
            return nobody, nobody
        empty = ibis.and_(*(value.isnull() for value, _ in people))
        who = ibis.literal(BETWEEN).join([value.coalesce("") for value, _ in people])
        fault = empty.ifelse("missing_identifier", nobody) if self.kind.identified == "always" else nobody
        return empty.ifelse(nobody, who), fault

    def _refuse_doubles(self, checked: ir.Table) -> ir.Table:
        """Give rows whose key stands earlier in the file with other content the fault `duplicate_id`."""
        if self.kind.key is None:
            return checked
        names = [name for name in checked.columns if name not in {"row_no", FAULT}]
        good = checked.filter(checked[FAULT].isnull() & self.kind.key(checked).notnull())
        told = good.select("row_no", key=self.kind.key(good), content=stable_hash(*(good[name] for name in names)))
        told = self.snapshot.keep(told)
        first = told.group_by("key").agg(first=told.content.argmin(told.row_no), contents=told.content.nunique())
        first = first.filter(first.contents > 1)
        other = told.join(first, "key").filter(lambda t: t.content != t.first).select("row_no")
        doubles = self.snapshot.memtable(self.snapshot.to_arrow(other))
        marked = checked.left_join(doubles.mutate(doubled=True), "row_no")
        fault = marked[FAULT].coalesce(marked.doubled.ifelse("duplicate_id", ibis.null("string")))
        return marked.select(*(name for name in checked.columns if name != FAULT), _fault=fault)


def _name_fault(fault: ir.Value, name: str) -> ir.Value:
    return fault + f":{name}"
