"""What groups are compared by: every tag, every feature, and every attribute that does not point at a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.features.compute import compute
from siyu.understand.features.registry import GROUPS, all_features
from siyu.understand.portraits.groups import Groups
from siyu.understand.portraits.levels import Coded, code_column, code_tag
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.references import first_that_holds
from siyu.understand.tags.listing import document_of, labels_of
from siyu.understand.tags.reading import standing_tags
from siyu.understand.tags.words import GROUPS as TAG_GROUPS
from siyu.unify.members.attributes import attribute_names
from siyu.unify.members.masking import is_personal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siyu.understand.inputs import Inputs

TraitKind = Literal["tag", "feature", "attribute"]
ATTRIBUTES = Text("属性", "Attributes")


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing members are compared by. `unit` is that of a feature, `label_of` names a value."""

    kind: TraitKind
    name: str
    label: Label
    group: Label
    unit: str
    coded: Coded
    label_of: Callable[[str], Label]


def traits_of(workspace: Workspace, groups: Groups, bins: int) -> Iterator[Trait]:
    """Yield the traits of the members of either group; numbers in at most twice `bins` ranges."""
    yield from _tags(workspace, groups)
    yield from _features(groups.inputs, bins)
    yield from _attributes(workspace, groups.inputs, groups.ids, bins)


def _tags(workspace: Workspace, groups: Groups) -> Iterator[Trait]:
    """Yield every tag that is not retired, its values as they are at the instant; who has none is missing."""
    tags, ids = list(standing_tags(workspace)), groups.ids
    meanings = [groups.whole.tags(tag.name) or () for tag in tags]
    rules = [part for meaning in meanings for _, part in meaning if not isinstance(part, BitMap)]
    found = iter(evaluate(rules, groups.whole))
    for tag, meaning in zip(tags, meanings, strict=True):
        values = tuple((value, part if isinstance(part, BitMap) else next(found)) for value, part in meaning)
        held = first_that_holds(values, {}, groups.inputs.base)
        codes = np.full(len(ids), -1, dtype=np.int64)
        for place, members in enumerate(held.values()):
            codes[np.searchsorted(ids, np.array(members, dtype=np.int64))] = place
        group = TAG_GROUPS[tag.group].as_dict()
        yield Trait("tag", tag.name, tag.label, group, "text", code_tag(list(held), codes), labels_of(document_of(tag)))


def _features(inputs: Inputs, bins: int) -> Iterator[Trait]:
    found = compute(inputs)
    words = product_words(inputs)
    for one in all_features():
        coded = code_column(found[one.name], bins)
        # What is counted is let go, so that the numbers of a large base are not in memory to the end.
        found = found.drop_columns(one.name)
        group = GROUPS[one.group].as_dict()
        named = words.get(one.name.removeprefix("favourite_"), {}) if one.unit == "text" else {}
        yield Trait("feature", one.name, one.label.as_dict(), group, one.unit, coded, _named(named))


def _attributes(workspace: Workspace, inputs: Inputs, ids: NDArray[np.int64], bins: int) -> Iterator[Trait]:
    for name in attribute_names(workspace):
        if is_personal(name):
            continue
        known = inputs.attributes(name)
        places = np.searchsorted(ids, known["member_id"].to_numpy())
        places[places == len(ids)] = 0
        is_asked = ids[places] == known["member_id"].to_numpy() if len(ids) else np.zeros(0, dtype=np.bool_)
        rows = np.full(len(ids), -1, dtype=np.int64)
        rows[places[is_asked]] = np.flatnonzero(is_asked)
        column = known["value"].combine_chunks().take(pa.array(rows, mask=rows < 0))
        label = Text(name, name).as_dict()
        yield Trait("attribute", name, label, ATTRIBUTES.as_dict(), "text", code_column(column, bins), _named({}))


def product_words(inputs: Inputs) -> dict[str, dict[str, str]]:
    """Return the Chinese names of categories and departments by their own, as far as products have them."""
    products = inputs.products()
    found = {}
    for column in ("category", "department"):
        named = products.filter(products[column].notnull()).group_by(column).agg(zh=products[f"{column}_zh"].max())
        rows = inputs.snapshot.to_arrow(named).to_pylist()
        found[column] = {row[column]: row["zh"] for row in rows if row["zh"]}
    return found


def _named(words: dict[str, str]) -> Callable[[str], Label]:
    return lambda value: Text(words.get(value, value), value).as_dict()
