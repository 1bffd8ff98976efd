"""Making, changing and disabling channels; what is secret goes in and never comes out."""

from __future__ import annotations

import re
import secrets as randomness
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.lib.validating import validated
from siyu.platforms.addresses import check_address
from siyu.platforms.channels.kinds import ChannelKind, channel_kind
from siyu.platforms.channels.models import AccessToken, Channel
from siyu.platforms.channels.opening import keep_secrets, secrets_of

_INVALID = Text("渠道设置有误：{problem}", "the settings of the channel are not valid: {problem}")


def make_channel(
    access: Access,
    *,
    kind: str,
    name: str,
    identity: str,
    secrets: Mapping[str, str],
    settings: Mapping[str, Any] | None = None,
    base_url: str | None = None,
) -> Channel:
    """Make a channel. Raises `Refusal` for an unknown kind, a missing or odd secret, wrong settings or an address not allowed."""
    known = channel_kind(kind)
    given = _check_secrets(known, {name: value for name, value in secrets.items() if value})
    channel = Channel(
        workspace=access.workspace, kind=kind, name=_filled(name, "name"), identity=_filled(identity, "identity"),
        base_url=check_address(known, base_url), settings=_check_settings(known, settings or {}),
        callback_key=randomness.token_urlsafe(24),
    )  # fmt: skip
    try:
        with transaction.atomic():
            channel.save()
            keep_secrets(channel, given)
            channel.save()
            record(access, "channel.made", "channel", str(channel.pk), {"kind": kind, "secrets": sorted(given)})
    except IntegrityError:
        raise _known() from None
    return channel


def change_channel(
    access: Access,
    number: int,
    *,
    name: str | None = None,
    identity: str | None = None,
    secrets: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    base_url: str | None = None,
    disabled: bool | None = None,
) -> Channel:
    """Change what is given. A secret that is given replaces the kept one, an empty one removes it.

    Another address wants all secrets again: otherwise who may change a channel could have them sent to a host of his own.
    """
    try:
        with transaction.atomic():
            channel = find_channel(access.workspace, number, lock=True)
            known = channel_kind(channel.kind)
            change: dict[str, Any] = {}
            _change_address(channel, known, base_url, secrets or {}, change)
            _change_secrets(channel, known, secrets or {}, change)
            if settings is not None and (checked := _check_settings(known, settings)) != channel.settings:
                changed = [key for key in checked | channel.settings if checked.get(key) != channel.settings.get(key)]
                channel.settings, change["settings"] = checked, sorted(changed)
            for field, value in (("name", name), ("identity", identity)):
                if value is not None and _filled(value, field) != getattr(channel, field):
                    setattr(channel, field, value.strip())
                    change[field] = value.strip()
            if disabled is not None and disabled != (channel.disabled_at is not None):
                channel.disabled_at, change["disabled"] = datetime.now(UTC) if disabled else None, disabled
            if change:
                channel.save()
                record(access, "channel.changed", "channel", str(number), change)
            if {"base_url", "secrets", "identity"} & change.keys():
                AccessToken.objects.filter(channel=channel).delete()
    except IntegrityError:
        raise _known() from None
    return channel


def find_channel(workspace: Workspace, number: int, *, lock: bool = False) -> Channel:
    """Return a channel of the workspace; refuses an unknown one with 404."""
    found = Channel.objects.select_for_update() if lock else Channel.objects
    channel = found.filter(workspace=workspace, pk=number).first()
    if channel is None:
        raise Refusal("channel.unknown", Text("没有这个渠道", "there is no such channel"), where="channel", status=404)
    return channel


def _change_address(
    channel: Channel, kind: ChannelKind, url: str | None, given: Mapping[str, str], change: dict[str, Any]
) -> None:
    if url is None or (address := check_address(kind, url)) == channel.base_url:
        return
    if missing := sorted(secrets_of(channel).keys() - given.keys()):
        raise Refusal(
            "channel.secrets_again",
            Text("更换地址时须重新填写全部密钥", "another address needs all secrets to be entered again"),
            where=f"secrets.{missing[0]}",
        )
    channel.base_url, change["base_url"] = address, address


def _change_secrets(channel: Channel, kind: ChannelKind, given: Mapping[str, str], change: dict[str, Any]) -> None:
    if not given:
        return
    kept = {name: value for name, value in (secrets_of(channel) | dict(given)).items() if value}
    keep_secrets(channel, _check_secrets(kind, kept, given))
    change["secrets"] = sorted(given)


def _check_secrets(
    kind: ChannelKind, secrets: Mapping[str, str], given: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    fields = {field.name: field for field in kind.secrets}
    for name in (*secrets, *(given or {})):
        if name not in fields:
            raise Refusal(
                "channel.unknown_secret",
                Text("这种渠道没有这个密钥", "this kind of channel has no such secret"),
                where=f"secrets.{name[:40]}",
                mend=Text(f"可用：{'、'.join(fields)}。", f"There are: {', '.join(fields)}."),
            )
    for field in kind.secrets:
        value = secrets.get(field.name)
        if value is None and field.is_needed:
            raise _bad_secret(field.name, Text("请填写“{label}”", "“{label}” is needed"), field.label)
        if value is not None and not re.fullmatch(field.pattern, value):
            raise _bad_secret(field.name, Text("“{label}”的格式不对", "“{label}” does not look like one"), field.label)
    return secrets


def _check_settings(kind: ChannelKind, settings: Mapping[str, Any]) -> dict[str, Any]:
    checked = validated(kind.settings, dict(settings), code="channel.settings", text=_INVALID, below="settings")
    return checked.model_dump(mode="json", exclude_unset=True)


def _filled(value: str, where: str) -> str:
    if not value.strip():
        raise Refusal("channel.empty", Text("请填写", "this is needed"), where=where)
    return value.strip()


def _bad_secret(name: str, text: Text, label: Text) -> Refusal:
    told = Text(text.zh.format(label=label.zh), text.en.format(label=label.en))
    return Refusal("channel.bad_secret", told, where=f"secrets.{name}")


def _known() -> Refusal:
    return Refusal("channel.known", Text("已有同名的渠道", "there is a channel of this name"), where="name", status=409)
