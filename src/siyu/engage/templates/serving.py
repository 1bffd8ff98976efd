"""What messaging asks of templates: what one is, and what it says to each of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import MARKETING, SERVICE
from siyu.engage.messaging.rendering import Described, Wanted
from siyu.engage.messaging.transports import find_transport
from siyu.engage.templates.checking import refuse_over, within
from siyu.engage.templates.contents.kinds import KINDS, texts_of
from siyu.engage.templates.documents import TemplateDocument
from siyu.engage.templates.fields import values_for
from siyu.engage.templates.filling import fields_in, fill, measures_of
from siyu.engage.templates.reading import TEMPLATES, find_template
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def describe(workspace: Workspace, name: str, version: int | None) -> Described:
    """Return what the policy has to know; raises `Refusal` (404) for an unknown template or version."""
    template = find_template(workspace, name)
    version = template.version if version is None else version
    document = _document(workspace, name, version)
    words = "\n".join(text for content in document.contents.values() for _, _, text in texts_of(content))
    return Described(version, MARKETING if document.content_class == "marketing" else SERVICE, words)


def render(
    workspace: Workspace, name: str, version: int, transport: str, wanted: Sequence[Wanted]
) -> Sequence[dict[str, Any] | Refusal]:
    """Return what the transport takes for each of those wanted, or why one can't be written to.

    Raises `Refusal` when the template has nothing for the transport's kind of channel.
    """
    document = _document(workspace, name, version)
    kind = find_transport(transport).kind
    if kind not in document.contents:
        text = Text("模板“{name}”没有{zh}内容", "the template “{name}” says nothing by {en}")
        label = KINDS[kind].label if kind in KINDS else Text(kind, kind)
        raise Refusal("template.no_content", text.format(name=name, zh=label.zh, en=label.en), where="template")
    fields = fields_in(KINDS[kind], document.contents[kind])
    rows = values_for(workspace, [one.member_id for one in wanted], fields, language=document.language)
    return [_content(document, kind, rows[one.member_id] | _given(one, fields)) for one in wanted]


def _content(document: TemplateDocument, name: str, values: dict[str, Any]) -> dict[str, Any] | Refusal:
    kind, where = KINDS[name], f"contents.{name}"
    try:
        filled: dict[str, Any] = fill(kind, document.contents[name], values, document.fallbacks, where)
        within(where, kind.check, filled, document.content_class)
        refuse_over(measures_of(kind, filled, where))
    except Refusal as refusal:
        return refusal
    return filled


def _given(one: Wanted, fields: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in one.values.items() if name in fields and value is not None}


def _document(workspace: Workspace, name: str, version: int) -> TemplateDocument:
    return TemplateDocument.model_validate(TEMPLATES.find_version(workspace, name, version).document)
