"""A text taken apart: which fields stand where in it, and what it compares; parsed once and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression, Path, StringLiteral
from liquid.builtin.expressions.logical import (
    ContainsExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LtExpression,
)
from liquid.builtin.output import OutputNode
from liquid.exceptions import LiquidError
from liquid.expression import Expression

from siyu.engage.templates.language import LONGEST_TEXT, MARKUP, PLAIN
from siyu.engage.templates.places import Place, place_at
from siyu.engage.templates.refusals import refuse, refuse_liquid

if TYPE_CHECKING:
    from liquid import BoundTemplate

READ = "\0"
"""Begins the name under which a field is looked up where its fallback counts."""
ORDERED = (GeExpression, GtExpression, LeExpression, LtExpression, ContainsExpression)


@dataclass(frozen=True, slots=True)
class Use:
    """A field in a text; `needs_fallback` when a member who lacks it would leave a hole in what is read."""

    field: str
    place: Place
    needs_fallback: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a comparison: a field, else something fixed that is a text or is not."""

    field: str | None
    is_text: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which of two is larger, or, for `contains`, whether the left text holds the right one."""

    left: Side
    right: Side
    is_contains: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text that can be rendered, the fields it uses in their order, and what it compares."""

    template: BoundTemplate
    uses: tuple[Use, ...]
    comparisons: tuple[Comparison, ...]


def parse(text: str, where: str | None = None, *, markup: bool = False) -> Parsed:
    """Return the text taken apart; raises `Refusal` with line and column for one that is no template."""
    if len(text) > LONGEST_TEXT:
        raise refuse("too_long", "文本超过 {most} 字", "the text is longer than {most} signs", where, most=LONGEST_TEXT)
    try:
        return _parse(text, markup)
    except (LiquidError, RecursionError) as error:
        raise refuse_liquid(error, text, where) from None


@lru_cache(maxsize=1_024)
def _parse(text: str, markup: bool) -> Parsed:
    template = (MARKUP if markup else PLAIN).from_string(text)
    found = [part for node in template.nodes for part in _parts_of(node, text)]
    return Parsed(
        template,
        tuple(part for part in found if isinstance(part, Use)),
        tuple(part for part in found if isinstance(part, Comparison)),
    )


def _parts_of(node: Node, text: str) -> Iterator[Use | Comparison]:
    for expression in node.expressions():
        yield from _parts_in(expression, text, is_read=isinstance(node, OutputNode))
    children: Iterable[Node] = node.children(None, include_partials=False)  # type: ignore[arg-type]
    for child in children:
        yield from _parts_of(child, text)


def _parts_in(expression: Expression, text: str, *, is_read: bool) -> Iterator[Use | Comparison]:
    if isinstance(expression, Path):
        yield _field(expression, text, needs_fallback=is_read)
        return
    guarded = (
        expression.left if isinstance(expression, FilteredExpression) and _begins_with_default(expression) else None
    )
    for child in expression.children():
        yield from _parts_in(child, text, is_read=is_read and child is not guarded)
    if isinstance(expression, ORDERED):
        is_contains = isinstance(expression, ContainsExpression)
        place = place_at(text, expression.token.start_index)
        yield Comparison(_side(expression.left), _side(expression.right), is_contains, place)


def _begins_with_default(expression: FilteredExpression) -> bool:
    return bool(expression.filters and expression.filters[0].name == "default" and expression.filters[0].args)


def _field(path: Path, text: str, *, needs_fallback: bool) -> Use:
    """Take a path as the one name of a field; what is read, and not only asked about, is looked up with its fallback."""
    name = ".".join(str(step) for step in path.path)
    path.path = [f"{READ}{name}" if needs_fallback else name]
    return Use(name, place_at(text, path.token.start_index), needs_fallback)


def _side(expression: Expression) -> Side:
    if isinstance(expression, Path):
        return Side(str(expression.path[0]).removeprefix(READ), False)
    return Side(None, isinstance(expression, StringLiteral))
