"""The registry of content kinds: their shape, what is counted in them, and what else may not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

Unit = Literal["bytes", "signs", "parts"]
ContentClass = Literal["transactional", "service", "marketing"]

UNITS: dict[Unit, Text] = {
    "bytes": Text("字节", "bytes"),
    "signs": Text("字", "signs"),
    "parts": Text("条", "parts"),
}


class Shape(BaseModel):
    """The base of every content."""

    model_config = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something counted at a place of a content; `most` is what the platform takes, None where it is only told."""

    where: str
    unit: Unit
    count: int
    most: int | None

    @property
    def is_over(self) -> bool:
        return self.most is not None and self.count > self.most


@dataclass(frozen=True, slots=True)
class ContentKind:
    """What a channel's messages hold.

    Every text of the shape is a template, but those at `fixed` places, such as names of a platform; those at `markup` are
    HTML. `measure(content)` counts in a rendered content; `check(content, content class)` raises `Refusal` for what no
    number tells, and is asked of rendered contents and, before fields are filled in, of documents.
    """

    name: str
    label: Text
    shape: type[BaseModel]
    measure: Callable[[dict[str, Any]], Iterable[Measure]]
    check: Callable[[dict[str, Any], ContentClass], None]
    fixed: frozenset[str] = frozenset()
    markup: frozenset[str] = frozenset()


KINDS: dict[str, ContentKind] = {}
Lead = Callable[["Workspace"], str]
_leads: dict[str, Lead] = {}


def register_content(kind: ContentKind) -> None:
    """Declare a kind of content; called from an `apps.py`."""
    KINDS[kind.name] = kind


def register_lead(kind: str, lead: Lead) -> None:
    """Say what the channels of a kind put before every text, as a signature is; called from an `apps.py`."""
    _leads[kind] = lead


def as_received(workspace: Workspace, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a filled content as it arrives: with what channels of its kind put before its text."""
    lead = _leads[kind](workspace) if kind in _leads else ""
    return content | {"text": lead + content["text"]} if lead else content


def count(where: str, text: str, unit: Unit, most: int | None) -> Measure:
    """Return the measure of a text in bytes of UTF-8 or in signs."""
    return Measure(where, unit, len(text.encode()) if unit == "bytes" else len(text), most)


def texts_of(content: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every text of a content with its place and the place without numbers: `attachments[0].url`, `attachments.url`."""
    yield from _texts(content, where, "")


def _texts(content: Any, where: str, generic: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(content, str):
        yield where, generic, content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, f"{where}.{key}" if where else key, f"{generic}.{key}" if generic else key)
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield from _texts(value, f"{where}[{place}]", generic)


def refuse(code: str, where: str, zh: str, en: str, mend: Text | None = None, **told: Any) -> Refusal:
    """Return the refusal of something in a content."""
    return Refusal(f"template.{code}", Text(zh, en).format(**told), where=where, mend=mend)
