"""Sending over HTTP: forecast, sent, stopped, cancelled; who may; what is never shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.engage.messaging.batches import gather_batch
from siyu.engage.messaging.lanes import drain as drain_lanes
from siyu.engage.messaging.models import SERVICE, Batch, Message, Suppression
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.jobs.lanes import drain
from siyu.understand.segments.evaluating import evaluate_stale
from siyu.unify.consents.models import Consent
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.merge import merge_members
from siyu.unify.members.models import Identifier
from tests.client import ApiClient
from tests.conftest import MakeClient
from tests.engage.messaging.loopback import Loopback, loopback

__all__ = ["loopback"]
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("loopback")]

W = "/workspaces/shop"
NOON = datetime(2017, 6, 5, 16, tzinfo=UTC)
WISH: dict[str, Any] = {
    "name": "May",
    "transport": "loopback",
    "members": [1, 2, 3, 4],
    "content": {"text": "secret words"},
}


@pytest.fixture
def client(shop: Workspace, api: MakeClient, alice: User) -> ApiClient:
    """Alice at noon; members 1 to 4 have phones, and all but 4 agreed to marketing by SMS."""
    shop.clock_stands_at = NOON
    shop.save()
    Consent.objects.all().delete()
    for source in (1, 2, 3, 4):
        Identifier.objects.create(workspace=shop, kind="phone", value=f"+86137{source:08}", source_id=source)
    tell_consents(shop, [Told(source, ("marketing", "sms"), "given", NOON) for source in (1, 2, 3)])
    return api(alice)


def counts(body: dict[str, Any]) -> set[tuple[str, str, int]]:
    return {(one["verdict"], one["rule"], one["count"]) for one in body["counts"]}


def test_a_forecast_tells_what_the_send_then_does(client: ApiClient, shop: Workspace, loopback: Loopback) -> None:
    assert client.post(f"{W}/suppressions", {"member_id": 2, "reason": "asked"}).status_code == 201
    told = client.post(f"{W}/batch-forecasts", WISH).json()
    assert (told["audience"], told["send"]) == (4, 2)
    assert counts(told) == {("send", "", 2), ("drop", "consent", 1), ("drop", "suppression", 1)}
    assert {(one["member_id"], one["rule"]) for one in told["sample"]} == {(1, ""), (3, ""), (2, "suppression"), (4, "consent")}  # fmt: skip
    assert not Message.objects.exists()
    started = client.post(f"{W}/batches", WISH)
    assert (started.status_code, started.json()["state"]) == (202, "gathering")
    drain()
    drain_lanes(shop)
    shown = client.get(f"{W}/batches/{started.json()['id']}").json()
    assert {(one["state"], one["rule"], one["count"]) for one in shown["counts"]} == {
        ("sent", "", 2), ("dropped", "consent", 1), ("dropped", "suppression", 1),
    }  # fmt: skip
    assert (shown["size"], shown["content"]) == (4, WISH["content"])
    assert sorted(got["source_id"] for got in loopback.got) == [1, 3]
    assert AuditEntry.objects.filter(action="batch.started").count() == 1


def test_a_forecast_may_try_another_hour_and_another_policy(client: ApiClient) -> None:
    night = client.post(f"{W}/batch-forecasts", {**WISH, "at": "2017-06-06T03:00:00Z"}).json()
    assert ("defer", "quiet_hours", 3) in counts(night)
    policy = client.get(f"{W}/policy").json()["document"]
    tried = client.post(f"{W}/batch-forecasts", {**WISH, "policy": {**policy, "banned_words": ["SECRET"]}}).json()
    assert ("drop", "content", 3) in counts(tried)
    assert {one["reason"] for one in tried["counts"] if one["rule"] == "content"} == {"banned: SECRET"}
    bad = client.post(f"{W}/batch-forecasts", {**WISH, "policy": {**policy, "duplicate": "soon"}}).json()
    assert (bad["error"]["code"], bad["error"]["where"]) == ("policy.wrong", "duplicate")


def test_two_ids_of_one_person_are_written_to_once(client: ApiClient, shop: Workspace, loopback: Loopback) -> None:
    client.post(f"{W}/batches", WISH)
    drain()
    merge_members(shop, 3, 1, because="one phone", by="alice")
    drain_lanes(shop)
    assert len(loopback.got) == 2
    assert Message.objects.get(source_id=3).rule in {"frequency", "duplicate"}
    shown = client.get(f"{W}/messages?member_id=3").json()
    assert {one["member_id"] for one in shown["items"]} == {1}
    assert len(shown["items"]) == 2


def test_a_batch_is_stopped_resumed_and_cancelled(client: ApiClient, shop: Workspace, loopback: Loopback) -> None:
    place = f"{W}/batches/{client.post(f'{W}/batches', WISH).json()['id']}"
    assert client.post(f"{place}/stops").json()["error"]["code"] == "batch.state", "it is gathered first"
    drain()
    assert client.post(f"{place}/stops").json()["state"] == "stopped"
    drain_lanes(shop)
    assert loopback.got == []
    assert client.post(f"{place}/resumptions").json()["state"] == "running"
    assert client.post(f"{place}/cancellations").json()["state"] == "cancelled"
    drain()
    drain_lanes(shop)
    assert set(Message.objects.values_list("state", "rule")) == {("dropped", "cancelled")}
    assert client.post(f"{place}/resumptions").status_code == 409
    assert loopback.got == []


def test_a_segment_is_gathered_once_whatever_crashes(client: ApiClient, shop: Workspace, bob: User, api: Any) -> None:
    document = {"kind": "segment", "name": "all", "label": {"zh-CN": "全", "en": "All"}, "rule": {"reachable": "sms"}}
    assert api(bob).post(f"{W}/segments", {"document": document}).status_code == 201
    evaluate_stale(shop)
    wish = {**WISH, "members": [], "segment": "all"}
    batch = Batch.objects.get(pk=client.post(f"{W}/batches", wish).json()["id"])
    gather_batch(Batch.objects.get(pk=batch.pk))
    size = Message.objects.count()
    assert size > 1
    Batch.objects.filter(pk=batch.pk).update(state=Batch.GATHERING, gathered=0)
    gather_batch(Batch.objects.get(pk=batch.pk))
    assert Message.objects.count() == size
    assert Batch.objects.get(pk=batch.pk).size == size


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"transport": "pigeon"}, "message.no_transport"),
        ({"members": []}, "batch.audience"),
        ({"segment": "x"}, "batch.audience"),
        ({"members": [], "segment": "nowhere"}, "segment.unknown"),
        ({"content": {}}, "batch.content"),
        ({"template": "t"}, "batch.content"),
        ({"content": {}, "template": "t"}, "template.unknown"),
    ],
)
def test_what_could_never_be_sent_is_refused(client: ApiClient, change: dict[str, Any], code: str) -> None:
    assert client.post(f"{W}/batches", {**WISH, **change}).json()["error"]["code"] == code
    assert not Batch.objects.exists()


def test_messages_are_listed_by_filters_page_by_page(client: ApiClient, shop: Workspace) -> None:
    queue_messages(shop, [Effect(f"m{n}", 1 + n % 4, "loopback", SERVICE, content={"text": "x"}) for n in range(5)])
    first = client.get(f"{W}/messages?limit=3&state=waiting").json()
    rest = client.get(f"{W}/messages?limit=3&state=waiting&cursor={first['next']}").json()
    keys = [one["effect_key"] for one in [*first["items"], *rest["items"]]]
    assert keys == ["m4", "m3", "m2", "m1", "m0"]
    assert (first["total"], rest["next"]) == (5, None)
    assert "content" not in first["items"][0]
    assert client.get(f"{W}/message-counts").json()[0] == {
        "state": "waiting",
        "rule": "",
        "rule_label": None,
        "count": 5,
    }
    one = first["items"][0]["id"]
    assert client.post(f"{W}/messages/{one}/cancellations").json()["rule"] == "cancelled"
    assert client.post(f"{W}/messages/{one}/cancellations").status_code == 409
    assert client.get(f"{W}/messages/{one}").json()["outcomes"] == []
    assert client.get(f"{W}/messages/999999").status_code == 404
    shown = client.get(f"{W}/members/1").json()["messages"]
    assert [(row["state"], row["rule"], row["rule_label"]["en"]) for row in shown if row["rule"]] == [("dropped", "cancelled", "Cancelled")]  # fmt: skip


def test_a_suppression_is_made_of_a_member_or_an_address_and_lifted(client: ApiClient, shop: Workspace) -> None:
    made = client.post(f"{W}/suppressions", {"address": "137 0000 0003", "channel": "sms", "reason": "complained"})
    assert (made.status_code, made.json()["member_id"], made.json()["of_address"]) == (201, None, True)
    assert "13700000003" not in str(Suppression.objects.values())
    assert ("drop", "suppression", 1) in counts(client.post(f"{W}/batch-forecasts", WISH).json())
    place = f"{W}/suppressions/{made.json()['id']}/liftings"
    assert client.post(place).json()["lifted_by"] == "alice@shop.example"
    assert client.post(place).status_code == 409
    assert client.post(f"{W}/suppressions/77777/liftings").status_code == 404
    assert client.post(f"{W}/batch-forecasts", WISH).json()["send"] == 3
    assert client.get(f"{W}/suppressions?channel=sms").json()["total"] == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reason": "asked"}, "suppression.member_id"),
        ({"reason": "asked", "member_id": 1, "address": "x"}, "suppression.member_id"),
        ({"reason": "asked", "address": "13700000003"}, "suppression.channel"),
        ({"reason": "asked", "address": "hello", "channel": "sms"}, "suppression.address"),
        ({"reason": "asked", "member_id": 1, "channel": "pigeon"}, "suppression.channel"),
    ],
)
def test_a_suppression_of_nothing_is_refused(client: ApiClient, body: dict[str, Any], code: str) -> None:
    assert client.post(f"{W}/suppressions", body).json()["error"]["code"] == code


def test_unsubscribing_leaves_service_messages_possible(client: ApiClient) -> None:
    client.post(f"{W}/suppressions", {"member_id": 1, "reason": "unsubscribed"})
    assert client.post(f"{W}/batch-forecasts", WISH).json()["send"] == 2
    assert client.post(f"{W}/batch-forecasts", {**WISH, "content_class": "service"}).json()["send"] == 4


def test_a_policy_is_changed_in_versions(client: ApiClient, api: MakeClient, bob: User) -> None:
    held = client.get(f"{W}/policy").json()
    assert (held["version"], held["versions"], held["document"]["quiet_hours"]) == (0, [], {"from": "21:00", "to": "09:00"})  # fmt: skip
    changed = {**held["document"], "holdout": "5%"}
    assert api(bob).put(f"{W}/policy", {"document": changed, "version": 0}).status_code == 403
    saved = client.put(f"{W}/policy", {"document": changed, "version": 0}).json()
    assert (saved["version"], saved["document"]["holdout"], saved["updated_by"]) == (1, "5%", "alice@shop.example")
    assert client.put(f"{W}/policy", {"document": changed, "version": 0}).status_code == 409
    assert client.put(f"{W}/policy", {"document": {**changed, "holdout": "1%"}, "version": 1}).json()["version"] == 2
    assert client.get(f"{W}/policy/versions/1").json()["document"]["holdout"] == "5%"
    assert "holdout: 0%" in client.get(f"{W}/policy/versions/0").json()["yaml"]
    assert client.get(f"{W}/policy/versions/9").status_code == 404
    assert AuditEntry.objects.filter(action__startswith="policy.").count() == 2


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"holdout": "half"}, "holdout"),
        ({"holdout": "101%"}, "holdout"),
        ({"quiet_hours": {"from": "25:00", "to": "09:00"}}, "quiet_hours.from"),
        ({"frequency": [{"most": 0, "within": "7d"}]}, "frequency.0.most"),
        ({"quotas": {"x": {"as_of": "2025-01-01", "zone": "Mars/Base", "each": [{"most": 1, "per": "day"}]}}}, "quotas.x.zone"),
        ({"consent": {"sms": {"scope": "marketing.sms", "needs": "not_withdrawn"}}}, "consent.sms.needs"),
        ({"consent": {"sms": {"scope": "marketing.pigeon"}}}, "consent.sms.scope"),
        ({"surprise": 1}, "surprise"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_is_refused(client: ApiClient, change: dict[str, Any], where: str) -> None:
    document = {**client.get(f"{W}/policy").json()["document"], **change}
    refused = client.put(f"{W}/policy", {"document": document, "version": 0}).json()["error"]
    assert (refused["code"], refused["where"]) == ("policy.wrong", where)


def test_analysts_look_and_do_not_touch(client: ApiClient, api: MakeClient, dora: User) -> None:
    assert api(dora).get(f"{W}/messages").status_code == 200
    assert api(dora).get(f"{W}/transports").json()[0]["name"] == "loopback"
    assert api(dora).post(f"{W}/batch-forecasts", WISH).status_code == 200
    assert api(dora).post(f"{W}/batches", WISH).status_code == 403
    assert api(dora).post(f"{W}/suppressions", {"reason": "asked", "member_id": 1}).status_code == 403
