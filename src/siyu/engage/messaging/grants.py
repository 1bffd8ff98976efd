"""Grants: what a person's own act permits is opened once an act, with the numbers the policy has for it then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Grant
from siyu.engage.messaging.policy.document import span_of
from siyu.engage.messaging.policy.keeping import policy_of


@dataclass(frozen=True, slots=True)
class Act:
    """What an id did: `key` tells the act from every other; `subject` names a subscription's template, else empty."""

    key: str
    source_id: int
    family: str
    kind: str
    at: datetime
    account: str = ""
    subject: str = ""


def open_grants(workspace: Workspace, acts: Sequence[Act]) -> int:
    """Open what the policy gives for the acts and return how many were new; heard of twice, an act grants once."""
    allowances = policy_of(workspace).document.grants
    rows = []
    for act in acts:
        allowed = allowances.get(act.family, {}).get(act.kind)
        if allowed is not None:
            rows.append(
                Grant(
                    workspace=workspace,
                    source_id=act.source_id,
                    account=act.account,
                    family=act.family,
                    kind=act.kind,
                    subject=act.subject,
                    left=allowed.messages,
                    opened_at=act.at,
                    expires_at=act.at + span_of(allowed.within) if allowed.within else None,
                    key=act.key,
                )
            )
    before = Grant.objects.filter(workspace=workspace, key__in=[row.key for row in rows]).count()
    Grant.objects.bulk_create(rows, ignore_conflicts=True, batch_size=250)
    return Grant.objects.filter(workspace=workspace, key__in=[row.key for row in rows]).count() - before
