"""A funnel's question: steps as in rules, the window they must be taken in, and what the answer is split by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from siyu.analytics.funnel import MOST_STEPS
from siyu.connect.vocabulary import label_of
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.rules.acts import acted
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.leaves.matching import MatchLeaf, parse_fact, parse_where
from siyu.understand.rules.problems import join, misshapen, unknown, wrong
from siyu.understand.rules.windows import parse_window

if TYPE_CHECKING:
    from siyu.understand.rules.facts import Fact

MOST_WINDOW_DAYS = 366
MOST_SEGMENTS = 5
_DAY = 86_400


class StepShape(BaseModel):
    """The keys of a step."""

    model_config = ConfigDict(extra="forbid", strict=True)

    did: str
    where: Mapping[str, Any] = {}
    label: Label | None = None


class SplitShape(BaseModel):
    """What the answer is split by: a property of the first step, or segments."""

    model_config = ConfigDict(extra="forbid", strict=True)

    property: str | None = None
    segments: list[str] | None = None


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """What a member does at a step, and how that is called."""

    leaf: MatchLeaf
    label: Text


@dataclass(frozen=True, slots=True)
class FunnelQuestion:
    """Steps in their order, all within `seconds` after the first; `property` is one of the first step."""

    steps: tuple[FunnelStep, ...]
    seconds: int
    property: str | None = None
    segments: tuple[str, ...] = ()


def read_steps_of(steps: object, known: Known = ANYTHING) -> tuple[FunnelStep, ...]:
    """Return the checked steps; raises `Refusal` with the path of what is wrong, such as `steps[1].did`."""
    if not isinstance(steps, list | tuple) or len(steps) < 2:
        raise wrong("funnel.too_few_steps", "steps", "漏斗至少要有两步", "a funnel has two steps at least")
    if len(steps) > MOST_STEPS:
        raise wrong(
            "funnel.too_many_steps",
            "steps",
            "漏斗最多 {most} 步，这里有 {count} 步",
            "a funnel has at most {most} steps, not {count}",
            most=MOST_STEPS,
            count=len(steps),
        )
    return tuple(_step(raw, known, join("steps", place)) for place, raw in enumerate(steps))


def read_window(within: object) -> int:
    """Return the seconds of `7d`, `24h` or `30m`; raises `Refusal` for a window no funnel can have."""
    window = parse_window(within, None, None, "")
    if within is None:
        raise wrong("funnel.no_window", "within", "缺少时间窗，例如 7d", "the window is missing, 7d for example")
    seconds = window.seconds if window.days is None else window.days * _DAY
    if seconds is None or seconds > MOST_WINDOW_DAYS * _DAY:
        raise wrong(
            "funnel.impossible_window",
            "within",
            "漏斗的时间窗最长 {most} 天",
            "a funnel's window has at most {most} days",
            most=MOST_WINDOW_DAYS,
        )
    return seconds


def read_split(raw: object, first: FunnelStep, known: Known) -> tuple[str | None, tuple[str, ...]]:
    """Return the property, or the segments, the answer is split by."""
    if raw is None:
        return None, ()
    if not isinstance(raw, Mapping):
        raise wrong("funnel.wrong_split", "by", "by 须为 property 或 segments", "by has a property or segments")
    try:
        shape = SplitShape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, SplitShape, "by") from None
    if (shape.property is None) == (not shape.segments):
        raise wrong(
            "funnel.wrong_split", "by", "by 须为 property 或 segments 之一", "by is one of property and segments"
        )
    if shape.property is not None:
        return _split_property(shape.property, first), ()
    return None, _split_segments(shape.segments or [], known)


def splitting_properties(fact: Fact) -> list[str]:
    """Return the properties a funnel that begins with the fact can be split by: texts of the fact itself."""
    return [one.name for one in fact.properties if one.type == "text" and one.product is None]


def _step(raw: object, known: Known, where: str) -> FunnelStep:
    if not isinstance(raw, Mapping):
        raise wrong("funnel.wrong_step", where, "步骤须为字段的集合", "a step is a mapping")
    try:
        shape = StepShape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, StepShape, where) from None
    fact = parse_fact(shape.did, known, join(where, "did"))
    leaf = acted(shape.did, parse_where(fact, shape.where, known, join(where, "where")))
    label = Text(shape.label["zh-CN"], shape.label["en"]) if shape.label else label_of(shape.did)
    return FunnelStep(leaf, label)


def _split_property(name: str, first: FunnelStep) -> str:
    from siyu.understand.rules.facts import fact_of

    fact = fact_of(first.leaf.did)
    if name not in splitting_properties(fact):
        raise unknown("funnel.unknown_split", Text("可拆分的属性", "property to split by"), name,
                      splitting_properties(fact), "by.property")  # fmt: skip
    return name


def _split_segments(names: list[str], known: Known) -> tuple[str, ...]:
    if len(names) > MOST_SEGMENTS:
        text = Text("最多按 {most} 个分群拆分", "a funnel is split by at most {most} segments").format(
            most=MOST_SEGMENTS
        )
        raise Refusal("funnel.too_many_segments", text, where="by.segments")
    for place, name in enumerate(names):
        if known.segments is not None and name not in known.segments:
            path = join("by.segments", place)
            raise unknown("funnel.unknown_segment", Text("分群", "segment"), name, known.segments, path)
    return tuple(dict.fromkeys(names))
