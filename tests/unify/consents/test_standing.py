"""What stands is the same in whatever order it became known, and a withdrawal of any merged id wins until the merge is undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.unify.consents.models import Consent
from siyu.unify.consents.standing import agreed_among, consents_of
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.members.profile import profile
from siyu.unify.members.reachable import reachable_by

pytestmark = pytest.mark.django_db

START = datetime(2017, 12, 1, tzinfo=UTC)
SMS, PROFILING = ("marketing", "sms"), ("profiling", "")


def told(source: int, how: str, day: int, scope: tuple[str, str] = SMS) -> Told:
    return Told(source, scope, how, START + timedelta(days=day))


words = st.lists(
    st.builds(
        told,
        st.sampled_from([1, 2, 4]),
        st.sampled_from(["given", "withdrawn"]),
        st.integers(0, 6),
        st.sampled_from([SMS, PROFILING]),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(words=words, data=st.data())
def test_any_order_and_any_parting_tells_the_same(shop: Workspace, words: list[Told], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(words))
    cut = data.draw(st.integers(0, len(words)))
    Consent.objects.all().delete()
    for some in (shuffled[:cut], shuffled[cut:], shuffled[:1]):
        tell_consents(shop, some)
    rows = Consent.objects.filter(until=None).values_list("source_id", "purpose", "channel", "how")
    assert set(rows) == {(source, *scope, how) for (source, scope), how in _last_words(words).items()}
    instants = {(one.source_id, one.scope, one.at) for one in words}
    assert Consent.objects.count() == len(instants)
    given = {source for (source, scope), how in _last_words(words).items() if (scope, how) == (SMS, "given")}
    moved = read_identity(shop)
    assert set(agreed_among(shop, "marketing.sms", base_of(shop, moved), moved)) == given


def _last_words(words: list[Told]) -> dict[tuple[int, tuple[str, str]], str]:
    """The oracle: the latest word counts, of two at one instant the withdrawal."""
    last: dict[tuple[int, tuple[str, str]], tuple[datetime, bool]] = {}
    for one in words:
        key, word = (one.source_id, one.scope), (one.at, one.how == "withdrawn")
        last[key] = max(last.get(key, word), word)
    return {key: "withdrawn" if is_withdrawn else "given" for key, (_, is_withdrawn) in last.items()}


def test_a_withdrawal_on_either_side_of_a_merge_wins(shop: Workspace) -> None:
    tell_consents(shop, [told(2, "given", 1), told(1, "given", 1), told(1, "withdrawn", 2)])
    assert 2 in reachable_by(shop, "sms")
    assert 1 not in reachable_by(shop, "sms")
    merge = merge_members(shop, 1, 2, because="one phone", by="alice")
    assert 2 not in reachable_by(shop, "sms")
    assert consents_of(shop, 2)["standing"][0]["how"] == "withdrawn"
    assert "sms" not in profile(shop, 2)["reachable"]
    tell_consents(shop, [told(2, "given", 9)])
    assert 2 not in reachable_by(shop, "sms"), "the other id has not agreed again"
    undo_merge(merge)
    assert 2 in reachable_by(shop, "sms")
    assert consents_of(shop, 1)["standing"][0]["how"] == "withdrawn"


def test_one_agrees_again(shop: Workspace) -> None:
    assert 3 not in reachable_by(shop, "sms")
    tell_consents(shop, [told(3, "given", 5)])
    assert 3 in reachable_by(shop, "sms")
    history = consents_of(shop, 3)["history"]
    assert [row["how"] for row in history] == ["given", "withdrawn"]
    assert history[1]["until"] == history[0]["at"]


def test_nobody_who_was_erased_is_told_of(shop: Workspace) -> None:
    from siyu.unify.members.models import Member

    Member.objects.filter(member_id=4).update(erased_at=START)
    assert tell_consents(shop, [told(4, "given", 1), told(99, "given", 1)]) == [False, False]
