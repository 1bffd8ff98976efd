"""`did: viewed, then: {did: added_to_cart, within: 7d}, then_not: {did: ordered, within: 7d}` – one thing after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from siyu.lib.text import Text
from siyu.understand.rules.ages import Age
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.leaves.matching import Where, parse_fact, parse_where
from siyu.understand.rules.problems import join, misshapen, shortened, wrong
from siyu.understand.rules.tree import Leaf
from siyu.understand.rules.windows import ALWAYS, Window, parse_length, parse_window

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

MOST_STEPS = 5
MOST_DAYS = 366


class NeverShape(Shape):
    did: str
    where: Mapping[str, Any] = {}
    within: Any = None


class StepShape(NeverShape):
    then: Any = None
    then_not: Any = None


class SequenceShape(StepShape):
    times: Any = None
    between: Any = None
    since: Any = None


@dataclass(frozen=True, slots=True)
class Sought:
    """Something that happens, `within` so many days or seconds after the step it stands in; for ever without either."""

    did: str
    where: Where
    within: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at a step, and what must not happen after it."""

    sought: Sought
    never: Sought | None = None


@dataclass(frozen=True, slots=True)
class SequenceLeaf(Leaf):
    """The first step lies in the `window`, every other one within its own time after the one before."""

    window: Window
    steps: tuple[Step, ...]


def parse(shape: SequenceShape, known: Known, where: str) -> SequenceLeaf:
    if shape.times is not None:
        raise wrong(
            "rule.counted_sequence",
            join(where, "times"),
            "有先后步骤的条件不能再限次数",
            "a condition with steps cannot be counted: times cannot stand beside then",
        )
    if shape.then is None and shape.then_not is None:
        key = "then" if "then" in shape.model_fields_set else "then_not"
        raise wrong("rule.missing_step", join(where, key), "缺少步骤", "the step is missing")
    window = parse_window(shape.within, shape.between, shape.since, where)
    return SequenceLeaf(window, _steps(shape, ALWAYS, known, where))


def _steps(first: StepShape, within: Window, known: Known, where: str) -> tuple[Step, ...]:
    found, shape, path = [], first, where
    while True:
        sought = _sought(shape, within, known, path)
        never_at = join(path, "then_not")
        if shape.then_not is None:
            found.append(Step(sought))
        else:
            never = _shaped(shape.then_not, NeverShape, never_at)
            found.append(Step(sought, _sought(never, _length(never.within, never_at), known, never_at)))
        if shape.then is None:
            return tuple(found)
        path = join(path, "then")
        if len(found) == MOST_STEPS:
            raise wrong(
                "rule.too_many_steps", path, "最多 {most} 步", "there are at most {most} steps", most=MOST_STEPS
            )
        shape = _shaped(shape.then, StepShape, path)
        within = _length(shape.within, path)


def _sought(shape: NeverShape, within: Window, known: Known, where: str) -> Sought:
    fact = parse_fact(shape.did, known, join(where, "did"))
    return Sought(shape.did, parse_where(fact, shape.where, known, join(where, "where")), within)


def _shaped(raw: object, shape: type[Any], where: str) -> Any:
    if not isinstance(raw, Mapping):
        raise wrong(
            "rule.wrong_type",
            where,
            "步骤须为字段的集合，而不是 {value}",
            "a step is a mapping, not {value}",
            value=shortened(raw),
        )
    try:
        return shape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, shape, where) from None


def _length(raw: object, where: str) -> Window:
    """Return how long after the step before; raises `Refusal` beyond a year, because days are reckoned one by one."""
    if raw is None:
        return ALWAYS
    path = join(where, "within")
    found = parse_length(raw, path)
    if (found.days or 0) > MOST_DAYS or (found.seconds or 0) > MOST_DAYS * 86_400:
        raise wrong(
            "rule.impossible_window",
            path,
            "步骤之间最长 {most} 天",
            "at most {most} days lie between two steps",
            most=MOST_DAYS,
        )
    return found


def evaluate(leaves: Sequence[SequenceLeaf], inputs: Inputs) -> dict[SequenceLeaf, BitMap]:
    """Read the facts of all steps of all leaves in common, and walk through each member's own in order."""
    from siyu.understand.rules.sequences import follow_sequences

    return follow_sequences(leaves, inputs)


def ages(leaf: SequenceLeaf) -> tuple[Age, ...]:
    """Return the ages at which the first step leaves its window and those at which the time for what must not follow is over.

    Only hours matter, days are over at midnight. How soon a step came after another changes with no clock.
    """
    first = leaf.steps[0].sought.did
    began = () if leaf.window.seconds is None else (Age(first, leaf.window.seconds),)
    closed = [(step.sought.did, step.never.within.seconds) for step in leaf.steps if step.never is not None]
    return (*began, *(Age(did, seconds) for did, seconds in closed if seconds is not None))


KINDS = tuple(
    LeafKind(key, label, SequenceShape, SequenceLeaf, parse, evaluate, ages)
    for key, label in (("then", Text("之后做过", "Did, then")), ("then_not", Text("之后没有做", "Did, then did not")))
)
"""A `did` with steps after it; known by them, so these come before the plain `did`."""
