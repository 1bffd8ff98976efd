"""The kinds of leaves there are; upper wings register theirs (`holds_coupon`) from their `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from siyu.lib.text import Text
from siyu.understand.rules.ages import Age, no_ages
from siyu.understand.rules.known import Known
from siyu.understand.rules.tree import Leaf

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


class Shape(BaseModel):
    """The keys a leaf may have, as written in a document."""

    model_config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class LeafKind:
    """A kind of leaf, recognised by its `key`.

    `parse(shape, known, where)` gives the leaf or raises `Refusal`; `evaluate(leaves, inputs)` gives the members each
    of the leaves holds for, all leaves of the kind at once so that facts are read in common. `ages(leaf)` tells how old
    which facts get when the leaf may change for their member by itself, other than at the brand's midnight. A leaf
    `of_all` members depends on everybody, so that what changes for one may change it for others.
    """

    key: str
    label: Text
    shape: type[BaseModel]
    leaf: type[Leaf]
    parse: Callable[[Any, Known, str], Leaf]
    evaluate: Callable[[Sequence[Any], Inputs], dict[Any, BitMap]]
    ages: Callable[[Any], Iterable[Age]] = no_ages
    of_all: bool = False


_kinds: dict[str, LeafKind] = {}


def add_leaf(kind: LeafKind) -> None:
    """Register a kind of leaf under its key."""
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"two kinds of leaf are called {kind.key}")


def leaf_kinds() -> dict[str, LeafKind]:
    """Return every kind by its key."""
    import siyu.understand.rules.leaves  # noqa: F401 - registers the shipped kinds; imports this module first

    return _kinds
