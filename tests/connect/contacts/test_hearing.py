"""Callbacks keep relations true at once, in whatever order they come; a reading beside them tells nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from siyu.connect.callbacks.handlers import Event, handlers_of
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.recording import record_facts
from siyu.connect.contacts.hearing import hear
from siyu.connect.contacts.models import ContactRelation
from siyu.platforms.channels.models import Channel
from siyu.platforms.wecom import contacts
from tests.connect.collecting import load_all, rows
from tests.connect.contacts.test_syncing import known, sync, true
from tests.sandboxes import ServedSandbox


def event(
    channel: Channel, change: str, person: dict[str, Any], staff: str, at: int | None = None, **more: str
) -> Event:
    now = datetime.now(UTC)
    fields = {
        "Event": "change_external_contact", "ChangeType": change, "UserID": staff, "ExternalUserID": person["external_userid"],
        "CreateTime": str(at or int(now.timestamp())), **more,
    }  # fmt: skip
    return Event(
        1, "contacts.wecom", channel.workspace_id, channel.pk, "wecom", f"change_external_contact.{change}", "d", now, None,
        fields,
    )  # fmt: skip


def test_it_is_asked_for_what_changes_contacts(wecom: Channel) -> None:
    names = {one.name for one in handlers_of("wecom", "change_external_contact.add_external_contact", {})}
    assert "contacts.wecom" in names
    assert "contacts.wecom" not in {one.name for one in handlers_of("wecom", "change_contact.create_user", {})}


def test_who_is_added_is_connected_and_told_of_once(wecom: Channel, sandbox: ServedSandbox) -> None:
    added = sandbox.act("additions", member="alice", state="shop")
    told = event(wecom, "add_external_contact", added["person"], "alice", added["relation"]["created_at"], State="shop")
    assert [one.outcome for one in hear([told, told])] == [Handling.DONE, Handling.DONE]
    record_facts([told])
    assert known(wecom) == true(sandbox)
    assert ContactRelation.objects.get().state == "shop"
    sync(wecom)
    load_all(wecom.workspace)
    assert len(rows(wecom.workspace, "events", "type")) == 1


def test_a_reading_before_the_callback_tells_the_same_event(wecom: Channel, sandbox: ServedSandbox) -> None:
    added = sandbox.act("additions", member="alice", state="shop")
    sync(wecom)
    record_facts(
        [event(wecom, "add_external_contact", added["person"], "alice", added["relation"]["created_at"], State="shop")]
    )
    load_all(wecom.workspace)
    assert rows(wecom.workspace, "events", "type") == [("followed",)]


def test_who_parts_is_connected_no_more_and_a_late_word_of_the_past_changes_nothing(
    wecom: Channel, sandbox: ServedSandbox
) -> None:
    added = sandbox.act("additions", member="alice")
    since = added["relation"]["created_at"]
    sync(wecom)
    assert hear([event(wecom, "del_follow_user", added["person"], "alice", since - 60)])[0].outcome == Handling.IGNORED
    assert len(known(wecom)) == 1
    sandbox.act("blocks", person=added["person"]["id"], member="alice")
    assert hear([event(wecom, "del_follow_user", added["person"], "alice", since + 60)])[0].outcome == Handling.DONE
    assert known(wecom) == set()
    run = sync(wecom)
    assert run.counts["gone"] == 0, "what a callback told is not found out again"


def test_remarks_and_tags_follow_an_edit(wecom: Channel, sandbox: ServedSandbox) -> None:
    person = sandbox.act("additions", member="alice")["person"]
    sync(wecom)
    contacts.remark_contact(wecom, "alice", person["external_userid"], remark="常客")
    assert hear([event(wecom, "edit_external_contact", person, "alice")])[0].outcome == Handling.DONE
    assert ContactRelation.objects.get().remark == "常客"


def test_a_platform_that_is_busy_is_asked_again_later_and_who_vanished_is_left(
    wecom: Channel, sandbox: ServedSandbox
) -> None:
    person = sandbox.act("additions", member="alice")["person"]
    sandbox.act("faults", path="/cgi-bin/externalcontact/get", code=-1, times=3)
    outcome = hear([event(wecom, "add_external_contact", person, "alice")])[0]
    assert (outcome.outcome, outcome.again) == (Handling.FAILED, True)
    sandbox.act("blocks", person=person["id"], member="alice")
    assert hear([event(wecom, "add_external_contact", person, "alice")])[0].outcome == Handling.IGNORED
    assert hear([event(wecom, "add_external_contact", {"external_userid": ""}, "alice")])[0].outcome == Handling.IGNORED


def test_what_a_callback_told_while_a_page_was_on_its_way_stays(wecom: Channel, sandbox: ServedSandbox) -> None:
    from siyu.connect.contacts.keeping import keep_contacts

    added = sandbox.act("additions", member="alice")
    asked_at = datetime.now(UTC)
    ((contact,), _) = next(contacts.contacts_of(wecom, ["alice"]))
    keep_contacts(wecom, [contact], asked_at=asked_at)
    hear([event(wecom, "del_follow_user", added["person"], "alice", added["relation"]["created_at"] + 1)])
    keep_contacts(wecom, [contact], asked_at=asked_at)
    assert known(wecom) == set()
    keep_contacts(wecom, [contact], asked_at=datetime.now(UTC) + timedelta(seconds=1))
    assert len(known(wecom)) == 1
