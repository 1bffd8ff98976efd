"""Stages by the API: reports, settings in versions, the leaf in rules, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.understand.stages.recording import record_days

HOME = "/workspaces/shop/stages"


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    return api(bob)


def test_a_report_has_stages_groups_moves_and_words(client: Any) -> None:
    found = client.get(f"{HOME}/lifecycle", since="2017-12-15").json()
    assert (found["on"], found["since"], found["members"]) == ("2017-12-31", "2017-12-15", 19)
    new = found["stages"][0]
    assert (new["name"], new["members"], new["label"]["zh-CN"]) == ("new", 3, "新客")
    assert "2 rhythms" in new["about"]["en"]
    assert sum(one["members"] for one in found["groups"]) == 19
    assert {"source": "new", "target": "active", "members": 5} in found["flows"]
    assert client.get(f"{HOME}/lifecycle/categories").json()["categories"][0]["category"] == "DAIRY"
    assert client.get(f"{HOME}/ladder").json()["rhythm"] is None


@pytest.mark.slow
def test_recorded_days_are_listed_and_shown_on_member_360(client: Any, shop: Workspace) -> None:
    assert client.get(f"{HOME}/aipl/days").json() == []
    assert client.get("/workspaces/shop/members/1").json()["stages"] == []
    record_days(shop, at_once=100)
    days = client.get(f"{HOME}/aipl/days", days=10).json()
    assert (days[-1]["on"], days[-1]["counts"]["loyalty"]) == ("2017-12-30", 5)
    told = client.get("/workspaces/shop/members/1").json()["stages"]
    assert [(one["model"], one["stage"]) for one in told] == [
        ("lifecycle", "active"), ("aipl", "loyalty"), ("ladder", "buying_again"),
    ]  # fmt: skip


def test_settings_change_in_versions(client: Any) -> None:
    shipped = client.get(f"{HOME}/lifecycle/settings").json()
    assert (shipped["version"], shipped["document"]["cooling"]) == (0, 2.0)
    assert "least_days: 7" in shipped["yaml"]
    document = {**shipped["document"], "default_days": 3}
    changed = client.put(f"{HOME}/lifecycle/settings", {"document": document, "version": 0})
    assert (changed.status_code, changed.json()["version"]) == (200, 1)
    found = {one["name"]: one["members"] for one in client.get(f"{HOME}/lifecycle").json()["stages"]}
    # Seven days are the least rhythm: three weeks are beyond three of it.
    assert (found["active"], found["cooling"], found["at_risk"]) == (5, 1, 2)
    again = client.put(f"{HOME}/lifecycle/settings", {"document": document, "version": 0})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "stages.outdated")
    assert AuditEntry.objects.filter(action="stages.changed").count() == 1


def test_shipped_rules_can_be_saved_with_a_change(client: Any) -> None:
    for model in ("aipl", "ladder"):
        document = client.get(f"{HOME}/{model}/settings").json()["document"]
        first = next(iter(document["stages"]))
        document["stages"][first] = {"attribute": "city", "is": "Wuhan"}
        saved = client.put(f"{HOME}/{model}/settings", {"document": document, "version": 0})
        assert saved.status_code == 200, saved.content
        found = {one["name"]: one["members"] for one in client.get(f"{HOME}/{model}").json()["stages"]}
        assert found[first] == 10


@pytest.mark.parametrize(
    ("model", "change", "code", "where"),
    [
        ("lifecycle", {"cooling": 3.5}, "stages.order", "at_risk"),
        ("lifecycle", {"loyal_days": 3}, "stages.order", "loyal_days"),
        ("lifecycle", {"recent_gaps": 2}, "stages.order", "recent_gaps"),
        ("lifecycle", {"lost": "six"}, "rule.wrong_type", "lost"),
        ("lifecycle", {"colling": 2}, "rule.unknown_key", "colling"),
        ("aipl", {"model": "ladder"}, "stages.wrong_model", "model"),
        ("aipl", {"stages": {}}, "stages.missing_stage", "stages.loyalty"),
        ("aipl", {"stages": {"awareness": {"did": "ordered"}}}, "stages.unknown_stage", "stages.awareness"),
        ("aipl", {"stages": {"loyalty": {"did": "orderd"}}}, "stages.missing_stage", "stages.purchase"),
    ],
)
def test_bad_settings_are_refused(client: Any, model: str, change: dict[str, Any], code: str, where: str) -> None:
    document = {**client.get(f"{HOME}/{model}/settings").json()["document"], **change}
    error = client.put(f"{HOME}/{model}/settings", {"document": document, "version": 0}).json()["error"]
    assert (error["code"], error["where"]) == (code, where)


def test_a_bad_rule_is_told_by_its_path_and_names_are_not_followed(client: Any) -> None:
    document = client.get(f"{HOME}/aipl/settings").json()["document"]
    for rule, code, where in (
        ({"all": [{"did": "orderd"}]}, "rule.unknown_fact", "stages.interest.all[0].did"),
        ({"stage": "ladder", "is": "partner"}, "stages.by_name", "stages.interest"),
    ):
        stages = {**document["stages"], "interest": rule}
        body = {"document": {**document, "stages": stages}, "version": 0}
        error = client.put(f"{HOME}/aipl/settings", body).json()["error"]
        assert (error["code"], error["where"]) == (code, where)


@pytest.mark.parametrize(
    ("rule", "members"),
    [
        ({"stage": "lifecycle", "is": {"in": ["active", "new"]}}, 8),
        ({"stage": "lifecycle", "is": {"ne": "never"}}, 8),
        ({"stage": "lifecycle", "category": "BAKERY", "is": "active"}, 5),
        ({"stage": "aipl", "is": "purchase"}, 3),
        ({"all": [{"stage": "lifecycle", "is": "new", "on": "2017-12-15"},
                  {"stage": "lifecycle", "is": "never", "on": "2017-12-31"}]}, 1),
    ],
)  # fmt: skip
def test_stages_select_members(client: Any, rule: dict[str, Any], members: int) -> None:
    assert client.post("/workspaces/shop/previews", {"rule": rule}).json()["size"] == members


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"stage": "lifecicle", "is": "new"}, "rule.unknown_stages"),
        ({"stage": "lifecycle", "is": "nwe"}, "rule.unknown_stage"),
        ({"stage": "aipl", "category": "X", "is": "interest"}, "rule.no_category"),
        ({"stage": "lifecycle", "is": {"gt": "new"}}, "rule.wrong_operator"),
        ({"stage": "lifecycle", "is": "new", "on": "2017-02-30"}, "rule.wrong_type"),
    ],
)
def test_bad_stages_in_rules_are_refused(client: Any, rule: dict[str, Any], code: str) -> None:
    assert client.post("/workspaces/shop/previews", {"rule": rule}).json()["error"]["code"] == code


def test_an_analyst_looks_and_does_not_change(shop: Workspace, dora: User, api: Any) -> None:
    client = api(dora)
    document = client.get(f"{HOME}/aipl/settings").json()["document"]
    assert client.put(f"{HOME}/aipl/settings", {"document": document, "version": 0}).status_code == 403


def test_an_empty_workspace_has_nobody(elsewhere: Workspace, charlie: User, api: Any) -> None:
    client = api(charlie)
    for model in ("lifecycle", "aipl", "ladder", "b2b"):
        assert client.get(f"/workspaces/elsewhere/stages/{model}").json()["members"] == 0
    assert client.get("/workspaces/elsewhere/stages/lifecycle/categories").json()["categories"] == []
    assert record_days(elsewhere) == (0, True)


def test_costs_are_entered_for_two_days_and_divided_by_who_came_up(client: Any) -> None:
    days = {"since": "2017-11-30", "on": "2017-12-31"}
    steps = {one["stage"]: one for one in client.get(f"{HOME}/aipl", **days).json()["steps"]}
    assert {name: (one["came"], one["amount_minor"]) for name, one in steps.items()} == {
        "interest": (0, None), "purchase": (3, None), "loyalty": (5, None),
    }  # fmt: skip
    assert client.post(f"{HOME}/aipl/costs", {"stage": "purchase", **days, "amount_minor": 1000}).status_code == 204
    purchase = client.get(f"{HOME}/aipl", **days).json()["steps"][1]
    assert (purchase["amount_minor"], purchase["cost_minor"], purchase["by"]) == (1000, 333, "bob@shop.example")
    assert client.get(f"{HOME}/aipl", since="2017-12-01", on="2017-12-31").json()["steps"][1]["amount_minor"] is None
    client.post(f"{HOME}/aipl/costs", {"stage": "purchase", **days, "amount_minor": None})
    assert client.get(f"{HOME}/aipl", **days).json()["steps"][1]["cost_minor"] is None
    assert AuditEntry.objects.filter(action="stages.cost_entered").count() == 2


@pytest.mark.parametrize(
    ("model", "change", "code"),
    [
        ("lifecycle", {}, "stages.no_steps"),
        ("aipl", {"stage": "awareness"}, "stages.unknown_stage"),
        ("aipl", {"since": "2017-12-31"}, "stages.order_of_days"),
        ("aipl", {"amount_minor": -1}, "stages.cost"),
        ("aipl", {"on": "2017-02-30"}, "rule.wrong_type"),
    ],
)
def test_impossible_costs_are_refused(client: Any, model: str, change: dict[str, Any], code: str) -> None:
    cost = {"stage": "purchase", "since": "2017-11-30", "on": "2017-12-31", "amount_minor": 1, **change}
    assert client.post(f"{HOME}/{model}/costs", cost).json()["error"]["code"] == code


@pytest.mark.slow
def test_months_add_up_what_was_recorded(client: Any, shop: Workspace) -> None:
    assert client.get(f"{HOME}/ladder/months").json() == []
    record_days(shop, at_once=100)
    found = client.get(f"{HOME}/ladder/months").json()
    told = {(one["month"], one["source"], one["target"]): one["members"] for one in found}
    # Nine bought, one of whom sent it back; five of them again. The first day tells where everybody stood.
    assert told == {
        ("2017-12-01", "aware", "first_purchase"): 8,
        ("2017-12-01", "first_purchase", "aware"): 1,
        ("2017-12-01", "first_purchase", "buying_again"): 5,
    }
