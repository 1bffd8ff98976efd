"""Erasing again, in a database that was restored from before, whoever the log of erasures knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db.models.functions import Greatest

from siyu.accounts.models import Workspace
from siyu.connect.collection.loading import load_inbox
from siyu.connect.imports.models import Import
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.identity import canonical_of
from siyu.unify.members.models import Identifier, Member
from siyu.unify.privacy.asking import DUE
from siyu.unify.privacy.carrying_out import carry_out_request
from siyu.unify.privacy.ledger import Noted, hash_of, read_ledger
from siyu.unify.privacy.models import PrivacyRequest

AT_ONCE = 10_000


def replay_erasures() -> int:
    """Erase again whoever was erased after the database was as it is now; return how many people.

    Costs one look at a counter when nothing is to be done. Call it while neither web nor worker runs: who has been
    erased must not be shown for a moment.
    """
    by_workspace: defaultdict[str, list[Noted]] = defaultdict(list)
    for noted in read_ledger():
        by_workspace[noted.workspace].append(noted)
    workspaces = Workspace.objects.filter(slug__in=by_workspace)
    return sum(_replay(workspace, by_workspace[workspace.slug]) for workspace in workspaces)


def _replay(workspace: Workspace, noted: list[Noted]) -> int:
    if workspace.erasures >= len(noted):
        return 0
    # Numbers that were given after the backup was made must not be given to others.
    mine = Workspace.objects.filter(pk=workspace.pk)
    highest = max(one.next_member_id for one in noted)
    mine.update(next_member_id=Greatest("next_member_id", highest))
    _settle(workspace)
    erased = 0
    for source in sorted({*_known_ids(workspace, noted), *_known_identifiers(workspace, noted)}):
        if Member.objects.filter(workspace=workspace, member_id=source, erased_at=None).exists():
            _erase(workspace, canonical_of(workspace, source))
            erased += 1
    mine.update(erasures=Greatest("erasures", len(noted)))
    return erased


def _settle(workspace: Workspace) -> None:
    """Load what had been received, and stop imports: each may bring somebody who was erased."""
    while load_inbox(workspace):
        pass
    begun = Import.objects.filter(workspace=workspace, state__in=[Import.QUEUED, Import.RUNNING])
    now = datetime.now(UTC)
    begun.update(state=Import.STOPPED, stop_asked_at=now, finished_at=now)


def _known_ids(workspace: Workspace, noted: list[Noted]) -> Iterator[int]:
    hashes = frozenset().union(*(one.ids for one in noted))
    living = Member.objects.filter(workspace=workspace, erased_at=None).order_by("member_id")
    for number in living.values_list("member_id", flat=True).iterator(chunk_size=AT_ONCE):
        if hash_of(workspace.slug, "id", str(number)) in hashes:
            yield number


def _known_identifiers(workspace: Workspace, noted: list[Noted]) -> Iterator[int]:
    """Yield who has an identifier of somebody erased since it was made; one made later is of a person who came again."""
    last: dict[str, datetime] = {}
    for one in noted:
        for told in one.identifiers:
            last[told] = max(one.at, last.get(told, one.at))
    held = Identifier.objects.filter(workspace=workspace).order_by("pk")
    for kind, value, source, made_at in held.values_list("kind", "value", "source_id", "made_at").iterator(
        chunk_size=AT_ONCE
    ):
        erased_at = last.get(hash_of(workspace.slug, kind, value))
        if erased_at is not None and made_at <= erased_at:
            yield source


def _erase(workspace: Workspace, member_id: int) -> None:
    mine = PrivacyRequest.objects.filter(workspace=workspace, member_id=member_id, kind=PrivacyRequest.ERASURE)
    open_ = mine.exclude(state=PrivacyRequest.DONE).first()
    request = open_ or PrivacyRequest.objects.create(
        workspace=workspace,
        kind=PrivacyRequest.ERASURE,
        member_id=member_id,
        by="siyu restore",
        due_on=(datetime.now(UTC) + DUE).date(),
    )
    PrivacyRequest.objects.filter(pk=request.pk).update(goes_on_at=None)
    done = carry_out_request(request.pk, grace=timedelta(0))
    if done.state != PrivacyRequest.DONE:
        why = done.error["message"] if done.error else {"zh-CN": "", "en": ""}
        raise Refusal(
            "restore.not_erased",
            Text("无法再次删除已删除的会员：{zh}", "somebody who was erased could not be erased again: {en}").format(
                zh=why["zh-CN"], en=why["en"]
            ),
            mend=Text("请排除原因后重新运行 siyu up。", "Mend it and run siyu up again."),
        )
