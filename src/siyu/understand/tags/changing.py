"""Creating, changing and deleting tags: the document is checked, a change names the version it was made from."""

from __future__ import annotations

from siyu.accounts.access import Access
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.referring import check_references, users_of
from siyu.understand.rules.vocabulary import known_of
from siyu.understand.tags.documents import Meant, TagDocument, as_json, read_tag
from siyu.understand.tags.meaning import ruled
from siyu.understand.tags.models import Tag, TagAct
from siyu.understand.tags.raw import check_origin
from siyu.understand.tags.reading import TAGS, find_tag
from siyu.understand.tags.scoring import conditions_of
from siyu.understand.tags.sources import SURVEY, source_named, table_of
from siyu.understand.tags.words import GROUPS, RULED


def create_tag(access: Access, raw: object) -> Tag:
    """Save a new tag; raises `Refusal` for a bad document or a taken name. Nobody has it until it is evaluated."""
    meant = checked_tag(access.workspace, raw)
    tag = Tag(workspace=access.workspace, name=meant.document.name)
    _keep(tag, meant, access)
    TAGS.create(access, tag)
    return tag


def change_tag(access: Access, name: str, raw: object, version: int) -> Tag:
    """Save a new version of a tag.

    Raises `Refusal`: 409 when `version` is not the one that is saved; 422 for a bad document, for one with another name
    or type (a rule tag may become a real-time one and back), or for one that takes away a value members were given by hand.
    """
    tag = find_tag(access.workspace, name)
    meant = checked_tag(access.workspace, raw)
    _check_same(tag, meant)
    _keep(tag, meant, access)
    TAGS.change(access, tag, version)
    return tag


def delete_tag(access: Access, name: str) -> None:
    """Delete a tag with its members, acts and history; raises `Refusal` (409) while a segment or tag refers to it."""
    TAGS.delete(access, find_tag(access.workspace, name), lambda: users_of(access.workspace, f"tag:{name}"))


def checked_tag(workspace: Workspace, raw: object) -> Meant:
    """Return what a document means in a workspace; raises `Refusal` with the path of what is wrong in it."""
    meant = read_tag(raw, known_of(workspace))
    if meant.document.origin is not None:
        check_origin(workspace, meant.document.origin)
    if meant.document.type == "model":
        conditions_of(meant.document, workspace.currency)
    _check_source(workspace, meant.document)
    key = f"tag:{meant.document.name}"
    check_references(workspace, key, ruled(meant, None), is_live=meant.document.type == "live")
    return meant


def _check_source(workspace: Workspace, document: TagDocument) -> None:
    """Raise `Refusal` when the tag's source is none, or one that gives no tags of its group."""
    of_survey = document.origin is not None and document.origin.survey
    if not document.source and not of_survey:
        return
    source = source_named(table_of(workspace)[0], document.source or SURVEY, "source")
    if document.origin is not None and document.origin.did and document.origin.did not in source.did:
        text = Text("来源“{source}”不含行为 {did}", "the source “{source}” has no {did}")
        raise Refusal("tag.source_did", text.format(source=source.name, did=document.origin.did), where="from.did")
    if document.group in source.groups:
        return
    allowed = Text("、".join(GROUPS[one].zh for one in source.groups), ", ".join(source.groups))
    raise Refusal(
        "tag.source_group",
        Text("来源“{source}”不提供“{zh}”组的标签", "the source “{source}” gives no tags of the group {en}").format(
            source=source.name, zh=GROUPS[document.group].zh, en=document.group
        ),
        where="group",
        mend=Text("它提供：{zh}。也可修改来源表。", "It gives: {en}. Or change the source table.").format(
            zh=allowed.zh, en=allowed.en
        ),
    )


def _check_same(tag: Tag, meant: Meant) -> None:
    document = meant.document
    TAGS.check_name(tag, document.name)
    if document.type != tag.type and not {document.type, tag.type} <= set(RULED):
        text = Text("标签的类型不能改：{old} → {new}", "a tag keeps its type: {old} → {new}")
        raise Refusal("tag.retyped", text.format(old=tag.type, new=document.type), where="type")
    if tag.type != "manual":
        return
    given = set(TagAct.objects.filter(tag=tag, undone_at=None).exclude(value="").values_list("value", flat=True))
    lost = sorted(given - set(meant.values))
    if lost:
        text = Text("仍有会员带着值 {values}", "members were given {values}").format(values=", ".join(lost))
        mend = Text("请保留这些值，或先取消标签。", "Keep those values, or take the tag off first.")
        raise Refusal("tag.value_in_use", text, where="values", mend=mend)


def _keep(tag: Tag, meant: Meant, access: Access) -> None:
    document = meant.document
    of_survey = document.origin is not None and document.origin.survey
    tag.label = dict(document.label)
    tag.group, tag.type = document.group, document.type
    tag.owner = document.owner or tag.owner or access.by[:100]
    tag.source = document.source or (SURVEY if of_survey else "")
    tag.expires_days = meant.expires_days
    tag.document = as_json(document)
