"""A person is erased from every store, decoded; others keep every number; a crash at any point is finished by the next run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.unify.members.base import base_of
from siyu.unify.members.models import Identifier, Member, MemberKey
from siyu.unify.members.profile import profile
from siyu.unify.privacy.asking import ask_erasure, ask_export, what_goes
from siyu.unify.privacy.carrying_out import carry_out_request
from siyu.unify.privacy.models import PrivacyRequest
from tests.unify.privacy.conftest import CITY, NAME, NEEDLES, PHONE, SAID, SECOND, UPLOADS, Planted
from tests.unify.privacy.decoding import look, look_in_lake
from tests.unify.privacy.raw_parts import raw_parts_with

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

AT_ONCE = timedelta(0)
ON_SQLITE = "inbox" in settings.DATABASES

EXPECTED = {
    "13912345678": {"identifiers", "inbox", "letters", "audit", "segment exports"},
    SAID: {"lake", "members", "inbox"},
    CITY: {"lake", "members"},
    NAME: {"members", "uploads", "quarantine", "segment exports"},
}
"""Where each was planted; the walk must find it there before it may say that it is gone."""
PERSONAL = ("events", "touches")
"""Tables that lose their rows; what orders keep of a person is a time and an amount, of nobody."""
TABLES = {
    "identifiers": "unify_members_identifier", "members": "unify_members_member", "audit": "accounts_auditentry",
    "inbox": "connect_inbox_received", "letters": "connect_inbox_deadletter",
}  # fmt: skip


def ask(planted: Planted) -> PrivacyRequest:
    return ask_erasure(command_line(planted.workspace), planted.ids[1], str(planted.ids[0]))


def numbers(workspace: Workspace) -> dict[str, Any]:
    """What the brand's reports add up."""
    with open_snapshot(workspace) as snapshot:
        orders, lines, refunds = (snapshot.facts(name) for name in ("orders", "order_lines", "refunds"))
        sums = {
            "orders": orders.agg(n=orders.count(), sales=orders.sales_minor.sum()),
            "lines": lines.agg(n=lines.count(), sales=lines.sales_minor.sum(), quantity=lines.quantity.sum()),
            "refunds": refunds.agg(n=refunds.count(), amount=refunds.amount_minor.sum()),
        }
        return {name: snapshot.to_arrow(found).to_pylist() for name, found in sums.items()}


def numbers_of_others(workspace: Workspace, ids: tuple[int, ...]) -> dict[str, Any]:
    found = {}
    with open_snapshot(workspace) as snapshot:
        for table in ("orders", "order_lines", "refunds", "events", "touches", "feature_snapshots"):
            facts = snapshot.facts(table)
            others = facts.filter(facts.source_id.notnull() & facts.source_id.notin(ids))
            found[table] = snapshot.to_arrow(others.order_by("key")).to_pylist()
    return found


def test_the_walk_finds_what_was_planted(planted: Planted, home: Path) -> None:
    for needle, kinds in EXPECTED.items():
        found = look(home, needle)
        for kind in kinds:
            table = TABLES.get(kind)
            assert kind in found or any(place.endswith(f".{table}") for place in found), (needle, kind, found)
    for needle in NEEDLES:
        assert look(home, needle), needle
    raw = {place for place in look(home, PHONE) if " " in place}
    assert raw & ({"default pages", "default wal"} if ON_SQLITE else {"default relation unify_members_identifier"}), raw
    everywhere = {"lake", "logs", "checkpoints"}
    assert look_in_lake(home, planted.ids) == everywhere
    for table in PERSONAL:
        assert look_in_lake(home, (), SECOND, table) == everywhere, table


