"""Retiring a tag that tells nothing, and bringing it back: what it has is kept, so that either is one step."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.referring import users_of
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import find_tag


def retire_tag(access: Access, name: str) -> Tag:
    """Put a tag away; nothing changes when it is retired. Raises `Refusal` (409) while a segment or tag refers to it."""
    tag = find_tag(access.workspace, name)
    with transaction.atomic():
        if named := users_of(access.workspace, f"tag:{name}"):
            text = Text("{users} 正在使用标签“{name}”", "{users} refer to the tag “{name}”")
            mend = Text("请先修改它们。", "Change those first.")
            raise Refusal("tag.in_use", text.format(users=", ".join(named), name=name), mend=mend, status=409)
        _turn(access, tag, datetime.now(UTC), access.by)
    return tag


def restore_tag(access: Access, name: str) -> Tag:
    """Bring a tag back; nothing changes when it is not retired."""
    tag = find_tag(access.workspace, name)
    with transaction.atomic():
        _turn(access, tag, None, "")
    return tag


def _turn(access: Access, tag: Tag, at: datetime | None, by: str) -> None:
    turned = Tag.objects.filter(pk=tag.pk, retired_at__isnull=at is not None).update(retired_at=at, retired_by=by)
    tag.refresh_from_db()
    if turned:
        record(access, "tag.retired" if at else "tag.restored", "tag", tag.name, {"version": tag.version})
