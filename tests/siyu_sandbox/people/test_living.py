"""Populations live by their habits and the seed; what messages cause is known exactly."""

from __future__ import annotations

from typing import Any

import pytest

from siyu_sandbox.sandbox import Sandbox
from siyu_sandbox.world.founding import found_world
from tests.siyu_sandbox.playing import NOON, Player, Refused

DAY = 86_400
EVERYBODY_COMES = {"scan_rate": 1.0, "refer_rate": 0.0, "staff_rate": 1.0, "block_rate": 0.0}


def town(count: int, **habits: Any) -> Player:
    """Return a sandbox where so many people have met Alice two days ago."""
    play = Player(Sandbox(found_world(7, NOON, 0)))
    way = play.post("externalcontact/add_contact_way", type=1, scene=2, user=["alice"], state="town")["config_id"]
    play.act("populations", count=count, places=[way], habits={**EVERYBODY_COMES, **habits})
    pass_days(play, 2)
    return play


def pass_days(play: Player, days: float) -> None:
    play.act("clock", advance=days * DAY)
    play.tokens.clear()


def outcomes(play: Player, kind: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = play._json("GET", "/_sandbox/outcomes", {"kind": kind, "limit": 500, "cursor": cursor})
        found, cursor = found + page["outcomes"], page["next_cursor"]
        if not cursor:
            return found


def promote(play: Player) -> None:
    made = play.post("externalcontact/add_msg_template", sender="alice", text={"content": "八折"})
    assert made["errcode"] == 0, made


def test_the_same_seed_and_messages_give_the_same_history() -> None:
    histories = []
    for _ in range(2):
        play = town(30, refer_rate=0.2, block_rate=0.3, tolerance=0)
        promote(play)
        pass_days(play, 10)
        histories.append(outcomes(play))
    assert histories[0] == histories[1] and {"scan", "chat", "open", "purchase", "referral", "block"} <= {
        one["kind"] for one in histories[0]
    }


def test_without_messages_only_what_they_did_not_cause_would_have_been_bought() -> None:
    quiet, loud = town(60, buy_rate=0.1, lift=1.0, open_rate=1.0), town(60, buy_rate=0.1, lift=1.0, open_rate=1.0)
    promote(loud)
    pass_days(quiet, 12)
    pass_days(loud, 12)

    def bought(play: Player, *, caused: bool) -> set[tuple[str, int]]:
        return {(one["person"], one["at"]) for one in outcomes(play, "purchase") if one["is_caused"] == caused}

    assert bought(quiet, caused=True) == set()
    assert bought(loud, caused=False) == bought(quiet, caused=False)
    caused, plain = len(bought(loud, caused=True)), len(bought(loud, caused=False))
    assert 25 < caused < 65 and plain > 50  # 60 people, 7 days, 0.1 × 1.0 a day: 42
    assert all(one["ref"].startswith("msg") for one in outcomes(loud, "purchase") if one["is_caused"])


def test_who_gets_more_than_he_bears_blocks_the_member() -> None:
    play = town(10, tolerance=1, block_rate=1.0, chat_rate=0.0)
    promote(play)
    pass_days(play, 1.5)
    assert play.state("populations")[0]["counts"].get("block", 0) == 0
    promote(play)
    pass_days(play, 2)
    assert play.state("populations")[0]["counts"]["block"] == 10
    assert play.get("externalcontact/list", userid="alice")["errcode"] == 84061


def test_members_accept_who_asks_and_tap_what_waits() -> None:
    play = Player(Sandbox(found_world(7, NOON, 0)))
    way = play.post("externalcontact/add_contact_way", type=1, scene=2, user=["bob"], skip_verify=False)["config_id"]
    play.act("populations", count=5, places=[way], habits=EVERYBODY_COMES)
    pass_days(play, 4)
    assert len(play.get("externalcontact/list", userid="bob")["external_userid"]) == 5
    play.post("externalcontact/add_msg_template", sender="bob", text={"content": "x"})
    play.post("externalcontact/add_moment_task", text={"content": "x"})
    pass_days(play, 2)
    assert [one["tasks"]["bob"][0] for one in play.state("mass").values()] == [2]
    assert None not in next(iter(play.state("moments").values()))["published"].values()


def test_people_follow_accounts_by_their_codes_and_write() -> None:
    play = Player(Sandbox(found_world(7, NOON, 0)))
    scene = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "s"}}}
    ticket = play.post("qrcode/create", "wxsandbox", **scene)["ticket"]
    play.act("populations", count=5, places=[ticket], habits={**EVERYBODY_COMES, "chat_rate": 1.0})
    pass_days(play, 3)
    assert play.get("user/get", "wxsandbox")["total"] == 5
    assert {one["ref"] for one in outcomes(play, "chat")} == {"wxsandbox"}


def test_a_population_that_stopped_does_nothing_and_what_cannot_be_is_counted() -> None:
    play = town(5, chat_rate=1.0)
    play.act("population-stops", population=1)
    before = len(outcomes(play))
    pass_days(play, 5)
    assert len(outcomes(play)) == before
    way = next(iter(play.state("ways")))
    play.act("populations", count=3, places=[way], habits=EVERYBODY_COMES)
    play.post("externalcontact/del_contact_way", config_id=way)
    pass_days(play, 1)
    assert play.state("populations")[1]["refused"] == {"the code is no longer valid": 3}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"places": ["none"]}, "no contact way or code none"),
        ({"habits": {"open_rat": 1}}, "no habit open_rat"),
        ({"habits": {"open_rate": 1.5}}, "open_rate is out of range"),
        ({"habits": {"lift_days": 1.5}}, "lift_days is a whole number"),
        ({"habits": {"lift": "x"}}, "lift is out of range"),
        ({"count": 0}, "count: out of 1–100000"),
    ],
)
def test_what_cannot_live_is_refused(play: Player, fields: dict[str, Any], message: str) -> None:
    way = play.post("externalcontact/add_contact_way", type=1, scene=2, user=["alice"])["config_id"]
    with pytest.raises(Refused, match=message):
        play.act("populations", **{"count": 1, "places": [way], **fields})
