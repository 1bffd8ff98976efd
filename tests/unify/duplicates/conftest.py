"""A base with someone who is there twice, without a common identifier; and a search that is over in a moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.analytics.duplicates.pairs import Agreement, Pair
from siyu.unify.duplicates.asking import ask_search
from siyu.unify.duplicates.models import DuplicateSearch
from siyu.unify.duplicates.searching import run_search
from siyu.unify.members.models import Member
from siyu.unify.members.resolve import resolve
from tests.alike import Alike

Propose = Callable[..., DuplicateSearch]

TWICE = {"生日": "1990-05-06", "地址": "武汉市珞喻路1037号"}


def told(workspace: Workspace, card: str, name: str, attributes: dict[str, str]) -> int:
    """Let a member with a card be known by name and attributes; return the number."""
    source = int(resolve(workspace, [("card", [card])]).source_ids[0])
    Member.objects.filter(workspace=workspace, member_id=source).update(name=name, attributes=attributes)
    return source


@pytest.fixture
def base(workspace: Workspace) -> Workspace:
    """Members 1 and 2 are one person with two cards; then thirty others."""
    told(workspace, "card-a", "欧阳小明", TWICE)
    told(workspace, "card-b", "欧阳小明", {**TWICE, "生日": "1990/5/6"})
    for number, one in enumerate(Alike(30, twice=0.0, seed=8).records[:30]):
        told(workspace, f"other-{number}", one.name, one.attributes())
    return workspace


@pytest.fixture
def propose(monkeypatch: pytest.MonkeyPatch) -> Propose:
    """Run a search whose model finds just the given pairs: of numbers and a probability."""

    def run(workspace: Workspace, *pairs: tuple[int, int, float]) -> DuplicateSearch:
        agreements = (Agreement("name", "equal", 9.0), Agreement("birthday", "differs", -4.3))
        found = [Pair(left, right, chance, agreements) for left, right, chance in pairs]
        monkeypatch.setattr("siyu.unify.duplicates.searching.DuplicateModel", lambda _: _Model(found))
        return run_search(ask_search(command_line(workspace), queue=False).pk)

    return run


class _Model:
    """Knows the answer."""

    tells_enough_ = True
    comparisons_: Sequence[Any] = ()

    def __init__(self, found: list[Pair]) -> None:
        self.found = found

    def fit(self, people: Any) -> _Model:
        return self

    def predict(self) -> list[Pair]:
        return self.found
