"""The control page is served, and the page of web login leads back with a code."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from tests.siyu_sandbox.playing import Player

LOGIN = {"appid": "wwsandbox", "redirect_uri": "http://shop/cb?a=1", "response_type": "code", "state": "s<"}
HOST = "open.weixin.qq.com"


def test_the_control_page_asks_for_nothing_outside(play: Player) -> None:
    assert play.send("GET", "/_sandbox").headers["location"] == "/_sandbox/"
    page = play.send("GET", "/_sandbox/")
    text = page.body.decode()
    assert page.content_type.startswith("text/html") and "default-src 'none'" in page.headers["content-security-policy"]
    assert "http://" not in text and "https://" not in text
    assert text.count("data-zh=") == text.count("data-en=") > 10


def test_web_login_asks_whom_to_be_and_leads_back_with_a_code(play: Player) -> None:
    person = play.act("people", name="<b>小明</b>")["people"][0]
    page = play.send("GET", "/connect/oauth2/authorize", LOGIN, host=HOST).body.decode()
    assert "sandbox_member=alice" in page and "&lt;b&gt;小明" in page and "<b>" not in page
    back = play.send("GET", "/connect/oauth2/authorize", {**LOGIN, "sandbox_member": "alice"}, host=HOST)
    query = parse_qs(urlsplit(back.headers["location"]).query)
    assert back.status == 302 and (query["a"], query["state"]) == (["1"], ["s<"])
    assert play.get("auth/getuserinfo", "app", code=query["code"][0])["userid"] == "alice"
    official = {**LOGIN, "appid": "wxsandbox"}
    assert "sandbox_member" not in play.send("GET", "/connect/oauth2/authorize", official, host=HOST).body.decode()
    back = play.send("GET", "/connect/oauth2/authorize", {**official, "sandbox_person": person["id"]}, host=HOST)
    assert "code=" in back.headers["location"]


def test_web_login_leads_to_web_addresses_only(play: Player) -> None:
    bad = {**LOGIN, "redirect_uri": "javascript:alert(1)", "sandbox_member": "alice"}
    assert json.loads(play.send("GET", "/connect/oauth2/authorize", bad, host=HOST).body)["errcode"] == 10003


def test_the_overview_is_short_however_much_there_is(play: Player) -> None:
    way = play.post("externalcontact/add_contact_way", type=1, scene=2, user=["alice"], state="s", skip_verify=False)[
        "config_id"
    ]
    play.act("people", count=50)
    asks = play.act("scans", way=way)["person"]["id"]
    met = play.act("additions", member="bob")["person"]["id"]
    play.post("externalcontact/add_msg_template", sender="bob", text={"content": "上新"})
    play.post("externalcontact/add_moment_task", text={"content": "晒单"})
    seen = json.loads(play.send("GET", "/_sandbox/overview").body)
    assert [one["id"] for one in seen["people"]][:2] == [met, asks] and len(seen["people"]) == 20
    assert seen["people"][0]["members"] == ["bob"] and seen["people"][1]["asked"] == ["alice"]
    assert [(one["member"], one["text"]) for one in seen["tasks"]] == [
        ("bob", "上新"), ("alice", "晒单"), ("bob", "晒单"), ("carol", "晒单"),
    ]  # fmt: skip
    assert seen["ways"] == [{"config_id": way, "name": "s · alice"}]


def test_parts_of_the_state_are_named(play: Player) -> None:
    answer = play.send("GET", "/_sandbox/state", {"parts": "seed,none"})
    assert answer.status == 422 and "no part none" in answer.body.decode()
    assert json.loads(play.send("GET", "/_sandbox/state").body)["corpid"] == "wwsandbox"
    listed = json.loads(play.send("GET", "/_sandbox/endpoints").body)["endpoints"]
    assert any(one["path"] == "/cgi-bin/gettoken" for one in listed)
