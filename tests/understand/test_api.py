"""Features, rules, segments and value by the API."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from tests.understand.segments.conftest import BOUGHT_CAKE, document

HOME = "/workspaces/shop"


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    return api(bob)


def test_features_have_labels_in_both_languages(client: Any) -> None:
    features = client.get(f"{HOME}/features").json()
    assert len(features) >= 36
    assert {"zh-CN", "en"} == set(features[0]["label"]) == set(features[0]["about"]) == set(features[0]["group_label"])


def test_the_vocabulary_names_what_rules_are_made_of(client: Any) -> None:
    found = client.get(f"{HOME}/rule-vocabulary").json()
    assert {"feature", "attribute", "did", "total", "segment", "reachable"} <= {one["name"] for one in found["leaves"]}
    assert {"ordered", "refunded", "viewed", "targeted"} <= {one["name"] for one in found["facts"]}
    assert {one["name"] for one in found["facts"] if one["seen"]} == {
        "ordered", "refunded", "viewed", "redeemed", "targeted",
    }  # fmt: skip
    assert {"name": "city", "type": "text", "values": ["Beijing", "Wuhan"]} in found["attributes"]
    assert "contains" in found["operators"]["text"]


def test_values_of_a_property_come_with_chinese_labels_and_counts(client: Any) -> None:
    found = client.get(f"{HOME}/property-values", property="product.category").json()
    assert found[0] == {"value": "BAKERY", "label": {"zh-CN": "烘焙", "en": "BAKERY"}, "count": 2}
    assert [
        one["value"] for one in client.get(f"{HOME}/property-values", property="product.category", search="乳").json()
    ] == ["DAIRY"]
    stores = client.get(f"{HOME}/property-values", property="store.id").json()
    assert [(one["value"], one["count"]) for one in stores] == [("s1", 11), ("s2", 5)]


def test_values_of_an_unknown_property_are_refused(client: Any) -> None:
    assert client.get(f"{HOME}/property-values", property="product.colour").status_code == 422


def test_a_preview_counts_and_shows_a_few(client: Any) -> None:
    found = client.post(f"{HOME}/previews", {"rule": BOUGHT_CAKE}).json()
    assert (found["size"], found["base"]) == (5, 19)
    assert [row["member_id"] for row in found["sample"]] == [1, 2, 3, 4, 5]
    past = client.post(f"{HOME}/previews", {"rule": BOUGHT_CAKE, "at": "2017-12-19T12:00:00Z"}).json()
    assert (past["size"], past["sample"]) == (0, [])


def test_a_bad_rule_answers_with_the_path(client: Any) -> None:
    answer = client.post(f"{HOME}/previews", {"rule": {"any": [{"feature": "order_total", "is": 1}]}})
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] == "any[0].feature"
    assert "orders_total" in answer.json()["error"]["mend"]["zh-CN"]


def test_a_segment_is_created_read_changed_and_deleted(client: Any) -> None:
    made = client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    assert made.status_code == 201, made.content
    assert (made.json()["size"], made.json()["version"]) == (5, 1)
    assert "product.id: cake" in made.json()["yaml"]
    listed = client.get(f"{HOME}/segments").json()
    assert (listed["total"], listed["items"][0]["share"]) == (1, pytest.approx(5 / 19))
    changed = client.put(f"{HOME}/segments/cake", {"document": document("cake", {"did": "viewed"}), "version": 1})
    assert (changed.json()["size"], changed.json()["version"]) == (1, 2)
    stale = client.put(f"{HOME}/segments/cake", {"document": document("cake", BOUGHT_CAKE), "version": 1})
    assert stale.status_code == 409
    assert client.delete(f"{HOME}/segments/cake").status_code == 204
    assert client.get(f"{HOME}/segments/cake").status_code == 404


def test_members_of_a_segment_page(client: Any) -> None:
    client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    first = client.get(f"{HOME}/segments/cake/members", limit=3).json()
    second = client.get(f"{HOME}/segments/cake/members", limit=3, cursor=first["next"]).json()
    assert [row["member_id"] for row in first["items"] + second["items"]] == [1, 2, 3, 4, 5]
    assert (first["total"], second["next"]) == (5, None)


def test_an_export_is_audited(client: Any) -> None:
    client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    answer = client.get(f"{HOME}/segments/cake/members.csv")
    assert len(b"".join(answer.streaming_content).splitlines()) == 6
    assert AuditEntry.objects.filter(action="segment.exported", object_id="cake", change={"members": 5}).count() == 1


def test_an_analyst_edits_but_does_not_export(shop: Workspace, dora: User, api: Any) -> None:
    client = api(dora)
    assert client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)}).status_code == 201
    assert client.get(f"{HOME}/segments/cake/members.csv").status_code == 403


def test_overlaps_name_their_regions(client: Any) -> None:
    client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    client.post(f"{HOME}/segments", {"document": document("sms", {"reachable": "sms"})})
    found = client.post(f"{HOME}/segment-overlaps", {"names": ["cake", "sms"]}).json()
    assert {"in": ["cake", "sms"], "size": 2} in found["regions"]


def test_documents_go_to_yaml_and_back(client: Any) -> None:
    given = document("cake", BOUGHT_CAKE)
    yaml = client.post(f"{HOME}/documents/yaml", {"document": given}).json()["yaml"]
    assert client.post(f"{HOME}/documents/yaml", {"yaml": yaml}).json()["document"] == given
    bad = client.post(f"{HOME}/documents/yaml", {"yaml": "a: [1"})
    assert bad.json()["error"]["where"] == "line 1"


def test_the_360_shows_features_and_segments(client: Any) -> None:
    client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    person = client.get(f"{HOME}/members/20").json()
    values = {one["name"]: one["value"] for one in person["value"]["features"]}
    assert (values["orders_total"], values["last_order_on"]) == (2, "2017-12-20")
    assert [one["name"] for one in person["segments"]] == ["cake"]


def test_rfm_puts_every_buyer_into_one_cell_and_one_class(client: Any) -> None:
    found = client.get(f"{HOME}/value/rfm", days=365).json()
    assert found["members"] == 8
    assert sum(cell["members"] for cell in found["grid"]) == 8
    assert sum(one["members"] for one in found["classes"]) == 8
    assert found["money_minor"] == sum(one["money_minor"] for one in found["classes"]) == 4 * 1500 + 1000 + 3 * 300


def test_concentration_finds_the_head(client: Any) -> None:
    found = client.get(f"{HOME}/value/concentration", days=365, target=0.4).json()
    assert (found["members"], found["money_minor"]) == (8, 7900)
    assert (found["head"]["members"], found["head"]["money_minor"]) == (3, 4500)
    assert found["curve"][0] == {"members_share": 0, "money_share": 0}
    assert sum(one["members"] for one in found["deciles"]) == 8


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/features"),
        ("GET", "/rule-vocabulary"),
        ("GET", "/property-values?property=store.id"),
        ("POST", "/previews"),
        ("GET", "/segments"),
        ("POST", "/segments"),
        ("GET", "/segments/cake"),
        ("PUT", "/segments/cake"),
        ("DELETE", "/segments/cake"),
        ("GET", "/segments/cake/members"),
        ("GET", "/segments/cake/members.csv"),
        ("POST", "/segment-overlaps"),
        ("POST", "/documents/yaml"),
        ("GET", "/value/rfm"),
        ("GET", "/value/concentration"),
    ],
)
def test_charlie_sees_nothing(workspace: Workspace, charlie: User, api: Any, method: str, path: str) -> None:
    body = {"/previews": {"rule": {}}, "/segments": {"document": {}}, "/segments/cake": {"document": {}, "version": 1},
            "/segment-overlaps": {"names": ["cake"]}, "/documents/yaml": {"yaml": ""}}.get(path)  # fmt: skip
    answer = (
        api(charlie).send(method, HOME + path, body)
        if method in {"POST", "PUT"}
        else api(charlie).send(method, HOME + path)
    )
    assert answer.status_code == 404


def test_an_earlier_version_can_be_read(client: Any) -> None:
    client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    client.put(f"{HOME}/segments/cake", {"document": document("cake", {"did": "viewed"}), "version": 1})
    first = client.get(f"{HOME}/segments/cake/versions/1").json()
    assert first["document"]["rule"] == BOUGHT_CAKE
    assert "name: cake" in first["yaml"]
    assert client.get(f"{HOME}/segments/cake/versions/9").status_code == 404


def test_versions_of_another_brand_are_unknown(client: Any, charlie: User, api: Any) -> None:
    client.post(f"{HOME}/segments", {"document": document("cake", BOUGHT_CAKE)})
    assert api(charlie).get(f"{HOME}/segments/cake/versions/1").status_code == 404
