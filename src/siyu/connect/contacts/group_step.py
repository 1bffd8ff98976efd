"""The step that reads customer groups and who is in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction

from siyu.connect.contacts.models import CustomerGroup, GroupSeat, StaffMember
from siyu.connect.contacts.recognising import recognise
from siyu.connect.contacts.runs import Reading
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom import groups
from siyu.platforms.wecom.groups import CUSTOMER, Group, GroupMember

OWNERS_NEEDED = 81017
OWNERS_AT_ONCE = 100


def read_groups(reading: Reading) -> None:
    """Read the groups; a quick reading leaves them alone. Those already read before a crash are passed over."""
    if not reading.run.is_full:
        return
    done = set(
        CustomerGroup.objects.filter(channel=reading.channel, seen=reading.run.pk).values_list("chat_id", flat=True)
    )
    for chat_id in _group_ids(reading.channel):
        if chat_id not in done:
            _read_group(reading, chat_id)
    _dismiss(reading)


def _group_ids(channel: Channel) -> Iterator[str]:
    try:
        for found, _ in groups.list_groups(channel):
            yield from (one.chat_id for one in found)
    except PlatformError as error:
        if error.errcode != OWNERS_NEEDED:
            raise
    else:
        return
    owners = list(StaffMember.objects.filter(channel=channel).order_by("userid").values_list("userid", flat=True))
    for start in range(0, len(owners), OWNERS_AT_ONCE):
        for found, _ in groups.list_groups(channel, owners[start : start + OWNERS_AT_ONCE]):
            yield from (one.chat_id for one in found)


def _read_group(reading: Reading, chat_id: str) -> None:
    try:
        told = groups.get_group(reading.channel, chat_id)
    except PlatformError as error:
        if error.errcode != groups.NO_GROUP:
            raise
        return
    customers = list({one.userid: one for one in told.member_list if one.type == CUSTOMER}.values())
    numbers = recognise(reading.channel, ((member.userid, member.unionid) for member in customers))
    with transaction.atomic():
        group = _keep_group(reading, told)
        left = _keep_seats(group, customers, numbers)
        reading.note({}, groups=1, seats=len(customers), seats_left=left)
    reading.hook("group kept")


def _keep_group(reading: Reading, told: Group) -> CustomerGroup:
    made_at = datetime.fromtimestamp(told.create_time, UTC) if told.create_time else None
    group, _ = CustomerGroup.objects.update_or_create(
        channel=reading.channel, chat_id=told.chat_id,
        defaults={
            "name": told.name[:200], "owner": told.owner, "members": len(told.member_list), "made_at": made_at,
            "gone_at": None, "seen": reading.run.pk,
        },
    )  # fmt: skip
    return group


def _keep_seats(group: CustomerGroup, customers: list[GroupMember], numbers: dict[str, int]) -> int:
    """Write who sits in the group, at most a few hundred, and return how many have left."""
    seats = [
        GroupSeat(
            group=group, external_userid=one.userid, source_id=numbers[one.userid], scene=one.join_scene, state=one.state[:100],
            joined_at=datetime.fromtimestamp(one.join_time, UTC),
        )
        for one in customers
    ]  # fmt: skip
    GroupSeat.objects.bulk_create(
        seats, update_conflicts=True, unique_fields=["group", "external_userid"],
        update_fields=["source_id", "joined_at", "left_at", "scene", "state"], batch_size=100,
    )  # fmt: skip
    there = {one.userid for one in customers}
    sitting = group.seats.filter(left_at=None).values_list("pk", "external_userid")
    left = [number for number, external in sitting if external not in there]
    return GroupSeat.objects.filter(pk__in=left).update(left_at=datetime.now(UTC))


def _dismiss(reading: Reading) -> None:
    """End the groups that no list named and the platform knows no more."""
    channel, now = reading.channel, datetime.now(UTC)
    unseen = CustomerGroup.objects.filter(channel=channel, gone_at=None).exclude(seen=reading.run.pk)
    gone = [group for group in unseen if not _is_there(channel, group.chat_id)]
    for group in gone:
        with transaction.atomic():
            CustomerGroup.objects.filter(pk=group.pk).update(gone_at=now)
            group.seats.filter(left_at=None).update(left_at=now)
    reading.note({}, groups_gone=len(gone))


def _is_there(channel: Channel, chat_id: str) -> bool:
    try:
        groups.get_group(channel, chat_id)
    except PlatformError as error:
        if error.errcode == groups.NO_GROUP:
            return False
        raise
    return True
