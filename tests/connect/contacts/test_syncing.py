"""What is read from the platform is what the platform knows: at once, after a crash, while it changes, and when callbacks got lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from siyu.connect.contacts import contact_step
from siyu.connect.contacts.models import ContactRelation, ContactSync, CorpTag, CustomerGroup, GroupSeat, StaffMember
from siyu.connect.contacts.runs import ask_for_sync
from siyu.connect.contacts.syncing import sync_contacts
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import keep_secrets
from siyu.platforms.wecom import contact_ways, corp_tags
from siyu.unify.members.models import Identifier, Member
from tests.connect.collecting import load_all, rows
from tests.sandboxes import ServedSandbox


def sync(channel: Channel, *, is_full: bool = True, hook: Any = lambda place: None) -> ContactSync:
    ask_for_sync(channel, "alice", is_full=is_full)
    run = sync_contacts(channel, hook=hook)
    assert run is not None and run.finished_at is not None and run.error is None, run and run.error
    return run


def known(channel: Channel) -> set[tuple[str, str]]:
    return set(ContactRelation.objects.filter(channel=channel, until=None).values_list("staff", "external_userid"))


def true(sandbox: ServedSandbox) -> set[tuple[str, str]]:
    """Return who is connected by the sandbox's own count."""
    relations = sandbox.state("relations")
    return {(one["userid"], one["external_userid"]) for one in relations if one["ended_at"] is None}


def events(channel: Channel, name: str) -> list[tuple[Any, ...]]:
    load_all(channel.workspace)
    return [row for row in rows(channel.workspace, "events", "type", "source_id") if row[0] == name]


