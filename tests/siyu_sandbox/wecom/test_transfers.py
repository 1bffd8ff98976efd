"""Customers change hands after a day unless they refuse; those of who left wait in a list."""

from __future__ import annotations

from tests.siyu_sandbox.playing import Listener, Player

DAY = 86_400


def customer(play: Player, member: str = "alice") -> str:
    return str(play.act("additions", member=member, state="s")["person"]["external_userid"])


def transfer(play: Player, *people: str, path: str = "transfer_customer", **more: str) -> list[int]:
    pair = {"handover_userid": "alice", "takeover_userid": "bob", **more}
    found = play.post(f"externalcontact/{path}", **pair, external_userid=list(people))
    return [one["errcode"] for one in found["customer"]] if found["errcode"] == 0 else [found["errcode"]]


def statuses(play: Player) -> list[int]:
    play.tokens.clear()
    found = play.post("externalcontact/transfer_result", handover_userid="alice", takeover_userid="bob")
    return [one["status"] for one in found["customer"]]


def test_a_transfer_takes_a_day_and_is_told_as_a_deletion_and_an_addition(play: Player, ears: Listener) -> None:
    person, refuser = customer(play), customer(play)
    ears.heard.clear()
    assert transfer(play, person, refuser, "wmnobody") == [0, 0, 40096]
    assert transfer(play, person) == [40129]
    play.act("refusals", person=refuser)
    assert statuses(play) == [2, 3]
    play.act("clock", advance=DAY)
    assert statuses(play) == [1, 3]
    told = [(one["ChangeType"], one.get("Source") or one.get("FailReason")) for one in ears.heard if one["to"] == "app"]
    assert told == [
        ("transfer_fail", "customer_refused"), ("del_external_contact", "DELETE_BY_TRANSFER"), ("add_external_contact", None),
    ]  # fmt: skip
    assert play.get("externalcontact/get", external_userid=person)["follow_user"][0]["add_way"] == 202


def test_a_customer_is_handed_over_twice_in_ninety_days(play: Player) -> None:
    person = customer(play)
    for giver, taker in (("alice", "bob"), ("bob", "alice")):
        assert transfer(play, person, handover_userid=giver, takeover_userid=taker) == [0]
        play.act("clock", advance=DAY + 1)
        play.tokens.clear()
    assert transfer(play, person) == [40128]
    assert transfer(play, person, takeover_userid="alice") == [40130]


def test_a_full_member_takes_nobody(play: Player, ears: Listener) -> None:
    person = customer(play)
    customer(play, "bob")
    play.act("settings", settings={"capacity": 1})
    transfer(play, person)
    play.act("clock", advance=DAY)
    assert statuses(play) == [4] and ears.of("transfer_fail")[0]["FailReason"] == "customer_limit_exceed"


def test_the_customers_of_who_left_wait_and_are_inherited(play: Player) -> None:
    people = [customer(play) for _ in range(3)]
    assert transfer(play, people[0], path="resigned/transfer_customer") == [40097]
    play.act("departures", member="alice")
    first = play.post("externalcontact/get_unassigned_list", page_size=2)
    rest = play.post("externalcontact/get_unassigned_list", page_size=2, cursor=first["next_cursor"])
    assert [one["external_userid"] for one in first["info"] + rest["info"]] == people
    assert (first["is_last"], rest["is_last"]) == (False, True)
    assert transfer(play, people[0], path="resigned/transfer_customer") == [0]
    assert len(play.post("externalcontact/get_unassigned_list")["info"]) == 2
    play.act("clock", advance=DAY)
    play.tokens.clear()
    found = play.post("externalcontact/resigned/transfer_result", handover_userid="alice", takeover_userid="bob")
    assert [one["status"] for one in found["customer"]] == [1]