def test_nothing_is_left_of_the_person(planted: Planted, home: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = ask_export(command_line(planted.workspace), planted.ids[0])
    carry_out_request(made.pk)
    assert "exports" in look(home, PHONE)
    before, others = numbers(planted.workspace), numbers_of_others(planted.workspace, planted.ids)
    goes = what_goes(planted.workspace, planted.ids[1])
    with caplog.at_level(logging.DEBUG):
        request = carry_out_request(ask(planted).pk, grace=AT_ONCE)
    assert request.state == PrivacyRequest.DONE, request.error
    for needle in NEEDLES:
        assert look(home, needle) == set(), needle
        assert needle not in caplog.text
    assert look_in_lake(home, planted.ids) == set()
    for table in PERSONAL:
        assert look_in_lake(home, (), SECOND, table) == set(), table
    assert numbers(planted.workspace) == before
    assert numbers_of_others(planted.workspace, planted.ids) == others
    told = {line["name"]: line["rows"] for line in request.receipt["stores"]}
    assert {line["name"]: line["rows"] for line in goes["stores"]} == {name: n for name, n in told.items() if n}
    assert told["lake.events"] == 5
    assert (told["lake.orders"], told["lake.order_lines"], told["lake.refunds"]) == (2, 2, 2)
    assert (told["lake.touches"], told["identifiers"], told["members"]) == (2, 5, 2)
    assert (told["uploads"], told["quarantine"], told["exports"], told["dead_letters"]) == (1, 1, 1, 2)
    assert (told["duplicates"], told["segment_exports"]) == (1, 2)
    assert (told["inbox"], told["audit"], told["segment_rules"], told["jobs"]) == (5, 1, 2, 1)


@pytest.mark.slow
def test_the_number_stays_empty_and_is_never_given_again(planted: Planted) -> None:
    workspace, ids = planted.workspace, planted.ids
    was = workspace.erasures
    carry_out_request(ask(planted).pk, grace=AT_ONCE)
    workspace.refresh_from_db()
    assert workspace.erasures == was + 1
    assert workspace.next_member_id > max(ids)
    rows = Member.objects.filter(workspace=workspace, member_id__in=ids)
    assert {(row.name, row.joined_on, str(row.attributes), row.erased_at is None) for row in rows} == {
        ("", None, "{}", False)
    }
    assert not MemberKey.objects.filter(source_id__in=ids).exists()
    assert not Identifier.objects.filter(source_id__in=ids).exists()
    assert not base_of(workspace) & bitmaps.from_ids(ids)
    with pytest.raises(Refusal, match="no member"):
        profile(workspace, ids[0])


def test_who_comes_again_is_somebody_new(planted: Planted, collect: Callable[..., Any]) -> None:
    from tests.connect.collecting import load_all
    from tests.unify.privacy.conftest import DEVICE

    carry_out_request(ask(planted).pk, grace=AT_ONCE)
    collect("/v1/track", {"anonymousId": DEVICE, "event": "Product Viewed"})
    load_all(planted.workspace)
    assert Identifier.objects.get(kind="device", value=DEVICE).source_id > max(planted.ids)


def test_files_of_others_stay(planted: Planted, home: Path) -> None:
    carry_out_request(ask(planted).pk, grace=AT_ONCE)
    left = [path.read_text() for path in (home / "uploads").iterdir()]
    assert left == [UPLOADS["others.csv"]], "a number in a column of another meaning is no trace"


class Crash(BaseException):
    """Stands for kill -9."""


@pytest.mark.slow
def test_a_crash_between_any_two_steps_is_finished(planted: Planted, home: Path) -> None:
    goes = {line["name"]: line["rows"] for line in what_goes(planted.workspace, planted.ids[0])["stores"]}
    request = ask(planted)
    seen: set[str] = set()

    def crash_at_the_next(step: str) -> None:
        if step not in seen:
            seen.add(step)
            raise Crash

    for _ in range(200):
        try:
            done = carry_out_request(request.pk, grace=AT_ONCE, hook=crash_at_the_next)
            break
        except Crash:
            continue
    assert {"settled", "noted", "counted", "buried", "recounted", "forgotten", "swept"} <= seen
    assert done.state == PrivacyRequest.DONE
    assert {line["name"]: line["rows"] for line in done.receipt["stores"] if line["rows"]} == goes
    for needle in NEEDLES:
        assert look(home, needle) == set(), needle
    assert look_in_lake(home, planted.ids) == set()


@pytest.mark.slow
def test_readers_keep_their_old_version_until_the_grace_is_over(planted: Planted) -> None:
    with open_snapshot(planted.workspace) as snapshot:
        events = snapshot.facts("events")
        request = carry_out_request(ask(planted).pk)
        assert request.state == PrivacyRequest.WAITING
        assert int(snapshot.to_arrow(events.count()).as_py()) > 0
    PrivacyRequest.objects.update(goes_on_at=None)
    assert carry_out_request(request.pk, grace=AT_ONCE).state == PrivacyRequest.DONE


def test_free_pages_dead_rows_and_logs_are_swept(planted: Planted) -> None:
    found: dict[str, set[str]] = {}
    left: dict[str, tuple[int, int]] = {}

    def measure(step: str) -> None:
        if step in {"forgotten", "swept"}:
            found[step] = {part for alias in settings.DATABASES for part in raw_parts_with(alias, PHONE)}
        for alias in settings.DATABASES if step == "swept" and ON_SQLITE else ():
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA freelist_count")
                log = Path(f"{connections[alias].settings_dict['NAME']}-wal")
                left[alias] = (cursor.fetchone()[0], log.stat().st_size)

    carry_out_request(ask(planted).pk, grace=AT_ONCE, hook=measure)
    assert found["forgotten"], "deleting alone leaves bytes behind"
    assert found["swept"] == set()
    assert left == ({"default": (0, 0), "inbox": (0, 0)} if ON_SQLITE else {})


def test_it_must_be_confirmed_by_number_or_name(planted: Planted) -> None:
    access = command_line(planted.workspace)
    with pytest.raises(Refusal, match="neither the number nor the name"):
        ask_erasure(access, planted.ids[0], "Zoe")
    assert ask_erasure(access, planted.ids[0], NAME).kind == "erasure"
    with pytest.raises(Refusal, match="already"):
        ask_erasure(access, planted.ids[0], NAME)
