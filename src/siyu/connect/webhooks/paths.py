"""Paths into JSON: names and places with dots between them, such as `data.items`, `buyer.phones.0`, `$.order.id`."""

from __future__ import annotations

import json
from typing import Any

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

ROOT = "$"
MOST_STEPS = 20


def check_path(path: str, where: str) -> None:
    """Raise `Refusal` for a path with an empty step or too many of them."""
    steps = path.split(".")
    if not all(step.strip() for step in steps) or len(steps) > MOST_STEPS:
        raise Refusal(
            "webhook.bad_path",
            Text("路径“{path}”无效", "“{path}” is no path").format(path=path.replace("{", "(").replace("}", ")")),
            where=where,
            mend=Text("例如 data.items 或 $.order.id。", "Write it like data.items or $.order.id."),
        )


def find(path: str, row: Any, root: Any) -> Any:
    """Return what lies at the path, None where there is nothing; `$` leads to the root."""
    steps = path.split(".")
    found = row
    if steps[0] == ROOT:
        found, steps = root, steps[1:]
    for step in steps:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def as_text(value: Any) -> str | None:
    """Return a JSON value as a cell of a file would hold it; numbers as they were written, objects as JSON."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
