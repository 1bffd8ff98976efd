"""Linking in the database: the oracle's persons, however rows come in; merges with reasons, undone exactly, never silently redone."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.connect.loads.origin import coming_from
from siyu.unify.members.identifiers import KINDS
from siyu.unify.members.identity import canonicals_of, read_identity, sources_of
from siyu.unify.members.merge import keep_apart, merge_members, undo_decision, undo_merge
from siyu.unify.members.models import Conflict, Decision, Evidence, Identifier, Merge
from siyu.unify.members.resolve import resolve
from tests.oracle.effort import effort
from tests.oracle.persons import HOLDS, JOINS, STRENGTH, Name, Told, persons

pytestmark = pytest.mark.django_db

names = st.tuples(st.sampled_from(STRENGTH), st.sampled_from("abc"))
rows = st.lists(st.frozensets(names, min_size=1, max_size=3), min_size=1, max_size=12)
numbers = itertools.count(1)


@pytest.fixture
def small_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle's rules, under which a few identifiers are too many already."""
    for kind in STRENGTH:
        monkeypatch.setitem(KINDS, kind, replace(KINDS[kind], holds=HOLDS.get(kind, 99), joins=JOINS[kind]))


def load(workspace: Workspace, some: list[frozenset[Name]]) -> None:
    """Resolve rows as one batch."""
    most = max(sum(kind == one for kind, _ in row) for row in some for one in KINDS)
    columns = [(kind, nth) for kind in KINDS for nth in range(most)]
    values = [
        (kind, [(sorted(value for k, value in row if k == kind) + [None] * most)[nth] for row in some])
        for kind, nth in columns
    ]
    resolve(workspace, values)


def known(workspace: Workspace) -> set[frozenset[Name]]:
    """Return every person as the set of his identifiers."""
    held = list(Identifier.objects.filter(workspace=workspace).values_list("kind", "value", "source_id"))
    member_of = canonicals_of(workspace, {source for *_, source in held})
    people: dict[int, set[Name]] = {}
    for kind, value, source in held:
        people.setdefault(member_of[source], set()).add((kind, value))
    return set(map(frozenset, people.values()))


def ids(workspace: Workspace, *said: str) -> list[int]:
    """Return the ids of identifiers such as `card a`."""
    return [
        Identifier.objects.get(workspace=workspace, kind=name.split()[0], value=name.split()[1]).source_id
        for name in said
    ]


def tell(workspace: Workspace, *lines: str) -> None:
    """Load rows such as `card a|phone a`, each as a batch of its own."""
    for line in lines:
        load(workspace, [frozenset(tuple(name.split()) for name in line.split("|"))])  # type: ignore[misc]


def shown(workspace: Workspace) -> set[str]:
    return {" ".join(sorted(kind[0] + value for kind, value in person)) for person in known(workspace)}


@given(rows, st.randoms(use_true_random=False), st.integers(1, 5))
@effort(60)
def test_any_order_and_any_split_give_the_oracles_persons(
    small_rules: None, db: Any, told: list[frozenset[Name]], chance: Any, size: int
) -> None:
    workspace = Workspace.objects.create(slug=f"w{next(numbers)}", name="W")
    some = [*told, *told[:3]]
    chance.shuffle(some)
    for start in range(0, len(some), size):
        load(workspace, some[start : start + size])
    assert known(workspace) == persons(Told(told))


decisions = st.lists(
    st.tuples(st.sampled_from(["merge", "apart", "undo", "load"]), st.integers(0, 99), st.integers(0, 99)), max_size=8
)


