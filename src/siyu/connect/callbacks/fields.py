"""The fields of a callback: XML or JSON read within bounds, with nothing in it that could expand."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

import msgspec

from siyu.lib.errors import Refusal
from siyu.lib.jsons import UNREADABLE
from siyu.lib.text import Text

MOST_DEPTH, MOST_TAGS = 10, 5_000

Fields = dict[str, Any]
"""Text by tag; a tag that holds others is a dictionary again, one that stands several times a list."""


def read_fields(body: bytes) -> Fields:
    """Return the fields of a callback. Raises `Refusal` 400 for what is neither XML nor a JSON object, or tries a trick."""
    return _read_json(body) if body.lstrip()[:1] == b"{" else _Reader().read(body)


class _Reader:
    """Builds the fields while expat reads; a document type, and with it every entity, is refused before it is read."""

    def __init__(self) -> None:
        self._root: Fields = {}
        self._open: list[tuple[str, Fields, list[str]]] = []
        self._tags = 0

    def read(self, body: bytes) -> Fields:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        try:
            parser.Parse(body, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise _malformed() from None
        found = self._root.get("xml")
        if not isinstance(found, dict):
            raise _malformed()
        return found

    def _refuse_doctype(self, *_: Any) -> None:
        raise Refusal(
            "callback.doctype", Text("XML 不得带文档类型声明", "the XML must not declare a document type"), status=400
        )

    def _begin(self, tag: str, _: dict[str, str]) -> None:
        self._tags += 1
        if len(self._open) >= MOST_DEPTH or self._tags > MOST_TAGS:
            raise Refusal("callback.too_deep", Text("XML 层级或标签过多", "the XML has too many tags"), status=400)
        self._open.append((tag, {}, []))

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def _end(self, _: str) -> None:
        tag, inner, texts = self._open.pop()
        into = self._open[-1][1] if self._open else self._root
        value: Any = inner or "".join(texts).strip()
        if tag not in into:
            into[tag] = value
        elif isinstance(into[tag], list):
            into[tag].append(value)
        else:
            into[tag] = [into[tag], value]


def _read_json(body: bytes) -> Fields:
    try:
        found = msgspec.json.decode(body)
    except UNREADABLE:
        raise _malformed() from None
    if not isinstance(found, dict):
        raise _malformed()
    return {name: str(value) if isinstance(value, int | float) else value for name, value in found.items()}


def _malformed() -> Refusal:
    return Refusal("callback.malformed", Text("回调内容无法解析", "the callback can't be read"), status=400)


def text_of(fields: Fields, name: str) -> str:
    """Return a field's text, empty when it has none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def texts_of(fields: Fields, *path: str) -> list[str]:
    """Return the texts at a path, whether the tag stands once, several times or not at all."""
    value: Any = fields
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one]
