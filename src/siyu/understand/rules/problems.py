"""How a rule is refused: the path of what is wrong, what it is, and the nearest thing that is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest


def unknown(code: str, what: Text, name: object, known: Iterable[str], where: str) -> Refusal:
    """Return the refusal of a name that is not known, with the nearest one that is."""
    near = nearest(str(name), known)
    return Refusal(
        code,
        Text("没有名为“{name}”的{zh}", "there is no {en} called “{name}”").format(name=name, zh=what.zh, en=what.en),
        where=where,
        mend=Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near) if near else None,
    )


def wrong(code: str, where: str, zh: str, en: str, **values: Any) -> Refusal:
    """Return a refusal at a path of the rule."""
    return Refusal(code, Text(zh, en).format(**values), where=where)


def misshapen(error: ValidationError, shape: type[BaseModel], where: str) -> Refusal:
    """Return the refusal of a leaf that has not the shape of its kind: the first thing Pydantic found, in our words."""
    # A misspelt key is both unknown and missing; that it is unknown says more.
    problem = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        known = [field.alias or field_name for field_name, field in shape.model_fields.items()]
        return unknown("rule.unknown_key", Text("字段", "key"), name, known, join(where, name))
    if problem["type"] == "missing":
        path = join(where, *problem["loc"])
        return wrong("rule.missing_key", path, "缺少“{name}”", "“{name}” is missing", name=problem["loc"][-1])
    return wrong(
        "rule.wrong_type",
        join(where, *problem["loc"]),
        "“{name}”的值类型不对：{value}",
        "the value of “{name}” has the wrong type: {value}",
        name=name,
        value=shortened(problem["input"]),
    )


def shortened(value: object) -> str:
    """Return the value as text short enough for a message."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def join(where: str, *parts: str | int) -> str:
    """Return the path of a part: `all[0]` and `feature` give `all[0].feature`."""
    for part in parts:
        step = f"[{part}]" if isinstance(part, int) else f".{part}" if where else part
        where += step
    return where
