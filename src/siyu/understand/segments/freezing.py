"""Frozen copies: the members of a segment or a rule at one instant, kept with their date and origin."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.vocabulary import known_of
from siyu.understand.segments.changing import keep_document
from siyu.understand.segments.documents import Origin, read_document
from siyu.understand.segments.keeping import Occasion, keep_members
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import SEGMENTS, find_segment

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

LONGEST_NAME, LONGEST_LABEL = 64, 100


def freeze(access: Access, raw: Any, name: str | None = None, label: Label | None = None) -> Segment:
    """Keep whom a rule holds for now as a segment that never changes; `{"segment": name}` copies a segment.

    Merged members are under one id then, and who is erased later leaves it. Without a name or a label it gets that of
    the segment and the day. Raises `Refusal` for a bad rule, a bad name and a taken one.
    """
    workspace = access.workspace
    rule = parse_rule(raw, known_of(workspace))
    of = find_segment(workspace, rule.name) if isinstance(rule, SegmentLeaf) else None
    workspace.refresh_from_db(fields=["erasures"])
    with open_inputs(workspace) as inputs:
        (members,) = evaluate([rule], inputs)
    origin = Origin(
        made="copy", at=inputs.at.isoformat(), by=access.by, segment=of.name if of else None,
        version=of.version if of else None, rule=_meant(of, raw),
    )  # fmt: skip
    base, words = (of.name, of.label) if of else ("frozen", _FROZEN.as_dict())
    name, label = name or free_name(workspace, base, inputs.today), label or dated(words, inputs.today)
    return keep_given(access, (name, label), origin, members, inputs)


def keep_given(access: Access, called: tuple[str, Label], origin: Origin, members: BitMap, inputs: Inputs) -> Segment:
    """Save a segment, called by a name and a label, whose members are given.

    Raises `Refusal` for a bad or taken name, and (409) when somebody was erased since the members were found.
    """
    workspace, (name, label) = access.workspace, called
    told = {"kind": "segment", "name": name, "label": label, "refresh": "frozen", "origin": origin.model_dump()}
    checked, _ = read_document(told)
    segment = Segment(workspace=workspace, name=checked.name)
    keep_document(segment, checked)
    segment.evaluated_version, segment.evaluated_at, segment.evaluated_load = 1, inputs.at, finished_load(workspace)
    segment.size, segment.base = len(members), len(inputs.base)
    with transaction.atomic():
        if not Workspace.objects.select_for_update().filter(pk=workspace.pk, erasures=workspace.erasures).exists():
            text = Text("期间有会员被删除，请再试一次", "a member was erased meanwhile; try again")
            raise Refusal("segment.erased_meanwhile", text, status=409)
        SEGMENTS.create(access, segment)
        keep_members(segment, members, Occasion(inputs.at, inputs.today, "definition", len(inputs.base)))
    return segment


def free_name(workspace: Workspace, base: str, day: date) -> str:
    """Return the name with the day behind it, numbered when it is taken."""
    end = f"-{day:%Y%m%d}"
    held = set(Segment.objects.filter(workspace=workspace, name__contains=end).values_list("name", flat=True))
    tries = (end if number == 1 else f"{end}-{number}" for number in count(1))
    return next(name for part in tries if (name := base[: LONGEST_NAME - len(part)] + part) not in held)


def dated(label: Label, day: date) -> Label:
    """Return the label with the day behind it."""
    end = f" {day.isoformat()}"
    zh, en = (label[language][: LONGEST_LABEL - len(end)] + end for language in ("zh-CN", "en"))
    return {"zh-CN": zh, "en": en}


_FROZEN = Text("冻结副本", "Frozen copy")


def _meant(of: Segment | None, raw: Any) -> Any:
    """Return the rule the members were found by: that of the segment as it was, none where that one was given too."""
    return raw if of is None else of.document.get("rule")
