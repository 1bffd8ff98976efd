"""A code is made once on the platform, and who stands behind it follows the caps, the hours and who is there."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.contact_codes import ways
from siyu.connect.contact_codes.managing import change_code, retire_code
from siyu.connect.contact_codes.models import ContactAdd, ContactCode
from siyu.connect.contact_codes.refreshing import refresh_code, refresh_due
from siyu.lib.errors import Refusal
from tests.played_wecom import PlayedWecom


def test_a_code_is_made_with_its_staff_and_state(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice", "bob"], asks_first=True)
    way = played.way(code)
    assert (sorted(way.user), way.state, way.skip_verify) == (["alice", "bob"], code.key, False)
    assert code.qr_code == way.qr_code
    assert len(code.key) <= 30
    assert code.refresh_at is None


def test_five_staff_with_a_cap_take_their_share_and_the_backup_the_rest(played: PlayedWecom) -> None:
    for userid in ("dave", "erin", "frank"):
        played.sandbox.act("members", userid=userid, department=[2])
    five = ["alice", "bob", "dave", "erin", "frank"]
    code = played.make(name="poster", staff=five, backup=["carol"], daily_cap=4)
    for _ in range(21):
        played.scan(code)
        played.settle()
    assert Counter(ContactAdd.objects.values_list("staff", flat=True)) == {**dict.fromkeys(five, 4), "carol": 1}
    assert played.way(code).user == ["carol"]


def test_a_new_day_empties_the_counts(played: PlayedWecom, workspace: Workspace) -> None:
    code = played.make(name="poster", staff=["alice"], backup=["carol"], daily_cap=1)
    played.scan(code)
    played.settle()
    assert played.way(code).user == ["carol"]
    Workspace.objects.filter(pk=workspace.pk).update(clock_stands_at=datetime(2018, 1, 1, 5, 1, tzinfo=UTC))
    ContactCode.objects.update(refresh_at=datetime.now(UTC))
    played.settle()
    assert played.way(code).user == ["alice"]


def test_shifts_are_kept_in_the_zone_of_the_brand(played: PlayedWecom, workspace: Workspace) -> None:
    evening = {"staff": ["bob"], "days": [7], "from": "20:00", "to": "23:59"}
    code = played.make(name="poster", shifts=[evening], staff=["alice"], backup=["carol"])
    assert played.way(code).user == ["carol"], "the shop's clock stands at 23:59:59 on a Sunday"
    Workspace.objects.filter(pk=workspace.pk).update(clock_stands_at=datetime(2018, 1, 1, 3, 0, tzinfo=UTC))
    assert code.refresh_at is not None
    refresh_code(code.pk)
    assert played.way(code).user == ["bob"]


def test_who_can_not_be_added_is_left_out_and_comes_back(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice", "bob"])
    played.sandbox.act("departures", member="alice")
    played.settle()
    code.refresh_from_db()
    assert (code.standing, code.absent) == (["bob"], ["alice"])
    assert played.way(code).user == ["bob"]
    played.scan(code)
    played.settle()
    assert ContactAdd.objects.get().staff == "bob"


def test_a_code_nobody_can_stand_behind_says_so(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["nobody-here"])
    assert code.config_id == ""
    assert code.problem is not None
    assert code.failures == 1
    assert code.refresh_at is not None
    assert code.refresh_at > datetime.now(UTC)


def test_what_the_platform_refuses_is_shown_and_tried_again(played: PlayedWecom) -> None:
    played.sandbox.act("faults", path="/cgi-bin/externalcontact/add_contact_way", code=41045, times=1)
    code = played.make(name="poster", staff=["alice"])
    assert (code.config_id, code.failures) == ("", 1)
    ContactCode.objects.update(refresh_at=datetime.now(UTC))
    refresh_due()
    code.refresh_from_db()
    assert code.config_id
    assert (code.failures, code.problem) == (0, None)


def test_a_way_whose_answer_got_lost_is_found_and_not_made_twice(played: PlayedWecom) -> None:
    played.sandbox.act("faults", path="/cgi-bin/externalcontact/add_contact_way", broken=True, times=1)
    code = played.make(name="poster", staff=["alice"])
    assert code.config_id == ""
    ContactCode.objects.update(refresh_at=datetime.now(UTC))
    refresh_due()
    code.refresh_from_db()
    world = played.sandbox.application.sandbox.world
    assert list(world.ways) == [code.config_id]


def test_only_one_worker_changes_a_code_at_a_time(played: PlayedWecom, monkeypatch: pytest.MonkeyPatch) -> None:
    code = played.make(name="poster", staff=["alice"])
    rewrite, seen = ways.rewrite_way, []

    def meet(*given: object) -> None:
        seen.append(refresh_code(code.pk))

    monkeypatch.setattr("siyu.connect.contact_codes.refreshing.rewrite_way", meet)
    change_code(played.access, "poster", {**code.document, "staff": ["bob"]}, 1)
    assert refresh_code(code.pk)
    assert seen == [False]
    assert rewrite is not meet


def test_a_change_reaches_the_printed_code(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"])
    change_code(played.access, "poster", {**code.document, "staff": ["bob"]}, 1)
    played.settle()
    assert played.way(code).user == ["bob"]
    assert played.way(code).qr_code == code.qr_code


def test_a_retired_code_changes_no_more(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"], backup=["bob"], daily_cap=1)
    retire_code(played.access, "poster")
    played.scan(code)
    played.settle()
    assert played.way(code).user == ["alice"]
    assert ContactAdd.objects.count() == 1
    with pytest.raises(Refusal, match="retired"):
        change_code(played.access, "poster", {**code.document, "staff": ["bob"]}, 1)


def test_a_code_of_groups_rolls_over(played: PlayedWecom) -> None:
    group = played.sandbox.act("groups", owner="alice")["group"]["chat_id"]
    code = played.make(name="circle", groups={"chats": [group], "base_name": "奶友群", "base_number": 2})
    way = played.sandbox.application.sandbox.world.join_ways[code.config_id]
    assert (way.chat_id_list, way.auto_create_room, way.room_base_name, way.state) == ([group], 1, "奶友群", code.key)
    assert code.qr_code == way.qr_code


def test_a_person_who_adds_twice_on_a_day_counts_once(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"])
    person = played.scan(code)["person"]["id"]
    played.settle()
    played.sandbox.act("blocks", person=person, member="alice")
    played.scan(code, person)
    played.settle()
    assert ContactAdd.objects.count() == 1
