"""Acquisition links bring customers with their channel as the state, for self-built apps only."""

from __future__ import annotations

from typing import Any

from tests.siyu_sandbox.playing import NOON, Listener, Player

BASE = "externalcontact/customer_acquisition"


def link(play: Player, **fields: Any) -> dict[str, Any]:
    made = play.post(f"{BASE}/create_link", "app", **{"link_name": "春季", "range": {"user_list": ["alice"]}, **fields})
    assert made["errcode"] == 0, made
    found: dict[str, Any] = made["link"]
    return found


def test_a_click_brings_a_customer_with_the_channel_cut_at_64_bytes(play: Player, ears: Listener) -> None:
    made = link(play)
    person = play.act("clicks", link=made["url"], customer_channel="渠" * 30)["person"]
    (row,) = play.post(f"{BASE}/customer", "app", link_id=made["link_id"])["customer_list"]
    assert (row["external_userid"], row["chat_status"], row["state"]) == (person["external_userid"], 0, "渠" * 21)
    for _ in range(2):
        play.act("chats", person=person["id"], member="alice")
    assert [(one["to"], one["UserID"]) for one in ears.of("customer_start_chat")] == [("app", "alice")]
    assert play.post(f"{BASE}/customer", "app", link_id=made["link_id"])["customer_list"][0]["chat_status"] == 1
    assert play.get("externalcontact/get", external_userid=person["external_userid"])["follow_user"][0]["add_way"] == 16
    counted = play.get(f"{BASE}/statistic", "app", link_id=made["link_id"], start_time=NOON, end_time=NOON)
    assert (counted["click_link_customer_cnt"], counted["new_customer_cnt"]) == (1, 1)
    assert play.get("externalcontact/customer_acquisition_quota", "app")["balance"] == 9999


def test_without_skip_verify_a_request_is_told(play: Player, ears: Listener) -> None:
    made = link(play, skip_verify=False)
    person = play.act("clicks", link=made["link_id"], customer_channel="c")["person"]["id"]
    assert (ears.of("friend_request")[0]["LinkId"], ears.of("friend_request")[0]["State"]) == (made["link_id"], "c")
    play.act("acceptances", person=person, member="alice")
    assert len(play.post(f"{BASE}/customer", "app", link_id=made["link_id"])["customer_list"]) == 1


def test_links_are_changed_listed_and_deleted_by_their_app(play: Player) -> None:
    made = link(play)["link_id"]
    assert play.post(f"{BASE}/get", "contact", link_id=made)["errcode"] == 48002
    assert play.post(f"{BASE}/update_link", "app", link_id=made, range={"department_list": [2]})["errcode"] == 0
    assert play.post(f"{BASE}/get", "app", link_id=made)["range"] == {"user_list": [], "department_list": [2]}
    assert play.post(f"{BASE}/update_link", "app", link_id=made, range={})["errcode"] == 40058
    assert play.post(f"{BASE}/list_link", "app")["link_id_list"] == [made]
    assert play.post(f"{BASE}/delete_link", "app", link_id=made)["errcode"] == 0
    assert play.post(f"{BASE}/get", "app", link_id=made)["errcode"] == 40058
    assert play.post(f"{BASE}/create_link", "app", link_name="x", range={"user_list": ["nobody"]})["errcode"] == 60111
