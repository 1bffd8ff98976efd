"""Keeping relations: new ones, those that began anew, and what changed about the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from siyu.connect.contacts.models import ContactRelation
from siyu.connect.contacts.recognising import name_members, recognise
from siyu.connect.contacts.telling import tell_followed, tell_unfollowed
from siyu.platforms.channels.models import Channel
from siyu.platforms.wecom.contacts import Contact, Following

_TOLD = ("source_id", "since", "until", "add_way", "state", "remark", "tags", "heard_at")


@dataclass
class Kept:
    """What keeping some relations came to."""

    read: int = 0
    added: int = 0
    changed: int = 0
    gone: int = 0

    def as_counts(self) -> dict[str, int]:
        return {"contacts_read": self.read, "added": self.added, "changed": self.changed, "gone": self.gone}


@dataclass
class _Work:
    """Relations by what is to be done with them; who came is among the others too."""

    fresh: list[ContactRelation] = field(default_factory=list)
    touched: list[ContactRelation] = field(default_factory=list)
    came: list[ContactRelation] = field(default_factory=list)


def keep_contacts(
    channel: Channel,
    contacts: Sequence[Contact],
    *,
    asked_at: datetime,
    heard_at: datetime | None = None,
    then: Callable[[Kept], None] = lambda kept: None,
) -> Kept:
    """Keep up to a few hundred relations; `then` is called with the counts in the transaction that writes them.

    `asked_at` is when the platform was asked, `heard_at` when a callback told: what a callback told since we asked stays.
    Who came without a callback is told first, by an id that makes it one event however often: after a crash in between, the
    same is done again.
    """
    portraits = {one.external_contact.external_userid: one.external_contact for one in contacts}
    numbers = recognise(channel, ((external, one.unionid) for external, one in portraits.items()))
    work, changed = _compare(channel, contacts, numbers, asked_at, heard_at)
    new = {numbers[one.external_userid]: portraits[one.external_userid] for one in work.came}
    name_members(channel, {number: {"name": one.name, "avatar": one.avatar} for number, one in new.items()})
    if heard_at is None:
        tell_followed(
            channel, [(one.staff, one.external_userid, int(one.since.timestamp()), one.state) for one in work.came]
        )
    kept = Kept(read=len(contacts), added=len(work.came), changed=changed)
    with transaction.atomic():
        ContactRelation.objects.bulk_create(work.fresh, ignore_conflicts=True, batch_size=100)
        ContactRelation.objects.bulk_update(_unheard(work, heard_at), _TOLD, batch_size=100)
        then(kept)
    return kept


def part(
    channel: Channel, relations: Sequence[ContactRelation], then: Callable[[Kept], None] = lambda kept: None
) -> Kept:
    """End relations of which the platform knows no more and no callback told."""
    tell_unfollowed(channel, [(one.staff, one.external_userid, one.since) for one in relations])
    with transaction.atomic():
        open_still = ContactRelation.objects.filter(pk__in=[one.pk for one in relations], until=None)
        kept = Kept(gone=open_still.update(until=datetime.now(UTC)))
        then(kept)
    return kept


def _unheard(work: _Work, heard_at: datetime | None) -> list[ContactRelation]:
    """Return the known relations of which no callback has told since they were read."""
    locked = ContactRelation.objects.select_for_update().filter(pk__in=[one.pk for one in work.touched])
    now = dict(locked.values_list("pk", "heard_at"))
    return [one for one in work.touched if heard_at or now.get(one.pk) == one.heard_at]


def _compare(
    channel: Channel,
    contacts: Sequence[Contact],
    numbers: dict[str, int],
    asked_at: datetime,
    heard_at: datetime | None,
) -> tuple[_Work, int]:
    known = {
        (one.staff, one.external_userid): one
        for one in ContactRelation.objects.filter(channel=channel, external_userid__in=numbers)
    }
    work, changed = _Work(), 0
    for contact in contacts:
        external, follow = contact.external_contact.external_userid, contact.follow_info
        relation = known.get((follow.userid, external))
        is_new = relation is None
        if relation is not None and relation.heard_at and relation.heard_at > asked_at:
            continue
        if relation is None:
            relation = known[follow.userid, external] = ContactRelation(
                channel=channel, staff=follow.userid, external_userid=external
            )
        has_come = is_new or (relation.until is not None and _since(follow) > relation.since)
        is_changed = _write(relation, follow, numbers[external])
        relation.heard_at = heard_at or relation.heard_at
        if is_new:
            work.fresh.append(relation)
        elif is_changed or heard_at:
            work.touched.append(relation)
        if has_come:
            work.came.append(relation)
        elif is_changed:
            changed += 1
    return work, changed


def _write(relation: ContactRelation, follow: Following, number: int) -> bool:
    """Write what the platform says and return whether that is anything new."""
    told = {
        "source_id": number, "since": _since(follow), "until": None, "add_way": follow.add_way, "state": follow.state[:100],
        "remark": follow.remark[:200], "tags": sorted(follow.corp_tags),
    }  # fmt: skip
    changed = [name for name, value in told.items() if getattr(relation, name) != value]
    for name in changed:
        setattr(relation, name, told[name])
    return bool(changed)


def _since(follow: Following) -> datetime:
    return datetime.fromtimestamp(follow.createtime, UTC)
