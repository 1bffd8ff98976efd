"""Merging two members into one person, and undoing it: a dated row; facts are never rewritten."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.identity import canonical_of, rewrite_identity
from siyu.unify.members.models import Member, Merge

UNKNOWN = Text("会员 {a} 或 {b} 不存在", "member {a} or {b} does not exist")
MERGED = Text("会员 {a} 与 {b} 已是同一人", "members {a} and {b} are one person already")


def merge_members(workspace: Workspace, source: int, target: int, *, because: str, by: str) -> Merge:
    """Show `source` (and whoever was merged into it) as `target` from now on.

    Both are taken at their canonical member. Raises `Refusal` when either is unknown or they are one person already.
    """
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        known = Member.objects.filter(workspace=workspace, member_id__in=[source, target], erased_at=None).count()
        if source == target or known != len({source, target}):
            raise Refusal("members.unknown", UNKNOWN.format(a=source, b=target))
        source_now, target_now = canonical_of(workspace, source), canonical_of(workspace, target)
        if source_now == target_now:
            raise Refusal("members.merged", MERGED.format(a=source, b=target))
        merge = Merge.objects.create(
            workspace=workspace, source=source_now, target=target_now, because=because, by=by, at=timezone.now()
        )
        rewrite_identity(workspace)
    return merge


def undo_merge(merge: Merge) -> None:
    """Show both people on their own again; a second undo changes nothing."""
    with transaction.atomic():
        if Merge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=timezone.now()):
            rewrite_identity(merge.workspace)
