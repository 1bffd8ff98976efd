"""The relations and groups of one member, as member 360 shows them. What staff noted about the person is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.contacts.models import ContactRelation, CorpTag, GroupSeat, StaffMember
from siyu.unify.members.identity import sources_of

SHOWN = 50


def member_contacts(workspace: Workspace, member_id: int) -> dict[str, Any] | None:
    """Return with whom the member is or was connected and the groups, the latest first; None when there is nothing."""
    sources = sources_of(workspace, member_id)
    held = ContactRelation.objects.filter(channel__workspace=workspace, source_id__in=sources).order_by("-since")
    relations = list(held.select_related("channel")[:SHOWN])
    sat = GroupSeat.objects.filter(group__channel__workspace=workspace, source_id__in=sources).order_by("-joined_at")
    seats = list(sat.select_related("group")[:SHOWN])
    if not relations and not seats:
        return None
    names = _staff_names(relations)
    tags = _tag_names(relations)
    return {
        "relations": [
            {
                "channel": one.channel.name, "staff": one.staff, "staff_name": names.get((one.channel_id, one.staff), ""),
                "since": one.since, "until": one.until, "add_way": one.add_way, "state": one.state,
                "tags": [tags[one.channel_id, tag] for tag in one.tags if (one.channel_id, tag) in tags],
            }
            for one in relations
        ],
        "groups": [{"name": one.group.name, "joined_at": one.joined_at, "left_at": one.left_at} for one in seats],
    }  # fmt: skip


def _staff_names(relations: Iterable[ContactRelation]) -> dict[tuple[int, str], str]:
    wanted = StaffMember.objects.filter(
        channel__in={one.channel_id for one in relations}, userid__in={one.staff for one in relations}
    )
    return {(channel, userid): name for channel, userid, name in wanted.values_list("channel", "userid", "name")}


def _tag_names(relations: Iterable[ContactRelation]) -> dict[tuple[int, str], str]:
    wanted = CorpTag.objects.filter(
        channel__in={one.channel_id for one in relations}, tag_id__in={tag for one in relations for tag in one.tags}
    )
    return {(channel, tag): name for channel, tag, name in wanted.values_list("channel", "tag_id", "name")}
