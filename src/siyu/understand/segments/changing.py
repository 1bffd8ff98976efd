"""Creating, changing and deleting segments: the document is checked, a change names the version it was made from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.evaluate import resolve_segments
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.tree import Rule, leaves_of
from siyu.understand.segments.documents import SegmentDocument, as_json, read_document
from siyu.understand.segments.models import Segment, SegmentVersion
from siyu.understand.segments.reading import find_segment, rule_of, rule_or_members

if TYPE_CHECKING:
    from pyroaring import BitMap


def create_segment(access: Access, raw: object) -> Segment:
    """Save a new segment; raises `Refusal` for a bad document or a taken name. It has no members until evaluated."""
    document = _checked(access.workspace, raw)
    try:
        with transaction.atomic():
            segment = Segment(workspace=access.workspace, name=document.name, version=1)
            _keep(segment, document, access)
            segment.save()
            _keep_version(segment)
            record(access, "segment.created", "segment", segment.name, {"version": 1})
    except IntegrityError:
        raise Refusal(
            "segment.taken",
            Text("已有名为“{name}”的分群", "there is a segment called “{name}” already").format(name=document.name),
            where="name",
            status=409,
        ) from None
    return segment


def change_segment(access: Access, name: str, raw: object, version: int) -> Segment:
    """Save a new version of a segment.

    Raises `Refusal`: 409 when `version` is not the one that is saved, so that nobody overwrites what they have not
    seen; 422 for a bad document or one with another name.
    """
    segment = find_segment(access.workspace, name)
    document = _checked(access.workspace, raw)
    if document.name != name:
        text = Text("分群不能改名：{old} → {new}", "a segment cannot be renamed: {old} → {new}")
        raise Refusal("segment.renamed", text.format(old=name, new=document.name), where="name")
    _keep(segment, document, access)
    with transaction.atomic():
        saved = Segment.objects.filter(pk=segment.pk, version=version).update(
            label=segment.label,
            refresh=segment.refresh,
            document=segment.document,
            updated_at=segment.updated_at,
            updated_by=segment.updated_by,
            version=version + 1,
        )
        if not saved:
            raise _outdated(segment.version)
        segment.refresh_from_db()
        _keep_version(segment)
        record(access, "segment.changed", "segment", name, {"version": segment.version})
    return segment


def delete_segment(access: Access, name: str) -> None:
    """Delete a segment with its members and history; raises `Refusal` (409) while another segment refers to it."""
    segment = find_segment(access.workspace, name)
    with transaction.atomic():
        others = Segment.objects.select_for_update().filter(workspace=access.workspace).exclude(pk=segment.pk)
        users = [other.name for other in others if SegmentLeaf(name) in set(leaves_of(rule_of(other)))]
        if users:
            raise Refusal(
                "segment.in_use",
                Text("分群 {users} 正在使用它", "the segments {users} refer to it").format(users=", ".join(users)),
                mend=Text("请先修改这些分群。", "Change those first."),
                status=409,
            )
        segment.delete()
        record(access, "segment.deleted", "segment", name, {"version": segment.version})


def check_references(workspace: Workspace, name: str, rule: Rule) -> None:
    """Raise `Refusal` when the rule, as that of segment `name`, refers to itself by other segments."""

    def segments(other: str) -> Rule | BitMap | None:
        return rule if other == name else rule_or_members(workspace, other)

    resolve_segments([rule], segments, (name,))


def _checked(workspace: Workspace, raw: object) -> SegmentDocument:
    from siyu.understand.rules.vocabulary import known_of

    document, rule = read_document(raw, known_of(workspace))
    check_references(workspace, document.name, rule)
    return document


def _keep(segment: Segment, document: SegmentDocument, access: Access) -> None:
    segment.label = dict(document.label)
    segment.refresh = document.refresh
    segment.document = as_json(document)
    segment.updated_at = datetime.now(UTC)
    segment.updated_by = access.by


def _keep_version(segment: Segment) -> None:
    SegmentVersion.objects.create(
        segment=segment,
        version=segment.version,
        document=segment.document,
        at=segment.updated_at,
        by=segment.updated_by,
    )


def _outdated(version: int) -> Refusal:
    return Refusal(
        "segment.outdated",
        Text("分群已被改为第 {version} 版", "the segment is at version {version} by now").format(version=version),
        where="version",
        mend=Text("请重新载入后再改。", "Load it again and repeat the change."),
        status=409,
    )
