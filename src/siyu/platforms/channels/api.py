"""Endpoints of channels: what there is, how it does, what is wrong with it, and what was called."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit, page, read_cursor
from siyu.platforms.channels import managing, showing
from siyu.platforms.channels.forms import describe_kind
from siyu.platforms.channels.health import FAILED
from siyu.platforms.channels.kinds import channel_kinds
from siyu.platforms.channels.models import Channel, PlatformCall
from siyu.platforms.checking import check_channel

router = Router(tags=["channels"])
Name = Annotated[str, Field(min_length=1, max_length=100)]
Identity = Annotated[str, Field(min_length=1, max_length=200)]
Address = Annotated[str, Field(max_length=500)]
Secrets = Annotated[
    dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=8192)]], Field(max_length=20)
]
Settings = Annotated[dict[str, Any], Field(max_length=50)]


class SecretFieldOut(Schema):
    name: str
    label: Label
    about: Label
    is_needed: bool


class SettingChoiceOut(Schema):
    value: str
    label: Label


class SettingFieldOut(Schema):
    name: str
    label: Label
    about: Label | None
    type: str
    choices: list[SettingChoiceOut] | None
    default: Any
    least: float | None
    most: float | None


class ChannelKindOut(Schema):
    name: str
    label: Label
    identity: Label
    default_url: str | None
    has_callbacks: bool
    callback_about: Label
    can_be_checked: bool
    secrets: list[SecretFieldOut]
    settings: list[SettingFieldOut]


class PlatformCallOut(Schema):
    id: int
    path: str
    errcode: int | None
    problem: str
    meaning: Label | None
    ms: int
    at: datetime


class ChannelFindingOut(Schema):
    code: str
    state: str
    text: Label
    mend: Label | None


class ChannelCheckOut(Schema):
    at: datetime
    by: str
    findings: list[ChannelFindingOut]


class ChannelOut(Schema):
    id: int
    kind: str
    name: str
    identity: str
    base_url: str
    made_at: datetime
    changed_at: datetime
    disabled_at: datetime | None
    last: PlatformCallOut | None
    last_failure: PlatformCallOut | None
    calls_today: int
    failures_today: int


class ChannelDetail(ChannelOut):
    settings: dict[str, Any]
    secrets: list[str]
    callback_address: str | None
    callback_verified_at: datetime | None
    check: ChannelCheckOut | None


class Channels(Schema):
    items: list[ChannelOut]
    next: str | None = None
    total: int


class PlatformCalls(Schema):
    items: list[PlatformCallOut]
    next: str | None
    total: int | None


class NewChannel(Body):
    kind: Annotated[str, Field(max_length=40)]
    name: Name
    identity: Identity
    base_url: Address | None = None
    settings: Settings = {}
    secrets: Secrets = {}


class ChannelChange(Body):
    name: Name | None = None
    identity: Identity | None = None
    base_url: Address | None = None
    settings: Settings | None = None
    secrets: Secrets | None = None
    disabled: bool | None = None


@router.get("/channel-kinds", response=list[ChannelKindOut], summary="List the kinds of channels")
def list_kinds(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return what a channel can be, with the secrets and settings of each kind."""
    require(request, workspace, "channels.view")
    return [describe_kind(kind) for kind in channel_kinds().values()]


@router.get("/channels", response=Channels, summary="List the channels")
def list_channels(
    request: HttpRequest, workspace: Path[str], search: Annotated[str, Field(max_length=100)] = ""
) -> Any:
    """Return all channels, or those whose name holds the words, with how they do."""
    access = require(request, workspace, "channels.view")
    found = Channel.objects.filter(workspace=access.workspace, name__icontains=search.strip()).order_by("name")
    items = showing.rows(access.workspace, list(found))
    return {"items": items, "total": len(items)}


@router.post("/channels", response={201: ChannelDetail}, summary="Make a channel")
def create_channel(request: HttpRequest, workspace: Path[str], new: NewChannel) -> Any:
    """Make a channel; its secrets are sealed and never shown again."""
    access = require(request, workspace, "channels.edit")
    return Status(201, showing.detail(managing.make_channel(access, **new.model_dump())))


@router.get("/channels/{int:channel}", response=ChannelDetail, summary="Show a channel")
def read_channel(request: HttpRequest, workspace: Path[str], channel: int) -> Any:
    """Return one channel: the names of its secrets, not the secrets; the callback address to those who may change it."""
    access = require(request, workspace, "channels.view")
    found = managing.find_channel(access.workspace, channel)
    return showing.detail(found, with_address=access.may("channels.edit"))


@router.patch("/channels/{int:channel}", response=ChannelDetail, summary="Change a channel")
def change_channel(request: HttpRequest, workspace: Path[str], channel: int, change: ChannelChange) -> Any:
    """Change what is given; an empty secret is removed. Another address wants all secrets again."""
    access = require(request, workspace, "channels.edit")
    return showing.detail(managing.change_channel(access, channel, **change.model_dump()))


@router.post("/channels/{int:channel}/checks", response={201: ChannelCheckOut}, summary="Check a channel's setup")
def create_check(request: HttpRequest, workspace: Path[str], channel: int) -> Any:
    """Ask the platform what the channel may do; each finding says how to mend it. Nothing is changed or sent there."""
    access = require(request, workspace, "channels.edit")
    return Status(201, check_channel(access, managing.find_channel(access.workspace, channel)))


@router.get("/channels/{int:channel}/calls", response=PlatformCalls, summary="List the calls of a channel")
def list_calls(
    request: HttpRequest,
    workspace: Path[str],
    channel: int,
    *,
    search: Annotated[str, Field(max_length=200)] = "",
    failed: bool = False,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return the newest calls first: all, those whose path holds the words, or those that failed."""
    access = require(request, workspace, "channels.view")
    calls = PlatformCall.objects.filter(channel=managing.find_channel(access.workspace, channel))
    if search.strip():
        calls = calls.filter(path__icontains=search.strip())
    if failed:
        calls = calls.filter(FAILED)
    if place := read_cursor(cursor, int):
        calls = calls.filter(pk__lt=place[0])
    shown, following = page(calls.order_by("-pk")[: limit + 1], limit, lambda call: [call.pk])
    return {"items": [showing.call(one) for one in shown], "next": following, "total": None}
