"""Deciding a proposal by the mechanics of every decision about who is who: with a reason, on record, undone exactly."""

from __future__ import annotations

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.imports.afterwards import after_import
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.duplicates.models import DuplicateProposal
from siyu.unify.duplicates.standing import what_stands
from siyu.unify.members.merge import declare_one, keep_apart
from siyu.unify.members.models import Decision


def decide_proposal(access: Access, number: int, verdict: str, because: str) -> Decision:
    """Decide that the two are one person (`one`), shown as the older member, or that they are not (`apart`).

    Raises `Refusal` (404) for no proposal of the workspace, or one that is no question any more.
    """
    workspace = access.workspace
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        found = what_stands(workspace, number=number)
        if not found or found[0].decision is not None:
            text = Text(
                "没有这个待核对的疑似重复，或它已不再成立", "there is no such probable duplicate, or it is no more"
            )
            raise Refusal("duplicate.unknown", text, where="proposal", status=404)
        make = declare_one if verdict == Decision.ONE else keep_apart
        decision = make(workspace, found[0].people, because=because, by=access.by)
        DuplicateProposal.objects.filter(pk=number).update(decision=decision.pk)
        action = "member.merged" if verdict == Decision.ONE else "member.kept_apart"
        change = {"members": list(found[0].people), "decision": decision.pk}
        record(access, action, "duplicate", str(number), change)
    after_import(workspace)
    return decision
