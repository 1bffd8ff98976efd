"""Questions about members: whom a rule holds for, and their features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.understand.features.compute import compute
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.tree import Rule
from siyu.understand.rules.vocabulary import known_of
from siyu.understand.segments.documents import read_document
from siyu.understand.segments.reading import find_segment

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap


def members_of(workspace: Workspace, rule: str | Mapping[str, Any], at: datetime | None) -> tuple[BitMap, int]:
    """Return the members a rule holds for at an instant, and the size of the base."""
    parsed = parsed_rule(workspace, rule)
    with open_inputs(workspace, at) as inputs:
        return evaluate([parsed], inputs)[0], len(inputs.base)


def features_of(
    workspace: Workspace, names: Sequence[str] | None, rule: str | Mapping[str, Any] | None, at: datetime | None
) -> pa.Table:
    """Return the features of all members, or of those a rule holds for."""
    parsed = None if rule is None else parsed_rule(workspace, rule)
    with open_inputs(workspace, at) as inputs:
        members = None if parsed is None else evaluate([parsed], inputs)[0]
        return compute(inputs, names, members)


def rule_document(workspace: Workspace, rule: str | Mapping[str, Any] | None) -> Any:
    """Return the document of a rule: of a saved segment by its name, of a segment document, or of a bare rule."""
    if rule is None:
        return None
    if isinstance(rule, str):
        return {"segment": find_segment(workspace, rule).name}
    return rule.get("rule") if rule.get("kind") == "segment" else rule


def parsed_rule(workspace: Workspace, rule: str | Mapping[str, Any]) -> Rule:
    """Return the rule of a saved segment's name, of a segment document or of a bare rule."""
    if isinstance(rule, str):
        return SegmentLeaf(find_segment(workspace, rule).name)
    known = known_of(workspace)
    if rule.get("kind") == "segment":
        return read_document(dict(rule), known)[1]
    return parse_rule(dict(rule), known)


def note_export(workspace: Workspace, rule: str, size: int, *, masked: bool) -> None:
    """Write into the audit log that members were exported by command."""
    record(
        command_line(workspace), "segment.exported", "segment", Path(rule).name[:100], {"size": size, "masked": masked}
    )
