"""Tags by API: who may, what is told, and a survey's answers that become tags."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import AuditEntry, User, Workspace
from tests.conftest import MakeClient
from tests.understand.tags.conftest import BOUGHT_CAKE, SPENDING, document

ROOT = "/workspaces/shop"


def test_a_tag_is_made_read_changed_and_deleted(shop: Workspace, bob: User, dora: User, api: MakeClient) -> None:
    made = api(bob).post(f"{ROOT}/tags", {"document": document("spending", values=SPENDING, owner="crm")})
    assert made.status_code == 201, made.content
    told = api(dora).get(f"{ROOT}/tags/spending").json()
    assert [(one["value"], one["members"]) for one in told["values"]] == [("much", 5), ("little", 3), ("nothing", 11)]
    assert (told["coverage"], told["owner"], told["versions"][0]["by"]) == (1.0, "crm", "bob@shop.example")
    changed = api(bob).put(f"{ROOT}/tags/spending", {"document": document("spending", expires="30d"), "version": 1})
    assert (changed.json()["version"], changed.json()["expires_days"]) == (2, 30)
    first = api(dora).get(f"{ROOT}/tags/spending/versions/1").json()
    assert first["document"]["values"][0]["value"] == "much"
    assert api(dora).delete(f"{ROOT}/tags/spending").status_code == 403
    assert api(bob).delete(f"{ROOT}/tags/spending").status_code == 204


def test_the_list_is_narrowed_sorted_and_paged(shop: Workspace, bob: User, api: MakeClient) -> None:
    client = api(bob)
    for name, more in (
        ("cake", {}),
        ("vip", {"type": "manual", "group": "social", "owner": "crm"}),
        ("all", {"rule": {"all": []}}),
    ):
        assert client.post(f"{ROOT}/tags", {"document": document(name, **more)}).status_code == 201

    def names(query: str) -> list[str]:
        return [one["name"] for one in client.get(f"{ROOT}/tags?{query}").json()["items"]]

    assert names("") == ["all", "cake", "vip"]
    assert names("sort=-members") == ["all", "cake", "vip"]
    assert names("group=social") == names("type=manual") == names("owner=crm") == names("search=VI") == ["vip"]
    first = client.get(f"{ROOT}/tags?limit=2").json()
    assert (first["total"], names(f"limit=2&cursor={first['next']}")) == (3, ["vip"])
    assert client.get(f"{ROOT}/tags?sort=secret").status_code == 422


def test_a_member_is_given_a_tag_and_the_act_undone(shop: Workspace, bob: User, dora: User, api: MakeClient) -> None:
    client = api(bob)
    client.post(f"{ROOT}/tags", {"document": document("vip", type="manual", group="social")})
    given = client.post(f"{ROOT}/members/20/tags", {"tag": "vip"})
    assert given.status_code == 201, given.content
    (tag,) = api(dora).get(f"{ROOT}/members/1").json()["tags"]
    assert (tag["name"], tag["value"], tag["group"], tag["value_label"]["zh-CN"]) == ("vip", "yes", "social", "是")
    told = api(dora).get(f"{ROOT}/members/1/tags?tag=vip").json()
    assert [(one["cause"], one["by"], one["value"]) for one in told["changes"]] == [("act", "bob@shop.example", "yes")]
    assert api(dora).post(f"{ROOT}/members/1/tags", {"tag": "vip", "how": "remove"}).status_code == 403
    assert client.post(f"{ROOT}/tag-acts/{given.json()['id']}/undos").status_code == 201
    assert client.get(f"{ROOT}/members/1").json()["tags"] == []
    assert client.post(f"{ROOT}/tag-acts/{given.json()['id']}/undos").status_code == 404
    assert AuditEntry.objects.filter(object_type="tag").count() == 3


def test_many_are_counted_tagged_and_listed(shop: Workspace, bob: User, api: MakeClient) -> None:
    client = api(bob)
    client.post(f"{ROOT}/tags", {"document": document("vip", type="manual")})
    asked: dict[str, Any] = {"how": "assign", "members": {"rule": BOUGHT_CAKE}}
    assert client.post(f"{ROOT}/tags/vip/act-previews", asked).json() == {"members": 5, "changes": 5}
    assert client.post(f"{ROOT}/tags/vip/acts", asked).json()["members"] == 5
    page = client.get(f"{ROOT}/tags/vip/members?limit=3").json()
    assert ([row["member_id"] for row in page["items"]], page["total"]) == ([1, 2, 3], 5)
    rest = client.get(f"{ROOT}/tags/vip/members?limit=3&cursor={page['next']}&value=yes").json()
    assert [row["member_id"] for row in rest["items"]] == [4, 5]
    client.post(f"{ROOT}/tags/vip/acts", {"how": "remove", "members": {"ids": [1, 20]}})
    acts = client.get(f"{ROOT}/tags/vip/acts?limit=1").json()
    assert (acts["items"][0]["how"], acts["items"][0]["members"], bool(acts["next"])) == ("remove", 1, True)
    older = client.get(f"{ROOT}/tags/vip/acts?limit=1&cursor={acts['next']}").json()
    assert (older["items"][0]["about"], older["next"]) == ("rule", None)
    wrong = client.post(f"{ROOT}/tags/vip/acts", {"how": "assign", "members": {}})
    assert (wrong.status_code, wrong.json()["error"]["where"]) == (422, "members")


def test_rules_are_previewed_over_tags_and_the_builder_knows_them(shop: Workspace, bob: User, api: MakeClient) -> None:
    client = api(bob)
    client.post(f"{ROOT}/tags", {"document": document("spending", values=SPENDING)})
    found = client.post(f"{ROOT}/previews", {"rule": {"tag": "spending", "is": {"in": ["much", "little"]}}}).json()
    assert found["size"] == 8
    (term,) = client.get(f"{ROOT}/rule-vocabulary").json()["tags"]
    assert (term["name"], [one["value"] for one in term["values"]]) == ("spending", ["much", "little", "nothing"])
    tried = client.post(f"{ROOT}/tag-previews", {"document": document("new", values=SPENDING)}).json()
    assert (tried["members"], tried["base"]) == (19, 19)


def test_the_source_table_is_read_and_changed(shop: Workspace, bob: User, dora: User, api: MakeClient) -> None:
    told = api(dora).get(f"{ROOT}/tag-sources").json()
    assert [one["name"] for one in told["sources"]] == ["scan", "sample", "device", "survey"]
    table = told["document"]
    table["sources"][0]["groups"] = ["basic"]
    assert api(dora).put(f"{ROOT}/tag-sources", {"document": table, "version": 0}).status_code == 403
    changed = api(bob).put(f"{ROOT}/tag-sources", {"document": table, "version": 0}).json()
    assert (changed["version"], changed["sources"][0]["cells"][1]["gives"]) == (1, False)
