"""Checks of what lies in the home: console, database, clock, worker, lakes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from siyu.cli.doctor.finding import BAD, NOTE, OK, Finding
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

_SLACK = timedelta(minutes=1)


def check_console() -> Finding:
    """The web console must be built into the package."""
    from django.conf import settings

    name = Text("控制台", "Console")
    if (settings.CONSOLE / "index.html").is_file():
        return Finding(OK, name, Text("已构建", "built"))
    mend = Text("在源码目录运行 python hatch_build.py。", "Run python hatch_build.py in the source folder.")
    return Finding(BAD, name, Text("未构建，只有 API 可用", "not built; only the API works"), mend)


def check_schema() -> Finding:
    """The database must be reachable and as new as this version; raises `Refusal` when it is newer or out of reach."""
    from django.db import connection

    from siyu.cli.schema import pending_count

    name, pending = Text("数据库", "Database"), pending_count()
    if pending:
        detail = Text("缺少 {n} 个迁移", "{n} migrations are missing").format(n=pending)
        return Finding(
            BAD, name, detail, Text("运行 siyu up 升级（会先备份）。", "siyu up applies them, after a backup.")
        )
    return Finding(OK, name, Text("{vendor}，版本一致", "{vendor}, up to date").format(vendor=connection.vendor))


def check_clock() -> Finding:
    """The machine's clock must not lie before what was written already."""
    from siyu.accounts.models import AuditEntry

    name, now = Text("系统时钟", "Clock"), datetime.now(UTC)
    last = AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first()
    if last and last > now + _SLACK:
        detail = Text("{now}，早于已有记录 {last}", "{now} is before the last record, {last}").format(
            now=f"{now:%Y-%m-%d %H:%M}Z", last=f"{last:%Y-%m-%d %H:%M}Z"
        )
        return Finding(BAD, name, detail, Text("请校准系统时间（NTP）。", "Set the system clock (NTP)."))
    return Finding(OK, name, Text("{now}", "{now}").format(now=f"{now:%Y-%m-%d %H:%M:%S}Z"))


def check_worker() -> Finding:
    """A worker must beat when jobs wait."""
    from django_tasks_db.models import DBTaskResult

    from siyu.jobs.models import Worker
    from siyu.jobs.recovery import is_alive

    name, now = Text("后台任务", "Worker"), datetime.now(UTC)
    waiting = DBTaskResult.objects.ready().count()
    if any(is_alive(worker, now) for worker in Worker.objects.all()):
        return Finding(OK, name, Text("运行中，{n} 个任务等待", "running, {n} jobs wait").format(n=waiting))
    mend = Text("运行 siyu up 或 siyu worker。", "Run siyu up or siyu worker.")
    if waiting:
        detail = Text("未运行，{n} 个任务在等待", "not running while {n} jobs wait").format(n=waiting)
        return Finding(BAD, name, detail, mend)
    return Finding(NOTE, name, Text("未运行", "not running"), mend)


def check_lakes() -> Iterator[Finding]:
    """Yield one finding a workspace."""
    from siyu.accounts.models import Workspace

    for workspace in Workspace.objects.order_by("slug"):
        yield _check_lake(workspace)


def _check_lake(workspace: Workspace) -> Finding:
    from siyu.connect.loads.reading import finished_load, open_snapshot

    name = Text("数据湖 {slug}", "Lake of {slug}").format(slug=workspace.slug)
    done = finished_load(workspace)
    if not done:
        mend = Text("用 siyu import 或控制台导入数据。", "Import data by siyu import or in the console.")
        return Finding(NOTE, name, Text("还没有数据", "no data yet"), mend)
    try:
        with open_snapshot(workspace) as snapshot:
            orders = snapshot.to_arrow(snapshot.facts("orders").count().name("n").as_table())["n"][0].as_py()
    except Exception as error:  # whatever is broken there, the doctor says so
        detail = Text("无法读取：{error}", "can't be read: {error}").format(
            error=f"{type(error).__name__}: {error}"[:300]
        )
        mend = Text("请从备份恢复该目录：{path}", "Restore this folder from a backup: {path}").format(
            path=workspace.lake_path
        )
        return Finding(BAD, name, detail, mend)
    return Finding(
        OK,
        name,
        Text("已完成 {n} 次装载，{orders} 个订单", "{n} loads done, {orders} orders").format(n=done, orders=orders),
    )
