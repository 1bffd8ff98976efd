"""A search proposes who is there twice, once; what people said stands; a crash is gone on from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from siyu.unify.duplicates.asking import ask_search
from siyu.unify.duplicates.deciding import decide_proposal
from siyu.unify.duplicates.jobs import go_on, search_duplicates
from siyu.unify.duplicates.listing import list_proposals
from siyu.unify.duplicates.models import DuplicateProposal, DuplicateSearch
from siyu.unify.duplicates.searching import run_search
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.merge import keep_apart, merge_members, undo_decision, undo_merge
from siyu.unify.members.models import Decision, Member
from siyu.unify.members.resolve import resolve
from tests.unify.duplicates.conftest import TWICE, Propose

pytestmark = pytest.mark.django_db

COUNTS = ("found", "fresh", "known", "decided", "conflicting", "gone")


def counts(search: DuplicateSearch) -> dict[str, int]:
    """The counts that are not nought; they must add up."""
    found = {name: getattr(search, name) for name in COUNTS}
    assert found["found"] == found["fresh"] + found["known"] + found["decided"] + found["conflicting"]
    return {name: count for name, count in found.items() if count}


def open_pairs(workspace: Workspace) -> list[tuple[int, ...]]:
    rows = list_proposals(workspace, "open", None, 200).items
    return [tuple(member["member_id"] for member in row["members"]) for row in rows]


def test_who_is_there_twice_is_proposed_by_what_agrees_and_no_value_is_kept(base: Workspace) -> None:
    search = run_search(ask_search(command_line(base), queue=False).pk)
    assert (search.state, search.people, counts(search)) == ("done", 32, {"found": 1, "fresh": 1})
    assert "name" in search.compared
    assert open_pairs(base) == [(1, 2)]
    proposal = DuplicateProposal.objects.get()
    assert {one["name"]: one["how"] for one in proposal.agreements if one["how"] == "equal"} == {
        "name": "equal", "birthday": "equal", "address": "equal",
    }  # fmt: skip
    kept = json.dumps(list(DuplicateProposal.objects.values()), default=str, ensure_ascii=False)
    assert not [value for value in ("欧阳", "05-06", "珞喻", "1037") if value in kept]
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["duplicates.searched", "duplicates.found"]


def test_a_second_search_proposes_nobody_twice(base: Workspace, propose: Propose) -> None:
    propose(base, (1, 2, 0.8), (3, 4, 0.6))
    before = DuplicateProposal.objects.get(left=1)
    assert counts(propose(base, (1, 2, 0.9))) == {"found": 1, "known": 1, "gone": 1}
    after = DuplicateProposal.objects.get()
    assert (after.pk, after.found_at, after.probability) == (before.pk, before.found_at, 0.9)


def test_different_people_stay_so_in_every_later_search(base: Workspace, propose: Propose) -> None:
    propose(base, (1, 2, 0.8))
    decide_proposal(command_line(base), DuplicateProposal.objects.get().pk, "apart", "twins")
    assert open_pairs(base) == []
    assert counts(propose(base, (1, 2, 0.99))) == {"found": 1, "decided": 1}
    assert open_pairs(base) == []
    (decided,) = list_proposals(base, "decided", None, 20).items
    assert (decided["decision"]["verdict"], decided["decision"]["because"]) == ("apart", "twins")


def test_who_was_kept_apart_elsewhere_is_not_proposed(base: Workspace, propose: Propose) -> None:
    keep_apart(base, [1, 2], because="", by="alice")
    assert counts(propose(base, (1, 2, 0.99))) == {"found": 1, "decided": 1}
    assert not DuplicateProposal.objects.exists()


def test_an_undone_merge_keeps_apart_too(base: Workspace, propose: Propose) -> None:
    undo_merge(merge_members(base, 2, 1, because="", by="alice"))
    assert counts(propose(base, (1, 2, 0.99))) == {"found": 1, "decided": 1}


def test_undone_the_question_is_open_again_and_everything_is_as_before(base: Workspace, propose: Propose) -> None:
    propose(base, (1, 2, 0.8), (3, 4, 0.6))
    everyone = range(1, 33)
    before, rows = canonicals_of(base, everyone), list(DuplicateProposal.objects.order_by("pk").values())
    for verdict in ("one", "apart"):
        decision = decide_proposal(command_line(base), rows[0]["id"], verdict, "")
        assert open_pairs(base) == [(3, 4)]
        assert len(list_proposals(base, "decided", None, 20).items) == 1
        undo_decision(decision, by="alice")
        assert open_pairs(base) == [(1, 2), (3, 4)]
        assert canonicals_of(base, everyone) == before
    after = list(DuplicateProposal.objects.order_by("pk").values())
    assert [{**row, "decision": None} for row in after] == rows
    assert not Decision.objects.filter(undone_at=None).exists()


def test_who_became_one_by_evidence_is_no_question_any_more(base: Workspace, propose: Propose) -> None:
    propose(base, (1, 2, 0.8))
    resolve(base, [("card", ["card-a"]), ("unionid", ["u1"])])
    merge_members(base, 2, 1, because="", by="alice")
    assert open_pairs(base) == []
    assert list_proposals(base, "decided", None, 20).items == [], "it was not decided here"
    assert counts(propose(base)) == {"gone": 1}


def test_a_proposal_follows_who_its_members_are_now(base: Workspace, propose: Propose) -> None:
    propose(base, (3, 5, 0.9), (4, 5, 0.7))
    merge_members(base, 4, 3, because="", by="alice")
    assert open_pairs(base) == [(3, 5)], "once, though two proposals are about them"
    assert counts(propose(base, (3, 5, 0.8))) == {"found": 1, "known": 1, "gone": 1}
    assert DuplicateProposal.objects.count() == 1


def test_members_of_a_conflict_are_asked_about_there(base: Workspace, propose: Propose) -> None:
    resolve(base, [("card", ["card-a", "card-b"]), ("phone", ["+8613800138000", "+8613800138000"])])
    assert counts(propose(base, (1, 2, 0.9))) == {"found": 1, "conflicting": 1}
    assert open_pairs(base) == []


def test_the_erased_are_not_proposed_even_when_the_search_read_them_before(base: Workspace, propose: Propose) -> None:
    propose(base, (1, 2, 0.9))
    Member.objects.filter(workspace=base, member_id=2).update(erased_at="2026-01-01T00:00:00Z")
    assert open_pairs(base) == []
    assert counts(propose(base, (2, 3, 0.9))) == {"gone": 1}


def test_of_merged_ids_the_canonical_one_tells_first(base: Workspace) -> None:
    from siyu.unify.duplicates.reading import read_people

    Member.objects.filter(workspace=base, member_id=1).update(attributes={"生日": "1990-05-06"})
    merge_members(base, 2, 1, because="", by="alice")
    (row,) = (row for row in read_people(base).to_pylist() if row["id"] in {1, 2})
    assert (row["id"], row["birthday"], row["number"]) == (1, "1990-05-06", "1037")


def test_one_search_at_a_time(base: Workspace) -> None:
    access = command_line(base)
    first = ask_search(access)
    assert ask_search(access).pk == first.pk
    assert DuplicateSearch.objects.count() == 1


def test_what_a_dead_worker_left_is_begun_anew_at_most_twice(base: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dead(BaseException):
        pass

    def die(stage: str) -> None:
        raise Dead

    search = ask_search(command_line(base), queue=False)
    for _ in range(3):
        with pytest.raises(Dead):
            run_search(search.pk, hook=die)
    assert go_on.call() == 1
    search_duplicates.call(search.pk)
    search.refresh_from_db()
    assert (search.state, search.error["code"]) == ("failed", "duplicates.gave_up")
    assert go_on.call() == 0


def test_an_internal_error_is_told_and_the_next_search_may_begin(
    base: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr("siyu.unify.duplicates.searching.read_people", fail)
        search = ask_search(command_line(base), queue=False)
        with pytest.raises(RuntimeError):
            run_search(search.pk)
    search.refresh_from_db()
    assert (search.state, search.error["code"]) == ("failed", "duplicates.internal")
    assert ask_search(command_line(base), queue=False).pk != search.pk


def test_without_the_extra_it_says_how_to_mend_it(base: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siyu.unify.duplicates.asking.is_installed", lambda: False)
    with pytest.raises(Refusal) as refused:
        ask_search(command_line(base))
    assert "siyu[duplicates]" in refused.value.in_("en")
    assert "siyu[duplicates]" in refused.value.in_("zh-CN")


def test_with_too_little_known_it_ends_with_nothing_compared(workspace: Workspace) -> None:
    search = run_search(ask_search(command_line(workspace), queue=False).pk)
    assert (search.state, search.people, search.compared, counts(search)) == ("done", 0, [], {})


def test_another_workspace_is_not_read(base: Workspace, elsewhere: Workspace) -> None:
    from tests.unify.duplicates.conftest import told

    told(elsewhere, "card-x", "欧阳小明", TWICE)
    search = run_search(ask_search(command_line(elsewhere), queue=False).pk)
    assert (search.people, search.found) == (1, 0)
    assert list_proposals(elsewhere, "open", None, 20).items == []