@given(rows, decisions)
@effort(60)
def test_decisions_stand_against_what_comes_later(
    small_rules: None, db: Any, told: list[frozenset[Name]], acts: list[tuple[str, int, int]]
) -> None:
    workspace = Workspace.objects.create(slug=f"w{next(numbers)}", name="W")
    later = [told.pop() for _ in range(len(told) // 2)]
    loaded = list(told)
    if loaded:
        load(workspace, loaded)
    for act, one, other in acts:
        _act(workspace, act, one, other)
        if act == "load" and later:
            loaded.append(later.pop())
            load(workspace, loaded[-1:])
    assert known(workspace) == persons(_told(workspace, loaded))


def _act(workspace: Workspace, act: str, one: int, other: int) -> None:
    members = sorted(
        set(
            canonicals_of(
                workspace, Identifier.objects.filter(workspace=workspace).values_list("source_id", flat=True)
            ).values()
        )
    )
    merges = Merge.objects.filter(workspace=workspace, undone_at=None).order_by("pk")
    if act == "undo" and merges:
        undo_merge(merges[one % len(merges)], by="alice")
    elif act in {"merge", "apart"} and len(members) > 1:
        a, b = members[one % len(members)], members[other % len(members)]
        if a != b and act == "merge":
            merge_members(workspace, a, b, because="seen", by="alice")
        elif a != b:
            keep_apart(workspace, [a, b], because="seen", by="alice")


def _told(workspace: Workspace, loaded: list[frozenset[Name]]) -> Told:
    """Return what was told with the decisions as they stand: of two that contradict each other the later one."""
    name_of = {i.source_id: (i.kind, i.value) for i in Identifier.objects.filter(workspace=workspace)}
    told = Told(loaded)
    for decision in Decision.objects.filter(workspace=workspace, undone_at=None).order_by("pk"):
        sides: dict[int, set[Name]] = {}
        for row in decision.sides.all():
            sides.setdefault(row.side, set()).add(name_of[row.source_id])
        everyone = frozenset().union(*sides.values())
        if decision.verdict == Decision.ONE:
            told.apart = [s for s in told.apart if sum(bool(side & everyone) for side in s) < 2]
            told.one.append(everyone)
        else:
            cut = []
            for group in told.one:
                parts = [frozenset(group & side) for side in sides.values() if group & side]
                cut += [part for part in parts if len(part) > 1] if len(parts) > 1 else [group]
            told.one = cut
            told.apart.append(tuple(map(frozenset, sides.values())))
    return told


def test_every_merge_tells_why(workspace: Workspace) -> None:
    with coming_from("import:7"):
        tell(workspace, "card a|phone a")
    merge = Merge.objects.get()
    evidence = Evidence.objects.get()
    assert merge.evidence == evidence
    assert (evidence.left, evidence.right, evidence.reference) == (1, 2, "import:7")
    assert (merge.source, merge.target, merge.by) == (2, 1, "siyu")


def test_an_undone_merge_is_not_made_again_by_the_next_load(workspace: Workspace) -> None:
    tell(workspace, "card a|phone a", "unionid u|phone a")
    assert shown(workspace) == {"ca pa uu"}
    undo_merge(Merge.objects.get(source=ids(workspace, "unionid u")[0]), by="alice")
    assert shown(workspace) == {"ca pa", "uu"}
    tell(workspace, "unionid u|phone a", "card a|phone a", "card a|unionid u")
    assert shown(workspace) == {"ca pa", "uu"}


def test_undo_gives_each_person_back_what_came_later(workspace: Workspace) -> None:
    tell(workspace, "card a|phone a", "unionid u|device d")
    card, unionid = ids(workspace, "card a", "unionid u")
    merge = merge_members(workspace, unionid, card, because="called", by="alice")
    tell(workspace, "card a|phone b", "unionid u|openid o", "phone b|device e")
    assert shown(workspace) == {"ca dd de oo pa pb uu"}
    undo_merge(merge, by="alice")
    assert shown(workspace) == {"ca de pa pb", "dd oo uu"}
    assert sorted(sources_of(workspace, card)) == sorted(ids(workspace, "card a", "phone a", "phone b", "device e"))


def test_a_family_phone_becomes_a_conflict_that_a_decision_closes(workspace: Workspace) -> None:
    tell(workspace, "card a|phone p", "card b|phone p")
    conflict = Conflict.objects.get()
    assert (conflict.source_id, conflict.why, conflict.decided_at) == (*ids(workspace, "phone p"), "shared", None)
    a, b = ids(workspace, "card a", "card b")
    decision = keep_apart(workspace, [a, b], because="family", by="alice")
    conflict.refresh_from_db()
    assert (conflict.decision, conflict.released_at) == (decision, None)
    tell(workspace, "card a|phone p")
    assert Conflict.objects.count() == 1
    tell(workspace, "card c|phone p")
    assert Conflict.objects.filter(released_at=None, decided_at=None).count() == 1
    assert shown(workspace) == {"ca", "cb", "cc", "pp"}


def test_declared_one_the_two_cards_and_their_phone_are_one_person_until_it_is_undone(workspace: Workspace) -> None:
    tell(workspace, "card a|phone p", "card b|phone p")
    a, b = ids(workspace, "card a", "card b")
    merge = merge_members(workspace, b, a, because="new card", by="alice")
    assert shown(workspace) == {"ca cb pp"}
    assert not Conflict.objects.filter(released_at=None).exists()
    assert merge.decision is not None
    assert undo_decision(merge.decision, by="alice")
    assert shown(workspace) == {"ca", "cb", "pp"}
    assert Conflict.objects.filter(released_at=None, decided_at=None).count() == 1
    assert not undo_decision(merge.decision, by="alice")


def test_a_device_that_a_second_person_uses_leaves_the_first(workspace: Workspace) -> None:
    tell(workspace, "device d", "member_no m|device d")
    assert shown(workspace) == {"dd mm"}
    tell(workspace, "member_no n|device d")
    assert shown(workspace) == {"dd", "mm", "mn"}
    assert not Conflict.objects.exists()
    assert read_identity(workspace).num_rows == 0


def test_what_everybody_has_links_nobody_and_is_no_question(workspace: Workspace) -> None:
    tell(workspace, *(f"card {letter}|phone p" for letter in "abcdefg"))
    assert Conflict.objects.get(released_at=None).why == "overshared"
    assert len(shown(workspace)) == 8
