"""Creating, changing and deleting segments: the document is checked, a change names the version it was made from."""

from __future__ import annotations

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.referring import check_references, users_of
from siyu.understand.segments.documents import SegmentDocument, as_json, read_document
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import SEGMENTS, find_segment


def create_segment(access: Access, raw: object) -> Segment:
    """Save a new segment; raises `Refusal` for a bad document or a taken name. It has no members until evaluated."""
    document = _checked(access.workspace, raw)
    if document.origin is not None:
        text = Text("冻结副本的会员不在文档里", "the members of a frozen copy are not in its document")
        mend = Text("请在分群页面做冻结副本。", "Make a frozen copy of a segment instead.")
        raise Refusal("segment.given", text, where="origin", mend=mend)
    segment = Segment(workspace=access.workspace, name=document.name)
    keep_document(segment, document)
    SEGMENTS.create(access, segment)
    return segment


def change_segment(access: Access, name: str, raw: object, version: int) -> Segment:
    """Save a new version of a segment.

    Raises `Refusal`: 409 when `version` is not the one that is saved; 422 for a bad document or one with another name.
    """
    segment = find_segment(access.workspace, name)
    document = _checked(access.workspace, raw)
    SEGMENTS.check_name(segment, document.name)
    if as_json(document).get("origin") != segment.document.get("origin"):
        text = Text(
            "冻结副本的会员不会变，只能改它的标签", "a frozen copy keeps its members: only its label can change"
        )
        mend = Text("请另建一个分群。", "Make another segment.")
        raise Refusal("segment.frozen", text, where="origin", mend=mend)
    keep_document(segment, document)
    with transaction.atomic():
        SEGMENTS.change(access, segment, version)
        if segment.is_given:
            Segment.objects.filter(pk=segment.pk).update(evaluated_version=segment.version)
    return segment


def delete_segment(access: Access, name: str) -> None:
    """Delete a segment with its members and history.

    Raises `Refusal` (409) while a segment or tag refers to it, or it is exported on a schedule.
    """
    segment = find_segment(access.workspace, name)
    with transaction.atomic():
        _refuse_exported(segment)
        SEGMENTS.delete(access, segment, lambda: users_of(access.workspace, name))


def _refuse_exported(segment: Segment) -> None:
    from siyu.understand.exports.reading import exports_of

    Segment.objects.select_for_update().get(pk=segment.pk)
    if count := exports_of(segment.workspace, segment.name).count():
        text = Text("它有 {n} 个定时导出", "it is exported on a schedule ({n})").format(n=count)
        mend = Text("请先删除这些定时导出及其文件。", "Delete its scheduled exports and their files first.")
        raise Refusal("segment.exported", text, mend=mend, status=409)


def _checked(workspace: Workspace, raw: object) -> SegmentDocument:
    from siyu.understand.rules.vocabulary import known_of

    document, rule = read_document(raw, known_of(workspace))
    check_references(workspace, document.name, rule, is_live=document.refresh == "live")
    return document


def keep_document(segment: Segment, document: SegmentDocument) -> None:
    """Put a checked document into the row of a segment."""
    segment.label = dict(document.label)
    segment.refresh = document.refresh
    segment.document = as_json(document)
