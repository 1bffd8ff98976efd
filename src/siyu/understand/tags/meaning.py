"""What a saved tag stands for in a rule: the rules of its values in order, or who has each value now."""

from __future__ import annotations

from datetime import datetime

from siyu.accounts.models import Workspace
from siyu.understand.rules.known import Known
from siyu.understand.rules.references import Values
from siyu.understand.rules.tree import All, AnyOf, Rule
from siyu.understand.tags.documents import Meant, TagDocument, read_tag
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import values_of
from siyu.understand.tags.sources import SURVEY, Source, reach_of, source_named, table_of
from siyu.understand.tags.words import RULED

NOBODY = AnyOf(())


def meant_by(tag: Tag) -> Meant:
    """Return the checked document of a saved tag."""
    return read_tag(tag.document, Known(tag.workspace.currency))


def values_in_rules(workspace: Workspace, name: str, at: datetime | None = None) -> Values | None:
    """Return what `tag: name` stands for, None when there is no such tag.

    A rule or real-time tag is its rules, evaluated at the instant the referring rule is; a manual one who has it at the instant; a raw
    one who has it as it was last delivered.
    """
    tag = Tag.objects.filter(workspace=workspace, name=name).select_related("workspace").first()
    if tag is None:
        return None
    if tag.type not in RULED:
        return tuple(values_of(tag, at).items())
    meant = meant_by(tag)
    return ruled(meant, source_of(workspace, meant.document))


def ruled(meant: Meant, source: Source | None) -> tuple[tuple[str, Rule], ...]:
    """Return the rules of the values in order, limited to whom the tag's source reached and may tell of."""
    if source is None:
        return meant.rules
    if meant.document.group not in source.groups:
        return tuple((value, NOBODY) for value, _ in meant.rules)
    reached = reach_of(source)
    return tuple((value, All((rule, reached))) for value, rule in meant.rules)


def source_of(workspace: Workspace, document: TagDocument) -> Source | None:
    """Return the source a tag is declared with; answers of a survey are of the source of surveys."""
    name = document.source or (SURVEY if document.origin is not None and document.origin.survey else None)
    return source_named(table_of(workspace)[0], name) if name else None
