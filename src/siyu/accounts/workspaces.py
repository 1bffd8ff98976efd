"""Workspaces: opened, and their settings changed as far as loaded facts allow."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import available_timezones

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from siyu.accounts.access import Access, command_line
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

LOCKED_BY_FACTS = ("currency", "zone")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def open_workspace(slug: str, name: str = "", currency: str = "CNY", zone: str = "Asia/Shanghai") -> Workspace:
    """Create a workspace; refuses a taken or impossible slug, an unknown zone or currency."""
    if not _SLUG.fullmatch(slug):
        text = Text(
            "工作区代号只能用小写字母、数字和连字符", "a workspace slug has lower-case letters, digits and hyphens"
        )
        raise Refusal("workspace.slug", text, where="slug")
    with transaction.atomic():
        workspace, is_new = Workspace.objects.get_or_create(
            slug=slug, defaults={"name": name or slug, "currency": _currency(currency), "zone": _zone(zone)}
        )
        if not is_new:
            text = Text("工作区 {slug} 已存在", "workspace {slug} exists already").format(slug=slug)
            raise Refusal("workspace.known", text, where="slug", status=409)
        record(command_line(workspace), "workspace.opened", "workspace", slug)
    return workspace


def change_settings(access: Access, changes: dict[str, Any]) -> Workspace:
    """Apply `name`, `currency`, `zone` and `clock`; refuses currency and zone once facts were loaded.

    Facts carry the brand's days and minor units, so that either would change what history says.
    """
    with transaction.atomic():
        workspace = Workspace.objects.select_for_update().get(pk=access.workspace.pk)
        before = _settings_of(workspace)
        _refuse_locked(workspace, before, changes)
        for field, check in _CHECKS.items():
            if field in changes:
                setattr(workspace, field, check(changes[field]))
        if "clock" in changes:
            _set_clock(workspace, **changes["clock"])
        workspace.save(update_fields=["name", "currency", "zone", "clock_stands_at", "clock_shift"])
        after = _settings_of(workspace)
        if after != before:
            change = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
            record(access, "settings.changed", "workspace", workspace.slug, change)
    return workspace


def lock_settings(workspace: Workspace) -> None:
    """Lock what facts depend on, in the transaction that keeps the first of them.

    Raises `Refusal` when currency or zone were changed since the caller read the workspace.
    """
    as_read = Workspace.objects.filter(pk=workspace.pk, currency=workspace.currency, zone=workspace.zone)
    if not as_read.update(has_facts_since=Coalesce("has_facts_since", Value(datetime.now(UTC)))):
        raise Refusal(
            "settings.changed",
            Text("导入期间货币或时区被修改", "currency or time zone were changed during the load"),
            mend=Text("请重新导入。", "Run the import again."),
            status=409,
        )


def locked_fields(workspace: Workspace) -> list[str]:
    """Return the settings that can't be changed any more."""
    return list(LOCKED_BY_FACTS) if workspace.has_facts_since else []


def clock_kind(workspace: Workspace) -> Literal["real", "standing", "shifted"]:
    """Return `standing`, `shifted` or `real`."""
    if workspace.clock_stands_at:
        return "standing"
    return "shifted" if workspace.clock_shift else "real"


def _settings_of(workspace: Workspace) -> dict[str, Any]:
    standing, shift = workspace.clock_stands_at, workspace.clock_shift
    return {
        "name": workspace.name,
        "currency": workspace.currency,
        "zone": workspace.zone,
        "clock": standing.isoformat() if standing else shift.total_seconds() if shift else "real",
    }


def _refuse_locked(workspace: Workspace, before: dict[str, Any], changes: dict[str, Any]) -> None:
    for field in locked_fields(workspace):
        if field in changes and changes[field] != before[field]:
            raise Refusal(
                "settings.locked",
                Text("已有数据，货币和时区不能再修改", "currency and time zone can't change once facts are loaded"),
                where=field,
                mend=Text("请新建工作区后重新导入。", "Open a new workspace and import again."),
                status=409,
            )


def _set_clock(workspace: Workspace, kind: str, at: datetime | None = None) -> None:
    if kind != "real" and at is None:
        text = Text("请给出时钟的时间", "say at which instant the clock is")
        raise Refusal("settings.clock", text, where="clock.at")
    workspace.clock_stands_at = at if kind == "standing" else None
    workspace.clock_shift = at - datetime.now(UTC) if kind == "shifted" and at else None


def _name(name: str) -> str:
    if not name.strip() or len(name) > 100:
        raise Refusal("settings.name", Text("名称须为 1–100 个字符", "a name has 1 to 100 characters"), where="name")
    return name.strip()


def _currency(currency: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", currency):
        text = Text("货币须为三个大写字母的 ISO 4217 代码", "a currency is an ISO 4217 code of three capitals")
        raise Refusal("settings.currency", text, where="currency")
    return currency


def _zone(zone: str) -> str:
    if zone not in available_timezones():
        raise Refusal(
            "settings.zone",
            Text("没有时区“{zone}”", "there is no time zone {zone!r}").format(zone=zone),
            where="zone",
            mend=Text("例如：{near}", "For example: {near}").format(
                near=nearest(zone, available_timezones()) or "Asia/Shanghai"
            ),
        )
    return zone


_CHECKS = {"name": _name, "currency": _currency, "zone": _zone}
