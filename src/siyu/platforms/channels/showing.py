"""Channels as the API shows them: never with a secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from siyu.accounts.models import Workspace
from siyu.platforms.channels.health import Health, health_of
from siyu.platforms.channels.kinds import channel_kinds
from siyu.platforms.channels.models import Channel, PlatformCall
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.errors import PlatformError

_SHOWN = ("kind", "name", "identity", "base_url", "made_at", "changed_at", "disabled_at")


def rows(workspace: Workspace, channels: Sequence[Channel]) -> list[dict[str, Any]]:
    """Return channels with how they do."""
    healths = health_of(workspace, channels)
    return [_row(channel, healths[channel.pk]) for channel in channels]


def detail(channel: Channel, *, with_address: bool = True) -> dict[str, Any]:
    """Return one channel with its settings, the names of its secrets and its last check.

    The callback address lets its owner send us messages, so it is only for who may change the channel.
    """
    (row,) = rows(channel.workspace, [channel])
    kind = channel_kinds().get(channel.kind)
    has_address = with_address and kind is not None and kind.has_callbacks
    return row | {
        "settings": channel.settings, "secrets": sorted(secrets_of(channel)),
        "callback_address": f"{kind.callback_path}/{channel.callback_key}" if has_address and kind else None,
        "callback_verified_at": channel.callback_verified_at, "check": channel.checks.order_by("-pk").first(),
    }  # fmt: skip


def call(made: PlatformCall) -> dict[str, Any]:
    """Return a call with what its code means."""
    error = PlatformError(made.path, made.errcode, problem=made.problem) if made.errcode != 0 or made.problem else None
    return {
        "id": made.pk, "path": made.path, "errcode": made.errcode, "problem": made.problem, "ms": made.ms, "at": made.at,
        "meaning": error.meaning.as_dict() if error else None,
    }  # fmt: skip


def _row(channel: Channel, health: Health) -> dict[str, Any]:
    return {name: getattr(channel, name) for name in _SHOWN} | {
        "id": channel.pk,
        "last": call(health.last) if health.last else None,
        "last_failure": call(health.last_failure) if health.last_failure else None,
        "calls_today": health.calls_today,
        "failures_today": health.failures_today,
    }
