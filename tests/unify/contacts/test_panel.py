"""Member 360 tells with whom of the staff a person is connected, of merged ids too."""

from __future__ import annotations

from datetime import UTC, datetime

from siyu.accounts.access import command_line
from siyu.accounts.models import User, Workspace
from siyu.connect.contacts.models import ContactRelation, CorpTag, CustomerGroup, GroupSeat, StaffMember
from siyu.connect.contacts.recognising import recognise
from siyu.platforms.channels.managing import make_channel
from tests.conftest import MakeClient


def test_relations_and_groups_of_a_member_and_of_nobody_else(workspace: Workspace, dora: User, api: MakeClient) -> None:
    channel = make_channel(
        command_line(workspace), kind="wecom", name="Corp", identity="ww1", secrets={"app_secret": "s"}
    )
    other = make_channel(
        command_line(workspace), kind="wecom", name="Old corp", identity="ww2", secrets={"app_secret": "s"}
    )
    first, second = recognise(channel, [("wm1", "u1"), ("wm2", None)]).values()
    (again,) = recognise(other, [("wmA", "u1")]).values()
    StaffMember.objects.create(channel=channel, userid="alice", name="爱丽丝")
    CorpTag.objects.create(channel=channel, tag_id="et1", name="牛奶")
    since = datetime(2017, 5, 1, tzinfo=UTC)
    for number, where, external in ((first, channel, "wm1"), (again, other, "wmA"), (second, channel, "wm2")):
        ContactRelation.objects.create(
            channel=where, staff="alice", external_userid=external, source_id=number, since=since, state="door",
            remark="13912345678", tags=["et1", "gone"],
        )  # fmt: skip
    group = CustomerGroup.objects.create(channel=channel, chat_id="wr1", name="会员群")
    GroupSeat.objects.create(group=group, external_userid="wm1", source_id=first, joined_at=since)
    answered = api(dora).get(f"/workspaces/shop/members/{first}")
    assert "13912345678" not in answered.content.decode(), "what staff noted is not shown"
    shown = answered.json()["contacts"]
    told = {(one["channel"], one["staff_name"], one["state"], *one["tags"]) for one in shown["relations"]}
    assert told == {("Corp", "爱丽丝", "door", "牛奶"), ("Old corp", "", "door")}
    assert [one["name"] for one in shown["groups"]] == ["会员群"]
    assert len(api(dora).get(f"/workspaces/shop/members/{second}").json()["contacts"]["relations"]) == 1


def test_who_is_connected_with_nobody_has_no_such_part(workspace: Workspace, dora: User, api: MakeClient) -> None:
    channel = make_channel(
        command_line(workspace), kind="wecom", name="Corp", identity="ww1", secrets={"app_secret": "s"}
    )
    (number,) = recognise(channel, [("wm1", None)]).values()
    assert api(dora).get(f"/workspaces/shop/members/{number}").json()["contacts"] is None
