"""Taking down what people agreed to or withdrew, in whatever order it becomes known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.connect.loads.stages import note_changed
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.consents.models import Consent
from siyu.unify.members.models import Member

Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A consent or its withdrawal as it became known; `scope` is (purpose, channel)."""

    source_id: int
    scope: tuple[str, str]
    how: str
    at: datetime
    text_version: int | None = None
    source: str = "api"
    proof: str = ""
    by: str = ""


def tell_consents(workspace: Workspace, told: Sequence[Told]) -> list[bool]:
    """Keep the rows and say of each whether it was new; one known for the same instant is a repeat.

    The row that happened last stands, whenever it became known; of one given and withdrawn at the same instant the
    withdrawal stays. Call with a few hundred rows, inside a transaction.
    """
    with transaction.atomic():
        wanted = sorted({one.source_id for one in told})
        living = Member.objects.select_for_update().filter(workspace=workspace, member_id__in=wanted, erased_at=None)
        known = set(living.values_list("member_id", flat=True))
        rows: defaultdict[Key, list[Consent]] = defaultdict(list)
        for row in Consent.objects.filter(workspace=workspace, source_id__in=wanted).order_by("at"):
            rows[row.source_id, row.purpose, row.channel].append(row)
        before = {row.pk: _changing(row) for mine in rows.values() for row in mine}
        fresh = [one.source_id in known and _add(workspace, rows, one) for one in told]
        after = [row for mine in rows.values() for row in _chained(mine)]
        Consent.objects.bulk_create([row for row in after if row.pk is None], batch_size=100)
        note_changed(workspace, {one.source_id for one, is_new in zip(told, fresh, strict=True) if is_new})
        changed = [row for row in after if row.pk in before and _changing(row) != before[row.pk]]
        Consent.objects.bulk_update(changed, ["until", "how", "source", "proof", "by"], batch_size=100)
    return fresh


def checked_at(workspace: Workspace, at: datetime | None) -> datetime:
    """Return the instant, or the workspace's now. Raises `Refusal` for one in the future."""
    now = workspace.clock.now()
    if at is not None and at > now:
        raise Refusal("consent.in_future", Text("时间在未来", "this lies in the future"), where="at")
    return at or now


def _add(workspace: Workspace, rows: dict[Key, list[Consent]], told: Told) -> bool:
    mine = rows[told.source_id, *told.scope]
    same = next((row for row in mine if row.at == told.at), None)
    if same is not None:
        is_stronger = same.how == Consent.GIVEN and told.how == Consent.WITHDRAWN
        if is_stronger:
            same.how, same.source, same.proof, same.by = told.how, told.source, told.proof, told.by
        return is_stronger
    purpose, channel = told.scope
    row = Consent(
        workspace=workspace,
        source_id=told.source_id,
        purpose=purpose,
        channel=channel,
        how=told.how,
        at=told.at,
        text_version=told.text_version,
        source=told.source,
        proof=told.proof[:300],
        by=told.by,
    )
    mine.append(row)
    mine.sort(key=lambda one: one.at)
    return True


def _chained(rows: list[Consent]) -> list[Consent]:
    """Let each row end where the next begins."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        row.until = following.at if following is not None else None
    return rows


def _changing(row: Consent) -> tuple[datetime | None, str]:
    return row.until, row.how
