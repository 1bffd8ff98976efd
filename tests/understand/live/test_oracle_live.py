"""Random histories told in pieces, with merges, undos, changed attributes and a clock that moves: after each step the live
members equal those of a full evaluation, those of a naive reading of what is known by then, and their own log added up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.connect.loads.models import Load
from siyu.connect.loads.stages import ProfileChange, change_profiles
from siyu.engine.lake import Lake
from siyu.engine.schema import TABLES
from siyu.understand.live.evaluating import run_live
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.segments.documents import SegmentDocument, as_json
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import rule_of
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.identity import read_identity
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.members.models import Member as MemberRow
from siyu.unify.members.presence import add_presence
from tests.oracle import rules as oracle
from tests.oracle.documents import document
from tests.oracle.drawing import moments, rules
from tests.oracle.effort import effort
from tests.oracle.histories import WITHDRAWN, histories
from tests.oracle.history import History, Merge, Withdrawal
from tests.oracle.language import All, AnyOf, Did, Not, Rule, Top, Window
from tests.oracle.load import CURRENCY, row_of, tables_of
from tests.understand.live.conftest import added_up, members

PIECES = 5
STEPS = ("facts", "facts", "facts", "merge", "unmerge", "attribute", "withdraw", "clock", "clock", "edge")
SECONDS = (1, 61, 3_600, 86_400, 30 * 86_400, -3_600)


@pytest.mark.slow
@effort(3)
@given(data=st.data())
def test_live_members_are_those_a_full_evaluation_and_a_naive_reading_give(data: st.DataObject, db: None) -> None:
    told = data.draw(histories())
    at = data.draw(moments(told))
    drawn = [data.draw(rules(told, at, 1, False).filter(_can_be_live)) for _ in range(8)] + [
        _of_hours(data) for _ in range(2)
    ]
    steps = [data.draw(st.sampled_from(STEPS)) for _ in range(data.draw(st.integers(4, 7)))]
    with _story(told, at) as story:
        for number, rule in enumerate(drawn):
            story.define(f"s{number}", rule)
        for step in ("nothing", *steps):
            getattr(story, step)(data)
            run_live(story.workspace)
            story.agrees(drawn)


def _can_be_live(rule: Rule) -> bool:
    """Say whether no part of it ranks everybody."""
    match rule:
        case All(parts) | AnyOf(parts):
            return all(_can_be_live(part) for part in parts)
        case Not(part):
            return _can_be_live(part)
    return not isinstance(rule, Top)


def _of_hours(data: st.DataObject) -> Rule:
    """Draw a leaf that changes by time alone, many times a day."""
    fact = data.draw(st.sampled_from(("ordered", "viewed", "added_to_cart")))
    window = Window(data.draw(st.sampled_from("hm")), data.draw(st.sampled_from((1, 24, 90))))
    return Did(fact, (), data.draw(st.sampled_from(((("gte", 1),), (("eq", 0),), (("gte", 2),)))), window)


@contextmanager
def _story(told: History, at: datetime) -> Iterator[_Story]:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder, transaction.atomic():
        patch.setattr("django.conf.settings.SIYU_HOME", Path(folder))
        yield _Story(told, at)
        transaction.set_rollback(True)


class _Story:
    """A workspace, and beside it the history as far as it has been told."""

    def __init__(self, told: History, at: datetime) -> None:
        self.told = told
        self.known = History(told.zone, members=list(told.members), identifiers=list(told.identifiers))
        self.workspace = Workspace.objects.create(
            slug="drawn", name="Drawn", currency=CURRENCY, zone=told.zone, clock_stands_at=at, next_member_id=99
        )
        self.lake = Lake(self.workspace.lake_path)
        self.lake.ensure()
        self.loads = 0
        self.merges: list[Any] = []
        self._people()

    def define(self, name: str, rule: Rule) -> None:
        """Save a live segment."""
        label = {"zh-CN": name, "en": name}
        made = SegmentDocument(kind="segment", name=name, label=label, rule=document(rule), refresh="live")
        Segment.objects.create(
            workspace=self.workspace, name=name, label=label, refresh="live", document=as_json(made),
            updated_at=datetime.now(UTC), updated_by="test",
        )  # fmt: skip

    def agrees(self, drawn: list[Rule]) -> None:
        """Compare the kept members with a full evaluation, the oracle, and the log."""
        at = self.workspace.clock.now()
        with open_inputs(self.workspace) as inputs:
            full = evaluate([rule_of(Segment.objects.get(name=f"s{number}")) for number in range(len(drawn))], inputs)
        for number, (rule, bits) in enumerate(zip(drawn, full, strict=True)):
            kept = members(f"s{number}")
            assert kept == sorted(bits), (document(rule), at.isoformat())
            assert kept == sorted(oracle.evaluate(self.known, rule, at)), (document(rule), at.isoformat())
            assert kept == added_up(f"s{number}")

    def nothing(self, data: st.DataObject) -> None:
        """Evaluate what there is at first: a part of the facts."""
        self.facts(data)

    def facts(self, data: st.DataObject) -> None:
        """Load a part of what was not told yet, perhaps with something known again."""
        self.loads += 1
        for table, facts in tables_of(self.told).items():
            held = self._held(table)
            new = [fact for fact in facts if fact not in held]
            size = max(len(new) // PIECES, 1)
            some = (
                data.draw(st.lists(st.sampled_from(new), min_size=min(size, len(new)), max_size=size, unique=True))
                if new
                else []
            )
            again = [data.draw(st.sampled_from(held))] if held and data.draw(st.booleans()) else []
            held.extend(some)
            rows = [row_of(self.told, fact) for fact in (*some, *again)]
            schema = TABLES[table].schema
            kept = [{name: row.get(name) for name in schema.names} | {"load_no": self.loads} for row in rows]
            self.lake.append(table, pa.Table.from_pylist(kept, schema), app_id="load:0", version=self.loads)
        Load.objects.create(workspace=self.workspace, number=self.loads, state=Load.DONE, folder="")

    def merge(self, data: st.DataObject) -> None:
        """Show one person as another."""
        living = self.known.base()
        if len(living) > 1:
            source, target = data.draw(st.permutations(living))[:2]
            self.merges.append(merge_members(self.workspace, source, target, because="drawn", by="test"))
            self._follow_identity()

    def unmerge(self, data: st.DataObject) -> None:
        """Undo a merge."""
        if self.merges:
            undo_merge(self.merges.pop(data.draw(st.integers(0, len(self.merges) - 1))))
            self._follow_identity()

    def attribute(self, data: st.DataObject) -> None:
        """Learn something of a person."""
        member = data.draw(st.sampled_from([row for row in self.known.members if not row.erased] or self.known.members))
        level = data.draw(st.sampled_from(("gold", "silver", "golden")))
        change_profiles(self.workspace, [ProfileChange(member.id, "set", {"level": level}, self.workspace.clock.now())])
        if not member.erased:
            place = self.known.members.index(member)
            self.known.members[place] = replace(member, attributes={**member.attributes, "level": level})

    def withdraw(self, data: st.DataObject) -> None:
        """Let a person say no to a channel."""
        source, channel = data.draw(st.sampled_from(self.known.members)), data.draw(st.sampled_from(WITHDRAWN))
        at = datetime(2010, 1, 1, tzinfo=UTC) + timedelta(days=len(self.known.withdrawals))
        if any(tell_consents(self.workspace, [Told(source.id, ("marketing", channel), "withdrawn", at)])):
            self.known.withdrawals.append(Withdrawal(source.id, channel))

    def clock(self, data: st.DataObject) -> None:
        """Let time pass, or set the clock back."""
        self._move(self.workspace.clock.now() + timedelta(seconds=data.draw(st.sampled_from(SECONDS))))

    def edge(self, data: st.DataObject) -> None:
        """Move to the very instant at which a fact becomes an hour, ninety minutes or a day old, or to just beside it."""
        now = self.workspace.clock.now()
        ages = (timedelta(0), timedelta(minutes=1), timedelta(hours=1), timedelta(minutes=90), timedelta(days=1))
        edges = [fact.occurred_at + age for fact in (*self.known.events, *self.known.orders) for age in ages]
        later = [edge for edge in edges if edge > now] or [now]
        beside = timedelta(microseconds=data.draw(st.sampled_from((-1, 0, 1))))
        self._move(data.draw(st.sampled_from(sorted(later)[:6])) + beside)

    def _move(self, at: datetime) -> None:
        self.workspace.clock_stands_at = at
        self.workspace.save(update_fields=["clock_stands_at"])

    def _people(self) -> None:
        MemberRow.objects.bulk_create(
            MemberRow(workspace=self.workspace, member_id=row.id, joined_on=row.joined_on, attributes=dict(row.attributes),
                      erased_at=datetime.now(UTC) if row.erased else None)
            for row in self.told.members
        )  # fmt: skip
        add_presence(self.workspace, EVERYONE, [row.id for row in self.told.members])
        for one in self.told.identifiers:
            add_presence(self.workspace, one.kind, [one.source])

    def _follow_identity(self) -> None:
        """Take over who is shown as whom: what becomes of merges is asked elsewhere."""
        moved = read_identity(self.workspace).to_pydict()
        self.known.merges = [Merge(*pair) for pair in zip(moved["source_id"], moved["member_id"], strict=True)]

    def _held(self, table: str) -> list[Any]:
        return {
            "orders": self.known.orders,
            "order_lines": self.known.lines,
            "refunds": self.known.refunds,
            "events": self.known.events,
            "touches": self.known.touches,
            "points": self.known.points,
            "coupons": self.known.coupons,
            "products": self.known.products,
        }[table]  # type: ignore[return-value]
