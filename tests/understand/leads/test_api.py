"""Leads by the API: two contacts of one company among the small shop, their score, stages that are set, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.understand.stages import recording
from siyu.understand.stages.kinds import B2B
from siyu.unify.members.models import Member

HOME = "/workspaces/shop/leads"
PART = {"name": "city", "group": "fit", "label": {"zh-CN": "武汉", "en": "Wuhan"}, "points": 70,
        "rule": {"attribute": "city", "is": "Wuhan"}}  # fmt: skip


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    """Members 1 and 11 are of one company; 1 has bought twice, 11 never; 12 has an industry and no company."""
    for number, known in (
        (
            1,
            {
                "company": "甲公司",
                "industry": "软件",
                "company_size": "300",
                "job_title": "CTO",
                "renews_on": "2018-01-20",
            },
        ),
        (11, {"company": "甲公司", "industry": "软件"}),
        (12, {"industry": "制造", "company_size": "51-200"}),
    ):
        member = Member.objects.get(workspace=shop, member_id=number)
        member.attributes = {**member.attributes, **known}
        member.save()
    return api(bob)


def test_contacts_are_told_by_stage_industry_and_size(client: Any) -> None:
    found = client.get(f"{HOME}/spread").json()
    assert (found["contacts"], found["members"]) == (3, 19)
    assert found["cells"] == [
        {"stage": "traffic", "industry": "软件", "size": None, "members": 1},
        {"stage": "traffic", "industry": "制造", "size": "51-200", "members": 1},
        {"stage": "repurchase", "industry": "软件", "size": "201–1000", "members": 1},
    ]
    known = {one["field"]: one["known"] for one in found["fields"]}
    assert known == {"company": 2, "industry": 3, "size": 2, "source": 0, "renews_on": 1}
    assert found["sizes"][-1]["label"] == {"zh-CN": "未知", "en": "Not known"}
    renewals = found["renewals"]
    assert (renewals["customers"], renewals["soon"], renewals["late"]) == (1, 1, 0)
    assert client.post("/workspaces/shop/previews", {"rule": renewals["soon_rule"]}).json()["size"] == 1
    assert [(one["name"], one["members"], one["won"]) for one in found["sources"]] == [(None, 3, 1)]


def test_a_score_tells_what_it_is_made_of(client: Any) -> None:
    first, second, third = client.get(HOME).json()["items"]
    # Company, industry, size and title, less the ninety days without a page.
    assert (first["member_id"], first["points"], first["band"]) == (1, 25, "cold")
    assert [part["points"] for part in first["parts"]] == [5, 5, 15, 15, -15]
    assert [(one["member_id"], one["points"]) for one in (second, third)] == [(11, -5), (12, -10)]
    assert first["name"] == "会**"
    page = client.get(HOME, stage="traffic", limit=1).json()
    assert (page["total"], page["items"][0]["member_id"]) == (2, 11)
    assert client.get(HOME, stage="traffic", limit=1, cursor=page["next"]).json()["items"][0]["member_id"] == 12
    assert [one["member_id"] for one in client.get(HOME, search="甲").json()["items"]] == [1, 11]
    panel = client.get("/workspaces/shop/members/1").json()["lead"]
    assert (panel["points"], panel["stage"], panel["is_set"]) == (25, "repurchase", False)
    assert client.get("/workspaces/shop/members/2").json()["lead"] is None


def test_contacts_of_one_company_are_one_account(client: Any) -> None:
    found = client.get(f"{HOME}/accounts").json()
    (account,) = found["items"]
    assert (account["company"], account["contacts"], account["stage"], account["points"]) == (
        "甲公司",
        2,
        "repurchase",
        25,
    )
    assert found["without"] == 1
    assert client.get(f"{HOME}/accounts", search="乙").json()["items"] == []


def test_a_stage_that_is_set_goes_before_the_rules_until_it_is_taken_back(client: Any) -> None:
    path = "/workspaces/shop/members/11/stages/b2b"
    rule = {"rule": {"stage": "b2b", "is": "sales_qualified"}}
    assert client.post(path, {"stage": "sales_qualified", "why": "老客户介绍"}).status_code == 204
    lead = client.get("/workspaces/shop/members/11").json()["lead"]
    assert (lead["stage"], lead["ruled"], lead["is_set"]) == ("sales_qualified", "traffic", True)
    assert [(mark["stage"], mark["by"], mark["why"]) for mark in lead["marks"]] == [
        ("sales_qualified", "bob@shop.example", "老客户介绍")
    ]
    assert client.post("/workspaces/shop/previews", rule).json()["size"] == 1
    # Who was no business contact becomes one by it.
    client.post("/workspaces/shop/members/13/stages/b2b", {"stage": "lead"})
    stages = {one["name"]: one["members"] for one in client.get("/workspaces/shop/stages/b2b").json()["stages"]}
    assert {name: count for name, count in stages.items() if count} == {
        "traffic": 1, "lead": 1, "sales_qualified": 1, "repurchase": 1,
    }  # fmt: skip
    assert client.post(path, {"stage": None}).status_code == 204
    assert client.post("/workspaces/shop/previews", rule).json()["size"] == 0
    assert AuditEntry.objects.filter(action="stages.set").count() == 3


@pytest.mark.parametrize(
    ("member", "body", "status", "code"),
    [
        (11, {"stage": "mql"}, 422, "stages.unknown_stage"),
        (99, {"stage": "lead"}, 404, "members.unknown"),
        (11, {"stage": "lead", "why": "x" * 201}, 422, None),
    ],
)
def test_impossible_stages_are_refused(
    client: Any, member: int, body: dict[str, Any], status: int, code: str | None
) -> None:
    found = client.post(f"/workspaces/shop/members/{member}/stages/b2b", body)
    assert found.status_code == status, found.content
    assert code is None or found.json()["error"]["code"] == code


def test_progress_and_waiting_come_from_what_was_recorded(
    client: Any, shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(f"{HOME}/progress").json()["first"] is None
    client.post("/workspaces/shop/members/11/stages/b2b", {"stage": "market_qualified"})
    shop.refresh_from_db()
    shop.clock_stands_at = shop.clock.now() + timedelta(days=5)
    shop.save()
    monkeypatch.setattr(recording, "_due", lambda *_: [(B2B, "")])
    monkeypatch.setattr(recording, "_first_fact", lambda *_: date(2017, 12, 29))
    assert recording.record_days(shop) == (7, True)
    found = client.get(f"{HOME}/progress").json()
    assert (found["first"], found["last"], found["contacts"]) == ("2017-12-29", "2018-01-04", 3)
    qualified = next(one for one in found["stages"] if one["name"] == "market_qualified")
    assert (qualified["reached"], qualified["lasting"], qualified["days_so_far"]) == (2, 1, 4)
    late = client.get(HOME, late=True).json()
    assert [(one["member_id"], one["days"]) for one in late["items"]] == [(11, 5)]
    assert (late["late"], late["handoff_days"]) == (1, 3)


def test_the_score_is_checked_against_what_became_of_those_scored(client: Any) -> None:
    found = client.get(f"{HOME}/scores", since="2017-11-30").json()
    # Member 1 had bought nothing by November and bought in December.
    assert (found["open_then"], found["won_since"], found["rate"]) == (3, 1, pytest.approx(1 / 3))
    cold = next(one for one in found["bands"] if one["name"] == "cold")
    assert (cold["members"], cold["then"], cold["won"]) == (3, 3, 1)
    size = next(one for one in found["parts"] if one["name"] == "size")
    assert (size["members"], size["then"], size["rate"], size["rate_others"]) == (1, 1, 1.0, 0.0)


def test_settings_change_in_versions_and_hold_at_once(client: Any) -> None:
    shipped = client.get(f"{HOME}/settings").json()
    assert shipped["version"] == 0
    document = {**shipped["document"], "parts": [PART]}
    saved = client.put(f"{HOME}/settings", {"document": document, "version": 0})
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    # Seventy points make a contact market-qualified by the shipped rule of the stage.
    stages = {one["member_id"]: (one["points"], one["stage"]) for one in client.get(HOME).json()["items"]}
    assert stages == {1: (70, "repurchase"), 11: (70, "market_qualified"), 12: (0, "traffic")}
    again = client.put(f"{HOME}/settings", {"document": document, "version": 0})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "leads.outdated")
    assert AuditEntry.objects.filter(action="leads.changed").count() == 1


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"hot": 30}, "leads.bands", "hot"),
        ({"size_limits": [50, 50]}, "leads.size_limits", "size_limits"),
        ({"parts": [PART | {"label": {"zh-CN": "武汉", "en": " "}}]}, "leads.no_label", "parts[0].label"),
        ({"parts": [PART | {"rule": {"all": []}}]}, "leads.no_condition", "parts[0].rule"),
        ({"company": "company_name"}, "leads.personal", "company"),
        ({"colour": "red"}, "rule.unknown_key", "colour"),
        ({"handoff_days": "3"}, "rule.wrong_type", "handoff_days"),
        ({"parts": []}, "rule.wrong_type", "parts"),
        ({"parts": [{"rule": {"did": "orderd"}}]}, "rule.unknown_fact", "parts[0].rule.did"),
        ({"parts": [{"rule": {"stage": "b2b", "is": "won"}}]}, "leads.by_name", "parts[0].rule"),
        ({"parts": [{"name": "x"}, {"name": "x"}]}, "leads.same_name", "parts[1].name"),
    ],
)
def test_bad_settings_are_refused(client: Any, change: dict[str, Any], code: str, where: str) -> None:
    document = client.get(f"{HOME}/settings").json()["document"]
    parts = [{**document["parts"][0], **part} for part in change.get("parts", [])]
    body = {"document": {**document, **change, **({"parts": parts} if "parts" in change else {})}, "version": 0}
    error = client.put(f"{HOME}/settings", body).json()["error"]
    assert (error["code"], error["where"]) == (code, where)


def test_who_is_a_contact_is_a_rule_of_the_stages(client: Any) -> None:
    path = "/workspaces/shop/stages/b2b/settings"
    document = client.get(path).json()["document"]
    changed = {**document, "who": {"attribute": "company", "is": {"missing": False}}}
    assert client.put(path, {"document": changed, "version": 0}).status_code == 200
    assert client.get(f"{HOME}/spread").json()["contacts"] == 2
    for who, code, where in (
        ({"score": "lead", "is": {"gte": 1}}, "stages.by_score", "who"),
        ({"segment": "x"}, "rule.unknown_segment", "who.segment"),
    ):
        error = client.put(path, {"document": {**document, "who": who}, "version": 1}).json()["error"]
        assert (error["code"], error["where"]) == (code, where)


def test_an_analyst_looks_and_does_not_set(shop: Workspace, dora: User, api: Any) -> None:
    client = api(dora)
    assert client.get(HOME).json()["items"] == []
    assert client.get(f"{HOME}/spread").json()["cells"] == []
    assert client.post("/workspaces/shop/members/1/stages/b2b", {"stage": "lead"}).status_code == 403
    document = client.get(f"{HOME}/settings").json()["document"]
    assert client.put(f"{HOME}/settings", {"document": document, "version": 0}).status_code == 403
