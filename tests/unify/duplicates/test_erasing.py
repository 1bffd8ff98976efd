"""Erasing a person takes every proposal about them, and leaves those of others."""

from __future__ import annotations

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.unify.duplicates.deciding import decide_proposal
from siyu.unify.duplicates.erasing import STORES
from siyu.unify.duplicates.models import DuplicateProposal
from siyu.unify.members.erasing import bury, person_of
from tests.unify.duplicates.conftest import Propose

pytestmark = pytest.mark.django_db
(STORE,) = STORES


def test_it_is_counted_exported_without_others_and_erased(base: Workspace, propose: Propose) -> None:
    propose(base, (1, 2, 0.8), (2, 3, 0.7), (4, 5, 0.6))
    decide_proposal(command_line(base), DuplicateProposal.objects.get(left=1).pk, "one", "")
    person = person_of(base, 2)
    assert person.sources == (1, 2)
    assert STORE.count(person) == 2
    assert STORE.export is not None
    told = list(STORE.export(person))
    assert [row["probability"] for row in told] == [0.8, 0.7]
    assert not {"left", "right"} & set(told[0])
    bury(person)
    STORE.erase(person)
    STORE.erase(person)
    assert STORE.count(person) == 0
    assert DuplicateProposal.objects.get().left == 4
