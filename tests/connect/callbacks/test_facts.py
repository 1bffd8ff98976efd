"""Callbacks that tell of a person become events of that person, once, whoever told of it and however often."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person
from siyu.connect.callbacks.erasing import STORES
from siyu.connect.callbacks.lanes import work
from siyu.connect.callbacks.models import Callback, Handling
from siyu.lib.errors import Refusal
from siyu.lib.traces import Traces
from siyu.platforms.channels.models import Channel
from siyu.unify.members.models import Identifier
from tests.connect.callbacks.conftest import ACCOUNT, CORP
from tests.connect.callbacks.platform import Platform, added
from tests.connect.collecting import load_all, rows

NOW = int(time.time())


def handled(workspace: Workspace) -> list[tuple[Any, ...]]:
    while work("patient"):
        pass
    load_all(workspace)
    return rows(workspace, "events", "type", "source_id", "channel", "properties")


def contact(change: str, person: str = "wm0001", **more: Any) -> dict[str, Any]:
    return {**added(person, CreateTime=NOW), "ChangeType": change, **more}


def test_a_contact_comes_and_goes(platform: Platform, wecom: Channel, workspace: Workspace) -> None:
    platform.tell(wecom, **contact("add_external_contact", State="poster"))
    platform.tell(wecom, **contact("del_follow_user"))
    platform.tell(wecom, **contact("del_external_contact", "wm0002"))
    platform.tell(wecom, **contact("del_external_contact", "wm0003", Source="DELETE_BY_TRANSFER"))
    found = {
        (kind, json.loads(told).get("by"), json.loads(told).get("state")) for kind, _, _, told in handled(workspace)
    }
    assert found == {("followed", None, "poster"), ("unfollowed", "customer", None), ("unfollowed", "staff", None)}
    known = Identifier.objects.values_list("kind", "scope", "value")
    assert set(known) == {("external_userid", CORP, "wm0001"), ("external_userid", CORP, "wm0002")}


def test_an_account_tells_of_followers(platform: Platform, account: Channel, workspace: Workspace) -> None:
    def tell(event: str, **more: Any) -> None:
        told = {"FromUserName": "oFollower0001", "MsgType": "event", "Event": event, "CreateTime": NOW}
        platform.tell(account, **{**told, **more})

    tell("subscribe", EventKey="qrscene_poster7", Ticket="t")
    tell("SCAN", EventKey="poster8")
    tell("CLICK", EventKey="menu")
    tell("unsubscribe")
    tell("", MsgType="text", Content="在吗", MsgId="5")
    tell("TEMPLATESENDJOBFINISH", MsgID="6", Status="success")
    found = handled(workspace)
    assert sorted(kind for kind, *_ in found) == [
        "clicked", "followed", "messaged", "scanned", "scanned", "unfollowed",
    ]  # fmt: skip
    assert len({source for _, source, _, _ in found}) == 1
    assert {channel for _, _, channel, _ in found} == {"official_account"}
    assert {json.loads(told).get("scene") for kind, *_, told in found if kind == "scanned"} == {"poster7", "poster8"}
    assert Identifier.objects.get().scope == ACCOUNT
    assert Handling.objects.get(outcome="ignored").callback.name == "TEMPLATESENDJOBFINISH"


def test_a_handling_that_is_repeated_after_a_crash_doubles_nothing(
    platform: Platform, wecom: Channel, workspace: Workspace
) -> None:
    platform.tell(wecom, **contact("add_external_contact"))
    handled(workspace)
    Handling.objects.update(outcome="", due_at="2020-01-01T00:00:00Z")
    assert len(handled(workspace)) == 1


def test_two_apps_that_tell_of_one_contact_make_one_event(
    platform: Platform, wecom: Channel, workspace: Workspace
) -> None:
    platform.tell(wecom, **contact("add_external_contact", WelcomeCode="of one app"))
    platform.tell(wecom, **contact("add_external_contact", WelcomeCode="of the other"))
    assert Callback.objects.count() == 2
    assert len(handled(workspace)) == 1


def test_what_a_customer_writes_lies_sealed_in_the_lake(
    platform: Platform, account: Channel, workspace: Workspace
) -> None:
    platform.tell(
        account, FromUserName="oFollower0001", MsgType="text", Content="我住长安街", MsgId="5", CreateTime=NOW
    )
    assert "长安街" not in handled(workspace)[0][3]


def test_a_person_is_erased_from_callbacks(platform: Platform, wecom: Channel, workspace: Workspace) -> None:
    platform.tell(wecom, **contact("add_external_contact", "wmPerson0001"))
    platform.tell(wecom, **contact("add_external_contact", "wmPerson0002"))
    person = Person(workspace, (1,), Traces.of([("external_userid", "wmPerson0001")]))
    (store,) = STORES
    assert store.settle and store.export
    with pytest.raises(Refusal):
        store.settle(person)
    work("patient")
    store.settle(person)
    assert [row["callback"]["ExternalUserID"] for row in store.export(person)] == ["wmPerson0001"]
    assert store.count(person) == 1
    store.erase(person)
    assert store.count(person) == 0
    assert Callback.objects.count() == 1
