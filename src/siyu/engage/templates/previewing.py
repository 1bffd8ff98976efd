"""A template as one member would read it, or somebody of whom nothing is known."""

from __future__ import annotations

from typing import Any

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.engage.templates.contents.kinds import KINDS, Measure, as_received
from siyu.engage.templates.documents import TemplateDocument, read_template
from siyu.engage.templates.fields import Field, known_fields, values_for
from siyu.engage.templates.filling import fields_in, fill, measures_of
from siyu.engage.templates.values import Value
from siyu.lib.errors import Refusal
from siyu.unify.members.masking import mask
from siyu.unify.members.profile import find_canonical


def preview_template(access: Access, raw: object, member_id: int | None, *, reveal: bool = False) -> dict[str, Any]:
    """Return what each kind of channel shows, what is counted in it, and the values that were filled in.

    Without a member every field that not everybody has is missing. What is personal is masked unless revealed, which the
    audit log keeps. Raises `Refusal` for a bad document, and 404 for an unknown member.
    """
    workspace = access.workspace
    document = read_template(workspace, raw)
    names = frozenset().union(*(fields_in(KINDS[kind], content) for kind, content in document.contents.items()))
    fields = {name: field for name, field in known_fields(workspace).items() if name in names}
    if member_id is None:
        values = {name: field.nothing for name, field in fields.items()}
    else:
        canonical = find_canonical(workspace, member_id)
        values = values_for(workspace, [canonical], names, language=document.language)[canonical]
        if reveal:
            record(access, "template.previewed", "member", str(canonical), {"template": document.name})
        else:
            values = {name: _masked(fields[name], value) for name, value in values.items()}
    return {
        "channels": [_channel(workspace, document, name, values) for name in document.contents],
        "values": [_value(document, field, values[name]) for name, field in sorted(fields.items())],
        "masked": member_id is not None and not reveal and any(field.is_personal for field in fields.values()),
    }


def told(measure: Measure) -> dict[str, Any]:
    """Return a measure as the API shows it."""
    return {"where": measure.where, "unit": measure.unit, "count": measure.count, "most": measure.most}


def _channel(workspace: Workspace, document: TemplateDocument, name: str, values: dict[str, Value]) -> dict[str, Any]:
    kind, where = KINDS[name], f"contents.{name}"
    try:
        content = fill(kind, document.contents[name], values, document.fallbacks, where)
    except Refusal as refusal:
        return {"channel": name, "content": None, "measures": [], "problem": refusal.as_dict()}
    content = as_received(workspace, name, content)
    return {
        "channel": name,
        "content": content,
        "measures": [told(one) for one in measures_of(kind, content, where)],
        "problem": None,
    }


def _value(document: TemplateDocument, field: Field, value: Value) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label.as_dict(),
        "value": None if value is None else str(value),
        "fallback": document.fallbacks.get(field.name),
    }


def _masked(field: Field, value: Value) -> Value:
    return mask("name", str(value)) if field.is_personal and value is not None else value
