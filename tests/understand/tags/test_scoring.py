"""Model tags: who has which value, what is refused, and what is said of a model that is not to be trusted."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.lib.errors import Refusal
from siyu.understand.opening import open_inputs
from siyu.understand.tags.documents import read_tag
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.models import Tag, TagChange
from siyu.understand.tags.reading import values_of
from siyu.understand.tags.trying import try_tag
from siyu.understand.value.forecasting import Forecast
from siyu.understand.value.repeats import read_repeats
from siyu.understand.value.reports import rfm_report
from tests.conftest import MakeClient
from tests.understand.tags.conftest import Save, document

RISK = {"high": {"gte": 0.8}, "medium": {"gte": 0.3}, "low": "otherwise"}


def model(name: str = "risk", **more: Any) -> dict[str, Any]:
    return document(name, **{"type": "model", "score": "quiet_90d", "values": RISK} | more)


def held(tag: Tag) -> dict[str, set[int]]:
    return {value: set(members) for value, members in values_of(tag).items()}


def test_each_has_the_first_value_his_score_fits_and_who_never_bought_none(save: Save, shop: Workspace) -> None:
    tag = save("risk", type="model", score="quiet_90d", values=RISK)
    with open_inputs(shop) as inputs:
        made = Forecast.of(read_repeats(inputs, inputs.today))
    score = dict(zip(made.repeats.member_ids.tolist(), made.quiet(90).tolist(), strict=True))
    wanted: dict[str, set[int]] = {}
    for member, chance in score.items():
        wanted.setdefault("high" if chance >= 0.8 else "medium" if chance >= 0.3 else "low", set()).add(member)
    assert held(tag) == wanted
    assert set().union(*wanted.values()) == {1, 2, 3, 4, 5, 8, 9, 10}


def test_it_says_that_the_model_is_not_to_be_trusted_and_by_what_members_changed(save: Save) -> None:
    tag = save("risk", type="model", score="alive", values=RISK)
    assert any("bought again" in doubt["en"] or "too short" in doubt["en"] for doubt in tag.doubts)
    assert set(TagChange.objects.filter(tag=tag).values_list("cause", flat=True)) == {"model"}


def test_classes_are_those_of_the_report(save: Save, shop: Workspace) -> None:
    names = ["champions", "to_develop", "to_keep", "to_win_back", "regulars", "newcomers", "fading", "asleep"]
    tag = save("rfm", type="model", score="rfm_class", values={name: {"eq": name} for name in names})
    with open_inputs(shop) as inputs:
        told = {one["name"]: one["members"] for one in rfm_report(inputs, 365)["classes"] if one["members"]}
    assert {value: len(members) for value, members in held(tag).items()} == told
    assert tag.doubts == []


def test_money_is_compared_in_major_units(save: Save) -> None:
    everybody = save("rich", type="model", score="value_365d", values={"some": {"gte": 0}, "none": "otherwise"})
    nobody = save("richer", type="model", score="value_365d", values={"some": {"gte": 1_000_000}, "none": "otherwise"})
    assert held(everybody).keys() == {"some"}
    assert held(nobody).keys() == {"none"}


def test_where_the_model_cannot_be_fitted_nobody_has_it_and_it_says_why(workspace: Workspace) -> None:
    told = try_tag(workspace, model())
    assert told["members"] == 0
    assert "a second time" in told["doubts"][0]["en"]


def test_rules_ask_for_it_and_it_goes_stale_like_others(save: Save, shop: Workspace) -> None:
    save("risk", type="model", score="quiet_90d", values=RISK)
    rule = save("follow-up", rule={"tag": "risk", "is": {"in": ["high", "medium", "low"]}})
    assert rule.members == 8
    shop.clock_stands_at = shop.clock.now().replace(day=2)
    shop.save()
    assert evaluate_stale_tags(shop) == {"follow-up": 8, "risk": 8}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"score": None}, "score"),
        ({"score": "quiet_9d"}, "score"),
        ({"values": {}}, "values"),
        ({"values": {"high": {"gte": "much"}}}, "values[0].is.gte"),
        ({"values": {"high": None}}, "values[0]"),
        ({"values": {"low": "otherwise", "high": {"gte": 0.5}}}, "values[0]"),
        ({"rule": {"all": []}}, "rule"),
        ({"source": "scan"}, "source"),
        ({"from": {"attribute": "city"}}, "from"),
        ({"score": "rfm_class", "values": {"high": {"eq": "champion"}}}, "values[0].is"),
        ({"type": "manual", "values": None}, "score"),
        ({"type": "rule", "score": None, "values": [{"value": "high", "is": {"gte": 1}}]}, "values[0].is"),
    ],
)
def test_what_it_cannot_be_is_refused_with_its_place(shop: Workspace, change: dict[str, Any], where: str) -> None:
    with pytest.raises(Refusal) as refused:
        try_tag(shop, model(**change))
    assert refused.value.where == where


def test_a_document_comes_back_as_it_was_read() -> None:
    meant = read_tag(model())
    assert [one.is_ for one in meant.document.values] == [{"gte": 0.8}, {"gte": 0.3}, None]
    assert meant.rules == ()


def test_by_api_it_tells_its_score_and_doubts(shop: Workspace, bob: User, dora: User, api: MakeClient) -> None:
    assert api(bob).post("/workspaces/shop/tags", {"document": model()}).status_code == 201
    told = api(dora).get("/workspaces/shop/tags/risk").json()
    assert (told["score"]["name"], told["score"]["unit"]) == ("quiet_90d", "rate")
    assert told["doubts"]
    assert api(dora).get("/workspaces/shop/tags?type=model").json()["items"][0]["doubts"] == len(told["doubts"])
    scores = {one["name"]: one for one in api(dora).get("/workspaces/shop/tag-scores").json()}
    assert scores["rfm_class"]["words"][0]["label"]["zh-CN"] == "重要价值"
