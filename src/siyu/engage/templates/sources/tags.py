"""Fields of tags: `tag.<name>` is the label of the member's value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from siyu.accounts.models import Workspace
from siyu.engage.templates.fields import Field, Found, Source
from siyu.lib.text import Text
from siyu.understand.tags.listing import document_of, labels_of
from siyu.understand.tags.reading import standing_tags, values_of

TAG = "tag."


def _fields(workspace: Workspace) -> Iterator[Field]:
    for tag in standing_tags(workspace):
        yield Field(f"{TAG}{tag.name}", Text(tag.label["zh-CN"], tag.label["en"]), "text", "tag")


def _read(workspace: Workspace, members: Sequence[int], names: Collection[str], language: str) -> Found:
    found: Found = {}
    for tag in standing_tags(workspace).filter(name__in=[name.removeprefix(TAG) for name in names]):
        label_of = labels_of(document_of(tag))
        mine = found.setdefault(f"{TAG}{tag.name}", {})
        for value, holders in values_of(tag).items():
            label = label_of(value)
            mine.update(
                (member, label["zh-CN" if language == "zh-CN" else "en"]) for member in members if member in holders
            )
    return found


SOURCE = Source(_fields, lambda name: name.startswith(TAG), _read)
