"""The step that reads corp tags."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from siyu.connect.contacts.models import CorpTag
from siyu.connect.contacts.runs import Reading
from siyu.platforms.wecom import corp_tags


def read_tags(reading: Reading) -> None:
    """Read the corp's tags anew, of which it has three thousand at most; those that are gone keep their rows."""
    channel = reading.channel
    found = [
        CorpTag(channel=channel, tag_id=tag.id, name=tag.name[:100], group_name=group.group_name[:100])
        for group in corp_tags.list_tags(channel)
        for tag in group.tag
    ]
    for start in range(0, len(found), 500):
        with transaction.atomic():
            CorpTag.objects.bulk_create(
                found[start : start + 500], update_conflicts=True, unique_fields=["channel", "tag_id"],
                update_fields=["name", "group_name", "gone_at"], batch_size=100,
            )  # fmt: skip
    there = {tag.tag_id for tag in found}
    known = CorpTag.objects.filter(channel=channel, gone_at=None).values_list("pk", "tag_id")
    gone = [number for number, tag_id in known if tag_id not in there]
    for start in range(0, len(gone), 500):
        CorpTag.objects.filter(pk__in=gone[start : start + 500]).update(gone_at=datetime.now(UTC))
    reading.note({}, tags=len(found), tags_gone=len(gone))
