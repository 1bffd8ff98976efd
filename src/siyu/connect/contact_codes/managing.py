"""Making, changing and retiring contact codes. What the platform has to be told is left to the worker."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.definitions import Definitions
from siyu.accounts.models import Workspace
from siyu.connect.contact_codes.checks import check_code
from siyu.connect.contact_codes.documents import ContactCodeDocument, read_document
from siyu.connect.contact_codes.models import ContactCode
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest
from siyu.platforms.channels.models import Channel

CODES = Definitions(ContactCode, "contact_code", Text("渠道活码", "contact code"), ("label", "channel", "refresh_at"))
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_KEY_LENGTH = 14
MOST_AT_ONCE = 200


def create_code(access: Access, raw: object) -> ContactCode:
    """Save a new code; the worker makes it on the platform. Raises `Refusal` for a bad document or a taken name (409)."""
    document, channel = _checked(access.workspace, raw)
    code = ContactCode(workspace=access.workspace, name=document.name, key=_new_key())
    _keep(code, document, channel)
    CODES.create(access, code)
    return code


def create_codes(access: Access, raw: object, each: Sequence[object]) -> list[ContactCode]:
    """Save a code for each of the documents' differences from the first one, all or none.

    Each item overrides fields of the common document, such as name, label, staff and store.
    """
    if not isinstance(raw, dict) or not 0 < len(each) <= MOST_AT_ONCE:
        text = Text("一次 1 到 {most} 个", "1 to {most} at once").format(most=MOST_AT_ONCE)
        raise Refusal("contact_code.batch", text, where="each")
    made = []
    with transaction.atomic():
        for place, one in enumerate(each):
            try:
                made.append(create_code(access, {**raw, **(one if isinstance(one, dict) else {})}))
            except Refusal as refusal:
                refusal.where = f"each.{place}" + (f".{refusal.where}" if refusal.where else "")
                raise
    return made


def change_code(access: Access, name: str, raw: object, version: int) -> ContactCode:
    """Save a new version of a code.

    Raises `Refusal`: 409 when `version` is not the one that is saved or the code is retired; 422 for a bad document.
    """
    code = CODES.find(access.workspace, name)
    document, channel = _checked(access.workspace, raw)
    CODES.check_name(code, document.name)
    if code.retired_at is not None:
        raise Refusal("contact_code.retired", Text("该活码已停用", "the code is retired"), status=409)
    if code.channel_id != channel.pk or bool(code.document.get("groups")) != bool(document.groups):
        text = Text("已印出的码不能换渠道或种类", "a printed code can't change its channel or kind")
        raise Refusal("contact_code.fixed", text, where="channel", mend=Text("请新建一个活码。", "Make another code."))
    _keep(code, document, channel)
    CODES.change(access, code, version)
    return code


def retire_code(access: Access, name: str) -> ContactCode:
    """Take a code out of use: its counts stay, nobody is added to it any more, and the printed code goes on leading to its
    last staff, because a customer must not meet a dead end."""
    code = CODES.find(access.workspace, name)
    with transaction.atomic():
        if ContactCode.objects.filter(pk=code.pk, retired_at=None).update(
            retired_at=datetime.now(UTC), refresh_at=None
        ):
            record(access, "contact_code.retired", "contact_code", name, {})
    code.refresh_from_db()
    return code


def ask_refresh(code_ids: Sequence[int]) -> None:
    """Have codes looked at by the worker as soon as can be."""
    ContactCode.objects.filter(pk__in=code_ids, retired_at=None).update(refresh_at=datetime.now(UTC))


def _checked(workspace: Workspace, raw: object) -> tuple[ContactCodeDocument, Channel]:
    document = read_document(raw)
    check_code(document)
    mine = Channel.objects.filter(workspace=workspace, kind="wecom", disabled_at=None)
    channel = mine.filter(name=document.channel).first()
    if channel is None:
        near = nearest(document.channel, mine.values_list("name", flat=True))
        raise Refusal(
            "contact_code.no_channel",
            Text("没有这个企业微信渠道", "there is no such WeCom channel"),
            where="channel",
            mend=Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near) if near else None,
        )
    return document, channel


def _keep(code: ContactCode, document: ContactCodeDocument, channel: Channel) -> None:
    code.label = document.label.model_dump(by_alias=True)
    code.document, code.channel, code.refresh_at = document.as_document(), channel, datetime.now(UTC)


def _new_key() -> str:
    return "c" + "".join(secrets.choice(_ALPHABET) for _ in range(_KEY_LENGTH))
