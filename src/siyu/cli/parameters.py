"""What several commands take: a rule by file or name, and an instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from siyu.cli.words import option
from siyu.lib.clock import EARLIEST, LATEST
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def _instant(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not EARLIEST <= at <= LATEST:
        raise Refusal(
            "instant.wrong",
            Text(
                "须为带时区的 ISO 8601 时间，1970 年至 2200 年",
                "must be an ISO 8601 instant with its offset, from 1970 to 2200",
            ),
            where="--at",
            mend=Text("例如 2017-06-30T23:59:59-04:00", "For example 2017-06-30T23:59:59-04:00"),
        )
    return at


at_option: Callable[[Any], Any] = option(
    "--at",
    default=None,
    callback=_instant,
    zh="截至某一时刻（默认工作区的时钟）",
    en="As of an instant (default: the workspace's clock)",
)


def read_rule(given: str) -> str | dict[str, Any]:
    """Return the document in the file of that name, or the name as that of a saved segment when there is no file."""
    path = Path(given)
    if path.suffix.lower() not in {".yaml", ".yml", ".json"} and not path.is_file():
        return given
    from siyu.lib import documents

    try:
        document = documents.load(path.read_bytes())
    except OSError as error:
        text = Text("无法读取：{error}", "can't be read: {error}").format(error=error.strerror)
        raise Refusal("rule.file", text, where=given) from None
    if not isinstance(document, dict):
        raise Refusal("rule.shape", Text("规则须为 YAML 对象", "a rule is a YAML object"), where=given)
    return document
