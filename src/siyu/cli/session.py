"""Opens a home for a command: Django set up, the database as this version knows it, the workspace found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

ADDRESS, DEFAULT_ADDRESS = "address", "http://127.0.0.1:8900"
"""The file in which the supervisor notes the web's address."""


RESTORING = "restoring"
"""The file that says a restore has begun and not ended."""


def set_up(home: str | Path | None = None, *, restoring: bool = False) -> Path:
    """Set Django up for a home (default: SIYU_HOME, else ./siyu-data) and return it; one home a process.

    Raises `Refusal` for a home whose restore was cut off: it may show people who were erased.
    """
    import django
    from django.conf import settings

    if home is not None and not settings.configured:
        os.environ["SIYU_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siyu.config.settings")
    opened = Path(settings.SIYU_HOME)
    if home is not None and opened != Path(home).resolve():
        text = Text("本进程已打开 {opened}", "this process has opened {opened} already").format(opened=opened)
        raise Refusal("home.other", text, mend=Text("请另开一个进程。", "Use another process."))
    if not restoring and (opened / RESTORING).exists():
        raise Refusal(
            "home.restoring",
            Text("上次恢复没有完成", "a restore was cut off before its end"),
            mend=Text("请再次运行 siyu restore --replace。", "Run siyu restore --replace again."),
        )
    django.setup()
    return opened


def open_home(home: str | Path | None = None) -> Path:
    """Set Django up and make sure that the database is there and as new as this version."""
    from siyu.cli.schema import refuse_unready

    opened = set_up(home)
    refuse_unready()
    return opened


def address_of(home: Path) -> str:
    """Return where the web of this home is or was last started, such as `http://127.0.0.1:8900`."""
    try:
        return (home / ADDRESS).read_text().strip()
    except FileNotFoundError:
        return DEFAULT_ADDRESS


def workspace_of(slug: str | None) -> Workspace:
    """Return the workspace by slug, or the only one there is."""
    from siyu.accounts.models import Workspace
    from siyu.lib.text import nearest

    known = {workspace.slug: workspace for workspace in Workspace.objects.order_by("slug")}
    if slug is None and len(known) == 1:
        return next(iter(known.values()))
    if slug in known:
        return known[slug]
    names = ", ".join(known) or "–"
    mend = Text("已有：{names}", "Known: {names}").format(names=(slug and nearest(slug, known)) or names)
    if slug is None:
        text = Text("请用 --workspace 指定工作区", "say which workspace with --workspace")
        raise Refusal("workspace.which", text, mend=mend)
    text = Text("没有工作区 {slug}", "there is no workspace {slug}").format(slug=slug)
    raise Refusal("workspace.unknown", text, where="--workspace", mend=mend)
