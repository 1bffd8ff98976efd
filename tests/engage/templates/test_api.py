"""Templates over the API: saved in versions, previewed masked, revealed on record, refused with their place."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.engage.messaging.models import Batch
from tests.conftest import MakeClient
from tests.engage.templates.conftest import document

PATH, PREVIEWS = "/workspaces/shop/templates", "/workspaces/shop/template-previews"


def test_a_template_is_made_changed_read_in_versions_and_deleted(shop: Workspace, api: MakeClient, bob: User) -> None:
    client = api(bob)
    made = client.post(PATH, {"document": document()})
    assert (made.status_code, made.json()["version"], made.json()["channels"]) == (201, 1, ["sms"])
    changed = document(contents={"sms": {"text": "您好"}, "email": {"subject": "a", "text": "b"}})
    assert client.put(f"{PATH}/hello", {"document": changed, "version": 1}).json()["version"] == 2
    assert client.put(f"{PATH}/hello", {"document": document(), "version": 1}).status_code == 409
    shown = client.get(f"{PATH}/hello").json()
    assert [row["version"] for row in shown["versions"]] == [2, 1]
    assert "您已下单" in client.get(f"{PATH}/hello/versions/1").json()["yaml"]
    assert client.delete(f"{PATH}/hello").status_code == 204
    assert client.get(f"{PATH}/hello").status_code == 404
    kept = AuditEntry.objects.filter(object_type="template").order_by("pk").values_list("action", flat=True)
    assert list(kept) == ["template.created", "template.changed", "template.deleted"]


def test_the_list_is_searched_and_narrowed(shop: Workspace, api: MakeClient, bob: User) -> None:
    client = api(bob)
    client.post(PATH, {"document": document("one")})
    email = {"email": {"subject": "a", "text": "b"}}
    client.post(PATH, {"document": document("two", contents=email, **{"class": "marketing"})})

    def names(**query: str) -> list[str]:
        return [row["name"] for row in client.get(PATH, **query).json()["items"]]

    assert names() == ["two", "one"]
    assert [names(search="模板ON"), names(content_class="marketing"), names(channel="sms")] == [
        ["one"],
        ["two"],
        ["one"],
    ]


def test_a_template_that_messages_wait_for_is_not_deleted(shop: Workspace, api: MakeClient, bob: User) -> None:
    client = api(bob)
    client.post(PATH, {"document": document()})
    Batch.objects.create(
        workspace=shop, name="双十一", transport="sms", template="hello", content_class="service", audience={},
        state=Batch.GATHERING, due_at=shop.clock.now(), made_by="bob",
    )  # fmt: skip
    answer = client.delete(f"{PATH}/hello")
    assert (answer.status_code, "双十一" in answer.json()["error"]["message"]["en"]) == (409, True)


def test_a_preview_is_masked_until_revealed_on_record(
    shop: Workspace, api: MakeClient, alice: User, dora: User
) -> None:
    asked = {"document": document(), "member_id": 1}
    masked = api(dora).post(PREVIEWS, asked).json()
    assert (_text(masked), masked["masked"]) == ("会**，您已下单 2 次", True)
    assert api(dora).post(PREVIEWS, asked | {"reveal": True}).status_code == 403
    assert not AuditEntry.objects.filter(action="template.previewed").exists()
    revealed = api(alice).post(PREVIEWS, asked | {"reveal": True}).json()
    assert (_text(revealed), revealed["masked"]) == ("会员1，您已下单 2 次", False)
    assert AuditEntry.objects.get(action="template.previewed").object_id == "1"


def test_somebody_of_whom_nothing_is_known_reads_the_fallbacks(shop: Workspace, api: MakeClient, bob: User) -> None:
    raw = document(contents={"sms": {"text": "{{ name }}来自{{ attribute.city | default: '远方' }}，消费 {{ feature.money_total }}"}},
                   fallbacks={"name": "朋友"})  # fmt: skip
    preview = api(bob).post(PREVIEWS, {"document": raw}).json()
    assert _text(preview) == "朋友来自远方，消费 $0.00"
    assert preview["channels"][0]["measures"] == [
        {"where": "contents.sms.text", "unit": "signs", "count": 15, "most": 500},
        {"where": "contents.sms.text", "unit": "parts", "count": 1, "most": None},
    ]
    assert {row["name"]: (row["value"], row["fallback"]) for row in preview["values"]} == {
        "attribute.city": (None, None), "feature.money_total": ("$0.00", None), "name": (None, "朋友"),
    }  # fmt: skip


@pytest.mark.parametrize(("signs", "parts"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_parts_of_a_text_message_are_counted_as_networks_bill_them(
    shop: Workspace, api: MakeClient, bob: User, signs: int, parts: int
) -> None:
    raw = document(contents={"sms": {"text": "😀" + "字" * (signs - 2)}})
    measures = api(bob).post(PREVIEWS, {"document": raw}).json()["channels"][0]["measures"]
    assert [one["count"] for one in measures] == [signs, parts]


def test_a_bad_document_is_refused_with_place_and_remedy(shop: Workspace, api: MakeClient, bob: User) -> None:
    answer = api(bob).post(PATH, {"document": document(contents={"sms": {"text": "你好 {{ nane | default: 'x' }}"}})})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["where"]) == (422, "template.unknown_field", "contents.sms.text")
    assert error["mend"]["zh-CN"] == "您是指 name 吗？"
    assert api(bob).post(PREVIEWS, {"document": document(), "member_id": 99}).status_code == 404


def test_an_analyst_reads_and_does_not_write(shop: Workspace, api: MakeClient, dora: User) -> None:
    assert api(dora).get(PATH).status_code == 200
    assert api(dora).post(PATH, {"document": document()}).status_code == 403


def test_what_templates_can_use_is_told_with_labels(shop: Workspace, api: MakeClient, bob: User) -> None:
    told = api(bob).get("/workspaces/shop/template-fields").json()
    fields = {field["name"]: field for field in told["fields"]}
    assert [one["name"] for one in told["channels"]] == ["wecom", "official_account", "sms", "email", "webhook"]
    assert (fields["name"]["is_certain"], fields["feature.orders_total"]["is_certain"]) == (False, True)
    assert fields["feature.money_total"]["type"] == "money"
    assert all(field["label"]["zh-CN"] and field["label"]["en"] for field in fields.values())


def _text(preview: dict[str, Any]) -> str:
    text: str = preview["channels"][0]["content"]["text"]
    return text
