"""Behaviour is counted by Beijing's days and summed over members."""

from __future__ import annotations

from tests.siyu_sandbox.playing import NOON, Player

PATH = "externalcontact/get_user_behavior_data"


def test_days_count_new_and_lost_customers_and_words(play: Player) -> None:
    people = [play.act("additions", member=member)["person"]["id"] for member in ("alice", "alice", "bob")]
    play.act("chats", person=people[0], member="alice", by="member")
    play.act("clock", advance=86_400)
    play.tokens.clear()
    play.act("blocks", person=people[1], member="alice")
    ask = {"start_time": NOON, "end_time": NOON + 86_400}
    days = play.post(PATH, userid=["alice", "bob"], **ask)["behavior_data"]
    keys = ("new_contact_cnt", "message_cnt", "chat_cnt", "negative_feedback_cnt")
    assert [[day[key] for key in keys] for day in days] == [[3, 1, 1, 0], [0, 0, 0, 1]]
    assert play.post(PATH, partyid=[2], **ask)["behavior_data"] == days
    assert play.post(PATH, **ask)["errcode"] == 40058
    assert play.post(PATH, userid=["alice"], start_time=NOON - 31 * 86_400, end_time=NOON)["errcode"] == 40058
    assert play.post(PATH, userid=["nobody"], **ask)["errcode"] == 60111


def test_wechatpy_counts(play: Player) -> None:
    play.act("additions", member="alice")
    rows = play.work_client().external_contact.get_user_behavior_data(["alice"], NOON, NOON)["behavior_data"]
    assert rows[0]["new_contact_cnt"] == 1
