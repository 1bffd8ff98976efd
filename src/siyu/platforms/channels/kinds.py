"""The registry of what a channel can be: its settings, its secrets, and how it comes by an access token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.module_loading import import_string
from pydantic import BaseModel, ConfigDict

from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest


class ChannelSettings(BaseModel):
    """The base of every kind's settings: numbers of the platform that change with its rules, and the brand's choices."""

    model_config = ConfigDict(extra="forbid")


def told(zh: str, en: str, about: Text | None = None, *, choices: Mapping[str, Text] | None = None) -> dict[str, Any]:
    """Return what a field of settings and its choices are called and what there is to know; goes into `json_schema_extra`."""
    labels = {value: label.as_dict() for value, label in (choices or {}).items()}
    return {"label": Text(zh, en).as_dict(), "about": about.as_dict() if about else None, "choices": labels}


@dataclass(frozen=True, slots=True)
class SecretField:
    """A secret of a channel; `pattern` is what it looks like, `about` where the platform shows it."""

    name: str
    label: Text
    about: Text
    is_needed: bool = False
    pattern: str = r"[!-~]{1,512}"


CALLBACK_ABOUT = Text(
    "在平台后台的“设置 API 接收”或“服务器配置”中填写此地址，以及渠道里的同一 Token 和 EncodingAESKey，然后保存；平台会当场验证。",
    "Enter this address where the platform's console sets callbacks, with the same token and EncodingAESKey as here, and save: "
    "the platform verifies it at once.",
)


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """One kind of channel.

    `default_url` is the platform's own address; channels of a kind that has none must be given one. `identity` names what the
    platform knows the account by. `holders` says for each app that calls are made as which secrets may open it, the first
    that is there; `fetch_token` is the import path of `(channel, holder, failed) -> Fetched`, for kinds that need tokens,
    and `dead_token_codes` tell that one has ended. `has_callbacks` kinds call back at an address of ours below `callback_path`;
    `callback_about` says where it is entered.
    `check` is the import path of what looks at the setup, `(checkup) -> None`. `schemes` are those its address may have.
    """

    name: str
    label: Text
    identity: Text
    settings: type[ChannelSettings]
    secrets: tuple[SecretField, ...]
    default_url: str | None = None
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fetch_token: str | None = None
    dead_token_codes: frozenset[int] = frozenset()
    has_callbacks: bool = False
    callback_path: str = "/callbacks"
    callback_about: Text = CALLBACK_ABOUT
    schemes: tuple[str, ...] = ("https",)
    check: str | None = None


_paths: list[str] = []


def register_channel_kind(path: str) -> None:
    """Declare a kind by its import path; called from an `apps.py`, imported when needed."""
    if path not in _paths:
        _paths.append(path)
        channel_kinds.cache_clear()


@cache
def channel_kinds() -> dict[str, ChannelKind]:
    """Return every kind by its name."""
    return {kind.name: kind for kind in map(import_string, _paths)}


def channel_kind(name: str) -> ChannelKind:
    """Return a kind. Raises `Refusal` with the nearest known name."""
    kinds = channel_kinds()
    if name in kinds:
        return kinds[name]
    near = nearest(name, kinds)
    raise Refusal(
        "channel.unknown_kind",
        Text("没有这种渠道", "there is no such kind of channel"),
        where="kind",
        mend=Text(
            f"可用：{'、'.join(kinds)}。", f"Did you mean {near}?" if near else f"There are: {', '.join(kinds)}."
        ),
    )