def test_everything_there_is_comes_in(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("settings", settings={"unionid_bound": True})
    sandbox.act("crowds", count=230, members=["alice", "bob"])
    way = contact_ways.add_way(
        wecom, contact_ways.NewWay(type=1, scene=2, skip_verify=True, user=["carol"], state="door")
    )
    person = sandbox.act("scans", way=way.config_id)["person"]
    made = corp_tags.add_tags(wecom, "口味", ["牛奶"])
    corp_tags.mark_contact(wecom, "carol", person["external_userid"], add=[made.tag[0].id])
    chat = sandbox.act("groups", owner="alice", name="会员群")["group"]["chat_id"]
    sandbox.act("joins", chat_id=chat, person=person["id"])
    run = sync(wecom)
    assert known(wecom) == true(sandbox)
    assert (run.counts["added"], run.counts["contacts_read"], run.counts["staff"]) == (231, 231, 3)
    relation = ContactRelation.objects.get(staff="carol")
    assert (relation.state, relation.add_way, relation.tags) == ("door", 1, [made.tag[0].id])
    member = Member.objects.get(member_id=relation.source_id)
    assert (member.name, member.attributes["avatar"][:4]) == (person["name"], "http")
    kinds = set(Identifier.objects.filter(kind__in=["external_userid", "unionid"]).values_list("kind", "scope"))
    assert kinds == {("external_userid", "wwsandbox"), ("unionid", "")}
    assert list(StaffMember.objects.order_by("userid").values_list("name", flat=True)) == ["爱丽丝", "鲍勃", "卡罗尔"]
    assert CorpTag.objects.get().name == "牛奶"
    assert (CustomerGroup.objects.get().name, GroupSeat.objects.get().source_id) == ("会员群", relation.source_id)
    assert len(events(wecom, "followed")) == 231


def test_the_same_again_changes_nothing(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=5, members=["alice"])
    sync(wecom)
    before = list(ContactRelation.objects.values())
    run = sync(wecom)
    assert {run.counts[name] for name in ("added", "changed", "gone")} == {0}
    assert list(ContactRelation.objects.values()) == before
    assert len(events(wecom, "followed")) == 5


@pytest.mark.parametrize("is_full", [True, False])
def test_what_lost_callbacks_would_have_told_is_found_out(
    is_full: bool, wecom: Channel, sandbox: ServedSandbox
) -> None:
    sandbox.act("crowds", count=6, members=["alice", "bob"])
    sync(wecom)
    gone = next(one for one in sandbox.state("relations") if one["userid"] == "alice")
    sandbox.act("blocks", person=gone["external_userid"], member="alice")
    sandbox.act("additions", member="carol", state="shop")
    run = sync(wecom, is_full=is_full)
    assert known(wecom) == true(sandbox)
    assert (run.counts["added"], run.counts["gone"]) == (1, 1)
    ended = ContactRelation.objects.get(until__isnull=False)
    assert (ended.staff, ended.external_userid) == ("alice", gone["external_userid"])
    assert events(wecom, "unfollowed") == [("unfollowed", ended.source_id)]
    assert len(events(wecom, "followed")) == 7


def test_who_comes_back_is_the_same_row_begun_anew(wecom: Channel, sandbox: ServedSandbox) -> None:
    person = sandbox.act("additions", member="alice")["person"]
    sync(wecom)
    first = ContactRelation.objects.get()
    sandbox.act("blocks", person=person["id"], member="alice")
    sync(wecom, is_full=False)
    sandbox.act("clock", advance=86_400)
    sandbox.act("additions", member="alice", person=person["id"])
    sync(wecom, is_full=False)
    again = ContactRelation.objects.get()
    assert (again.pk, again.until) == (first.pk, None)
    assert again.since - first.since >= timedelta(days=1)
    assert len(events(wecom, "followed")) == 2


class Killed(BaseException):
    """The process ends here."""


def test_killed_anywhere_it_goes_on_where_it_was_and_nothing_is_doubled(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=250, members=["alice"])
    sandbox.act("groups", owner="bob")
    passed: list[str] = []
    ask_for_sync(wecom, "alice", is_full=True)
    for _ in range(40):
        left = [len(passed) % 3]

        def kill(place: str, left: list[int] = left) -> None:
            passed.append(place)
            left[0] -= 1
            if left[0] < 0:
                raise Killed

        try:
            run = sync_contacts(wecom, hook=kill)
        except Killed:
            ContactSync.objects.update(leased_until=datetime.now(UTC) - timedelta(seconds=1))
            continue
        break
    else:
        raise AssertionError("it never came to an end")
    assert run is not None and run.error is None and len(passed) > 8
    assert known(wecom) == true(sandbox)
    assert (run.counts["added"], run.counts["contacts_read"]) == (250, 250)
    assert len(events(wecom, "followed")) == 250


def test_what_changes_while_it_reads_is_right_in_the_end(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=210, members=["alice"])
    relations = [one["external_userid"] for one in sandbox.state("relations")]
    hooks = iter([("blocks", relations[0]), ("additions", None), ("blocks", relations[205])])

    def change(place: str) -> None:
        act = next(hooks, None) if place == "page kept" else None
        if act:
            sandbox.act(act[0], member="alice", **({"person": act[1]} if act[1] else {}))

    sync(wecom, hook=change)
    assert known(wecom) == true(sandbox)
    assert next(hooks, None) is None


def test_one_reads_at_a_time_and_a_dead_one_writes_nothing_more(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=120, members=["alice"])
    other: list[Any] = []

    def meet(place: str) -> None:
        if place == "page kept" and not other:
            other.append(sync_contacts(wecom))
            ContactSync.objects.update(leased_until=datetime.now(UTC) - timedelta(seconds=1))
            other.append(sync_contacts(wecom))

    ask_for_sync(wecom, "alice", is_full=True)
    assert sync_contacts(wecom, hook=meet) is None
    assert other[0] is None
    assert other[1].counts["contacts_read"] == 120
    assert known(wecom) == true(sandbox)


def test_a_busy_platform_pauses_it_and_a_refusal_ends_it(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=3, members=["alice"])
    path = "/cgi-bin/externalcontact/batch/get_by_user"
    sandbox.act("faults", path=path, code=45009)
    ask_for_sync(wecom, "alice", is_full=True)
    paused = sync_contacts(wecom)
    assert paused is not None and paused.finished_at is None
    assert paused.error["code"] == "platform.45009" and paused.step == "contacts"
    sandbox.act("fault-clearings")
    again = sync_contacts(wecom)
    assert again is not None and (again.pk, again.error) == (paused.pk, None) and again.finished_at
    sandbox.act("faults", path=path, code=48002)
    ask_for_sync(wecom, "alice", is_full=True)
    ended = sync_contacts(wecom)
    assert ended is not None and ended.finished_at and "API" in ended.error["mend"]["zh-CN"]


def test_names_that_may_not_be_read_are_left_out(wecom: Channel, sandbox: ServedSandbox) -> None:
    keep_secrets(wecom, {"contact_secret": "secret-contact"})
    sync(wecom)
    assert sorted(StaffMember.objects.values_list("userid", "name")) == [("alice", ""), ("bob", ""), ("carol", "")]


def test_who_leaves_the_corp_is_gone_and_his_customers_are_not(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=2, members=["bob"])
    sync(wecom)
    sandbox.act("departures", member="bob")
    run = sync(wecom)
    assert run.counts["staff_gone"] == 1
    assert StaffMember.objects.get(userid="bob").gone_at is not None
    assert ContactRelation.objects.filter(until=None).count() == 2


def test_a_member_of_staff_who_may_not_be_seen_is_left_out(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=2, members=["alice"])
    sync(wecom)
    sandbox.act("faults", path="/cgi-bin/externalcontact/batch/get_by_user", code=60011, times=1)
    run = sync(wecom)
    assert (run.counts["staff_left_out"], run.counts["gone"]) == (1, 0)
    assert len(known(wecom)) == 2


def test_many_new_ones_are_read_in_pages_by_a_quick_reading_too(
    wecom: Channel, sandbox: ServedSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_step, "MANY", 3)
    sandbox.act("crowds", count=4, members=["alice"])
    run = sync(wecom, is_full=False)
    assert (run.counts["added"], known(wecom)) == (4, true(sandbox))
    assert sandbox.calls("/cgi-bin/externalcontact/get") == []


def test_groups_that_are_dismissed_and_seats_that_are_left(wecom: Channel, sandbox: ServedSandbox) -> None:
    chats = [sandbox.act("groups", owner="alice")["group"]["chat_id"] for _ in range(2)]
    people = [sandbox.act("joins", chat_id=chat)["person"] for chat in chats]
    sync(wecom)
    assert GroupSeat.objects.filter(left_at=None).count() == 2
    sandbox.act("quits", chat_id=chats[0], person=people[0]["id"])
    sandbox.act("dismissals", chat_id=chats[1])
    run = sync(wecom)
    assert GroupSeat.objects.filter(left_at=None).count() == 0
    assert (run.counts["seats_left"], run.counts["groups_gone"]) == (1, 1)
    sandbox.act("joins", chat_id=chats[0], person=people[0]["id"])
    sync(wecom)
    assert GroupSeat.objects.filter(left_at=None).count() == 1


def test_groups_are_asked_for_by_owner_where_too_many_are_visible(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("groups", owner="alice")
    sandbox.act("faults", path="/cgi-bin/externalcontact/groupchat/list", code=81017, times=1)
    sync(wecom)
    assert CustomerGroup.objects.count() == 1
