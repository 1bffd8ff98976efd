"""Contact codes by the API: made, listed, changed in versions, retired, printed; and the page behind a printed one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from siyu.accounts.models import AuditEntry, User
from siyu.connect.contact_codes.models import ContactCode
from tests.conftest import MakeClient
from tests.played_wecom import PlayedWecom

PATH = "/workspaces/shop/contact-codes"


def document(**more: Any) -> dict[str, Any]:
    return {"kind": "contact_code", "name": "poster", "channel": "企业微信", "staff": ["alice", "bob"], **more}


def test_a_code_is_made_read_changed_and_retired(played: PlayedWecom, bob: User, api: MakeClient) -> None:
    made = api(bob).post(PATH, {"document": document(daily_cap=1, backup=["carol"], motive="benefit")})
    assert (made.status_code, made.json()["state"]) == (201, "making")
    played.settle()
    played.scan(ContactCode.objects.get())
    played.settle()
    read = api(bob).get(f"{PATH}/poster").json()
    assert (read["state"], read["adds"], read["adds_today"], read["motive"]) == ("live", 1, 1, "benefit")
    assert sorted(one["today"] for one in read["people"]) == [0, 0, 1]
    assert [day["adds"] for day in read["days"]] == [1]
    assert read["address"] == f"http://testserver/k/{read['key']}"
    change = {"document": document(staff=["bob"]), "version": 1}
    assert api(bob).send("PUT", f"{PATH}/poster", change).json()["version"] == 2
    assert api(bob).send("PUT", f"{PATH}/poster", change).status_code == 409
    assert "carol" in api(bob).get(f"{PATH}/poster/versions/1").json()["yaml"]
    assert api(bob).post(f"{PATH}/poster/refreshes").status_code == 200
    assert api(bob).post(f"{PATH}/poster/retirements").json()["state"] == "retired"
    assert {entry.action for entry in AuditEntry.objects.filter(action__startswith="contact_code")} == {
        "contact_code.created", "contact_code.changed", "contact_code.retired",
    }  # fmt: skip


def test_many_are_made_at_once_or_none(played: PlayedWecom, bob: User, api: MakeClient) -> None:
    each = [{"name": f"store-{n}", "staff": [one], "store": f"s{n}"} for n, one in enumerate(["alice", "bob", "carol"])]
    made = api(bob).post("/workspaces/shop/contact-code-batches", {"document": document(), "each": each})
    assert made.json() == {"names": ["store-0", "store-1", "store-2"]}
    again = [{"name": "store-9"}, {"name": "store-1"}]
    refused = api(bob).post("/workspaces/shop/contact-code-batches", {"document": document(), "each": again})
    assert (refused.status_code, refused.json()["error"]["where"]) == (409, "each.1.name")
    assert ContactCode.objects.count() == 3
    listed = api(bob).get(f"{PATH}?search=store-1").json()
    assert ([row["name"] for row in listed["items"]], listed["total"]) == (["store-1"], 1)
    first = api(bob).get(f"{PATH}?limit=2&state=making").json()
    rest = api(bob).get(f"{PATH}?limit=2&cursor={first['next']}").json()
    assert [row["name"] for row in first["items"] + rest["items"]] == ["store-0", "store-1", "store-2"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"channel": "企业微型"}, "channel"),
        ({"staff": []}, None),
        ({"groups": {"chats": ["wr1"]}}, None),
        ({"daily_cap": 0}, "daily_cap"),
        ({"shifts": [{"staff": ["alice"], "days": [8], "from": "09:00", "to": "18:00"}]}, "shifts.0.days.0"),
        ({"staff": ["a|b"]}, "staff.0"),
        ({"motive": "greed"}, "motive"),
        ({"name": "Großes Plakat"}, "name"),
        ({"colour": "red"}, "colour"),
        ({"staff": [f"s{n}" for n in range(60)], "backup": [f"b{n}" for n in range(60)]}, None),
    ],
)
def test_a_bad_document_is_refused_with_its_place(
    played: PlayedWecom, bob: User, api: MakeClient, change: dict[str, Any], where: str | None
) -> None:
    refused = api(bob).post(PATH, {"document": {**document(), **change}})
    assert refused.status_code == 422
    assert refused.json()["error"]["where"] == where


def test_a_printed_code_leads_to_the_platforms_picture_and_is_counted(
    played: PlayedWecom, bob: User, api: MakeClient, client: Client
) -> None:
    code = played.make(name="poster", staff=["alice"], label={"zh-CN": "五月海报"})
    page = client.get(f"/k/{code.key}", HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert code.qr_code in page.content.decode()
    assert "长按识别" in page.content.decode()
    assert "qpic.cn" in page["Content-Security-Policy"]
    client.head(f"/k/{code.key}")
    assert api(bob).get(f"{PATH}/poster").json()["visits"] == 1
    assert client.get("/k/nothing").status_code == 404
    svg = api(bob).get(f"{PATH}/poster/pictures/svg")
    assert svg.content.startswith(b"<svg")
    assert api(bob).get(f"{PATH}/poster/pictures/png").content.startswith(b"\x89PNG")
    pdf = api(bob).get("/workspaces/shop/contact-code-sheets?names=poster&paper=A5")
    assert pdf.content.startswith(b"%PDF")
    missing = api(bob).get("/workspaces/shop/contact-code-sheets?names=poster,gone")
    assert missing.status_code == 404
    assert api(bob).get(f"{PATH}/poster/pictures/gif").status_code == 404


def test_a_code_that_is_not_made_yet_asks_for_patience(
    played: PlayedWecom, bob: User, api: MakeClient, client: Client
) -> None:
    key = api(bob).post(PATH, {"document": document()}).json()["key"]
    assert client.get(f"/k/{key}").status_code == 503


def test_an_analyst_may_look_and_not_change(played: PlayedWecom, dora: User, api: MakeClient) -> None:
    assert api(dora).get(PATH).status_code == 200
    assert api(dora).post(PATH, {"document": document()}).status_code == 403
