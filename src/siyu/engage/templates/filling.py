"""The content of a template for one member: every text filled in, and what is counted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from siyu.engage.templates.contents.kinds import ContentKind, Measure, texts_of
from siyu.engage.templates.parsing import parse
from siyu.engage.templates.rendering import render
from siyu.engage.templates.values import Values
from siyu.understand.rules.problems import join


def fill(
    kind: ContentKind, content: dict[str, Any], values: Values, fallbacks: Mapping[str, str], where: str
) -> dict[str, Any]:
    """Return the content with every text filled in; raises `Refusal` with the place of one that can't be."""

    def filled(part: Any, place: str, generic: str) -> Any:
        if isinstance(part, dict):
            return {
                key: filled(value, join(place, key), f"{generic}.{key}" if generic else key)
                for key, value in part.items()
            }
        if isinstance(part, list):
            return [filled(value, f"{place}[{number}]", generic) for number, value in enumerate(part)]
        if not isinstance(part, str) or generic in kind.fixed:
            return part
        return render(part, values, place, fallbacks=fallbacks, markup=generic in kind.markup)

    return {key: filled(value, join(where, key), key) for key, value in content.items()}


def fields_in(kind: ContentKind, content: Any) -> frozenset[str]:
    """Return the names of all fields a content uses."""
    return frozenset(
        use.field
        for _, generic, text in texts_of(content)
        if generic not in kind.fixed
        for use in parse(text, markup=generic in kind.markup).uses
    )


def measures_of(kind: ContentKind, filled: dict[str, Any], where: str) -> list[Measure]:
    """Return what is counted in a filled content, its places told from `where`."""
    return [replace(one, where=join(where, one.where)) for one in kind.measure(filled)]
