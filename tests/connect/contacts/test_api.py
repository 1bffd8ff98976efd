"""Readings by API: asked for by operators, followed, and what they found."""

from __future__ import annotations

from typing import Any

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, User
from siyu.accounts.personal import Person
from siyu.connect.contacts.erasing import STORES
from siyu.connect.contacts.jobs import sync_channel
from siyu.connect.contacts.models import ContactRelation, GroupSeat
from siyu.lib.traces import Traces
from siyu.platforms.channels.managing import change_channel
from siyu.platforms.channels.models import Channel
from tests.conftest import MakeClient
from tests.sandboxes import ServedSandbox


def path(channel: Channel, end: str) -> str:
    return f"/workspaces/shop/channels/{channel.pk}/{end}"


def test_a_reading_is_asked_for_and_followed(
    wecom: Channel, sandbox: ServedSandbox, bob: User, dora: User, api: MakeClient
) -> None:
    sandbox.act("crowds", count=4, members=["alice", "bob"])
    syncs = path(wecom, "contact-syncs")
    assert api(dora).post(syncs, {}).status_code == 403
    asked = api(bob).post(syncs, {})
    assert asked.status_code == 202, asked.content
    assert (asked.json()["finished_at"], asked.json()["steps_done"]) == (None, 0)
    assert api(bob).post(syncs, {"is_full": False}).json()["id"] == asked.json()["id"], "one at a time"
    assert AuditEntry.objects.filter(action="contacts.asked").count() == 2
    sync_channel.call(wecom.pk)
    told = api(dora).get(syncs).json()
    assert (told["relations"], told["customers"], told["staff"], told["total"]) == (4, 4, 3, 1)
    run = told["items"][0]
    assert (run["error"], run["steps_done"], run["staff_done"], run["staff_whole"]) == (None, 4, 3, 3)


def test_staff_are_listed_with_their_customers(
    wecom: Channel, sandbox: ServedSandbox, bob: User, api: MakeClient
) -> None:
    sandbox.act("crowds", count=3, members=["bob"])
    api(bob).post(path(wecom, "contact-syncs"), {})
    sync_channel.call(wecom.pk)
    first = api(bob).get(path(wecom, "staff"), limit=2).json()
    assert [(one["userid"], one["name"], one["customers"]) for one in first["items"]] == [
        ("alice", "爱丽丝", 0), ("bob", "鲍勃", 3),
    ]  # fmt: skip
    rest = api(bob).get(path(wecom, "staff"), limit=2, cursor=first["next"]).json()
    assert [one["userid"] for one in rest["items"]] == ["carol"] and rest["next"] is None
    assert [one["userid"] for one in api(bob).get(path(wecom, "staff"), search="鲍").json()["items"]] == ["bob"]


def test_channels_without_contacts_and_disabled_ones_are_refused(
    wecom: Channel, bob: User, api: MakeClient, settings: Any
) -> None:
    from siyu.platforms.channels.managing import make_channel

    access = command_line(wecom.workspace)
    other = make_channel(access, kind="mini_program", name="x", identity="x", secrets={"secret": "s"})
    assert api(bob).get(path(other, "contact-syncs")).status_code == 404
    change_channel(access, wecom.pk, disabled=True)
    assert api(bob).post(path(wecom, "contact-syncs"), {}).status_code == 409


def test_what_is_held_of_a_person_is_exported_and_erased(wecom: Channel, sandbox: ServedSandbox) -> None:
    person = sandbox.act("additions", member="alice")["person"]
    sandbox.act("additions", member="bob")
    chat = sandbox.act("groups", owner="alice")["group"]["chat_id"]
    sandbox.act("joins", chat_id=chat, person=person["id"])
    from tests.connect.contacts.test_syncing import sync

    sync(wecom)
    number = ContactRelation.objects.get(external_userid=person["external_userid"]).source_id
    someone = Person(wecom.workspace, (number,), Traces.of([("external_userid", person["external_userid"])]))
    assert [store.count(someone) for store in STORES] == [1, 1]
    for store in STORES:
        assert store.export is not None
        assert [row["external_userid"] for row in store.export(someone)] == [person["external_userid"]]
        store.erase(someone)
    assert [store.count(someone) for store in STORES] == [0, 0]
    assert (ContactRelation.objects.count(), GroupSeat.objects.count()) == (1, 0)
