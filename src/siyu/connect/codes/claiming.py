"""A claim: one use of a code becomes a member's, once, however many ask at once and however often the same one asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from siyu.accounts.access import Access
from siyu.accounts.models import Workspace
from siyu.connect.codes.finding import VERDICTS, Known, find_code, verdict_of
from siyu.connect.codes.models import Code, CodeBatch, CodeClaim
from siyu.connect.codes.telling import Who, sealed_event, tell
from siyu.connect.imports.identifiers import BETWEEN, kind_named
from siyu.connect.loads.stages import identifiers_of, members_of, resolve
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

NOT_ALONE = "household"
"""A household is several people: nobody claims anything by it alone."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claim, and whether it was made just now."""

    claim: CodeClaim
    is_new: bool


def claim_code(
    access: Access, serial: str, *, identifiers: Mapping[str, str] | None = None, member: int | None = None
) -> Claimed:
    """Claim a code for who is named; the same member again gets the same claim.

    Raises `Refusal`: 422 mistyped or nobody named, 404 no such code or member, 409 void, early, expired or used up.
    """
    known = find_code(serial, access.workspace)
    who = _known_by(access.workspace, member) if member is not None else _spelt(identifiers or {})
    _refuse_bad(known, access.workspace.today())
    columns = [(kind, [value]) for kind, value in who]
    source_id = int(resolve(access.workspace, columns).source_ids[0])
    claimer = members_of(access.workspace, [source_id])[source_id]
    mine = CodeClaim.objects.filter(batch=known.batch, number=known.number, claimer=claimer)
    if (held := mine.first()) is not None:
        return Claimed(held, is_new=False)
    try:
        claim = _claim(access, known, who, source_id, claimer)
    except (IntegrityError, Refusal):
        # The same member asked twice at once: the other request has it.
        if (held := mine.first()) is not None:
            return Claimed(held, is_new=False)
        raise
    tell(claim)
    return Claimed(claim, is_new=True)


def _claim(access: Access, known: Known, who: Who, source_id: int, claimer: int) -> CodeClaim:
    batch, now = known.batch, access.workspace.clock.now()
    with transaction.atomic():
        row, _ = Code.objects.get_or_create(batch=batch, number=known.number)
        if not Code.objects.filter(pk=row.pk, claims__lt=batch.uses).update(claims=F("claims") + 1):
            raise _used_up(batch)
        nth = Code.objects.values_list("claims", flat=True).get(pk=row.pk)
        claim = CodeClaim.objects.create(
            workspace=access.workspace, batch=batch, number=known.number, nth=nth, source_id=source_id, claimer=claimer,
            at=now, by=access.by, untold=sealed_event(batch, known.number, nth, who),
        )  # fmt: skip
        counted = CodeBatch.objects.filter(pk=batch.pk, voided_at=None)
        if not counted.update(claims=F("claims") + 1, claimed=F("claimed") + int(nth == 1)):
            raise _refused("void")
    return claim


def _refuse_bad(known: Known, today: date) -> None:
    """Refuse a batch that is void, early or over; whether a use is left, the claim itself finds out."""
    verdict = verdict_of(known.batch, None, today)
    if verdict != "genuine":
        raise _refused(verdict)


def _refused(verdict: str) -> Refusal:
    return Refusal(f"code.{verdict}", VERDICTS[verdict], where="serial", status=409)


def _used_up(batch: CodeBatch) -> Refusal:
    text = Text("已被领取（可领 {uses} 次）", "it has been claimed as often as it can be ({uses})")
    return Refusal("code.claimed", text.format(uses=batch.uses), where="serial", status=409)


def _spelt(identifiers: Mapping[str, str]) -> Who:
    """Return the identifiers in their one spelling. Raises `Refusal` for none, or one that is none of its kind."""
    found = []
    for reference, value in identifiers.items():
        kind = kind_named(reference)
        spelt = kind.normalise(value) if kind else None
        if spelt is None or BETWEEN in spelt:
            text = Text("标识 {kind} 无效", "the identifier {kind} is not valid").format(kind=reference[:40])
            raise Refusal("code.bad_identifier", text, where=f"identifiers.{reference[:40]}")
        found.append((reference, spelt))
    return _named(found)


def _known_by(workspace: Workspace, member: int) -> Who:
    known = identifiers_of(workspace, member)
    if not known:
        raise Refusal("code.no_member", Text("没有这位会员", "there is no such member"), where="member", status=404)
    return _named([one for one in known if one[0] != NOT_ALONE][:1])


def _named(found: Who) -> Who:
    if all(kind == NOT_ALONE for kind, _ in found):
        text = Text("没有可识别个人的标识", "nothing names one person")
        mend = Text("请带上手机号、会员号或 UnionID。", "Send a phone, a member number or a unionid.")
        raise Refusal("code.nobody", text, where="identifiers", mend=mend)
    return found
