"""JSON Lines as a table of text: one object a line, objects in objects as `a.b`, numbers with the digits they were written in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from siyu.engine.csv_text import LONGEST
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

DEEPEST = 8
MOST_KEYS = 2_000


def keys_of(path: Path) -> list[str]:
    """Read a UTF-8 file once and return every key in the order of its first appearance.

    Raises `Refusal` with the line that is no JSON object, or too long, and when there are too many keys.
    """
    keys: dict[str, None] = {}
    for line, row in _objects(path):
        if row.keys() - keys.keys():
            keys.update(dict.fromkeys(row))
            if len(keys) > MOST_KEYS:
                raise _too_many_keys(line)
    return list(keys)


def rows_of(path: Path, keys: list[str]) -> Iterator[list[str | None]]:
    """Yield the rows as text in the order of `keys`, null where a key is absent, null or empty."""
    for _, row in _objects(path):
        yield [row.get(key) or None for key in keys]


def _objects(path: Path) -> Iterator[tuple[int, dict[str, str | None]]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST), ""), 1):
            if len(line) >= LONGEST:
                raise _refusal("file.long_line", number, Text("这一行太长", "this line is too long"))
            if line.strip():
                yield number, _object(line, number)


def _object(line: str, number: int) -> dict[str, str | None]:
    try:
        found = json.loads(line, parse_float=str, parse_int=str, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _refusal("file.bad_json", number, Text("这一行不是 JSON", "this line is no JSON")) from None
    if not isinstance(found, dict):
        raise _refusal("file.no_object", number, Text("这一行不是 JSON 对象", "this line is no JSON object"))
    row = dict(_flat(found, "", 1))
    if "\\u" in line and not all(_is_text(word) for pair in row.items() for word in pair):
        raise _refusal(
            "file.not_text", number, Text("这一行含有不是文字的字符", "this line holds signs that are no text")
        )
    return row


def _flat(found: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str | None]]:
    for name, value in found.items():
        key = f"{before}{name}"
        if isinstance(value, dict) and depth < DEEPEST:
            yield from _flat(value, f"{key}.", depth + 1)
        elif value is None or isinstance(value, str):
            yield key, value
        elif isinstance(value, bool):
            yield key, "true" if value else "false"
        else:
            yield key, json.dumps(value, ensure_ascii=False)


def _is_text(word: str | None) -> bool:
    return word is None or not ("\0" in word or any("\ud800" <= sign <= "\udfff" for sign in word))


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _refusal(code: str, line: int, text: Text) -> Refusal:
    mend = Text("每行写一个 JSON 对象。", "Write one JSON object a line.")
    return Refusal(code, text, where=f"line {line}", mend=mend)


def _too_many_keys(line: int) -> Refusal:
    text = Text("所有对象合起来超过 {most:,} 个键", "all objects together have more than {most:,} keys")
    return Refusal("file.too_many_columns", text.format(most=MOST_KEYS), where=f"line {line}")
