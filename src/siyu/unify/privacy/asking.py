"""Asking for everything about a person, or for their erasure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.accounts.personal import FATES, personal_data
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.erasing import person_of
from siyu.unify.members.models import Member
from siyu.unify.members.profile import find_canonical
from siyu.unify.privacy.models import PrivacyRequest

DUE = timedelta(days=30)
"""A request is answered within thirty days (GB/T 35273-2020, 8.7)."""


def ask_export(access: Access, member_id: int) -> PrivacyRequest:
    """Queue a file with everything about the person behind the id. Raises `Refusal` (404) for an unknown id."""
    return _ask(access, PrivacyRequest.EXPORT, find_canonical(access.workspace, member_id))


def ask_erasure(access: Access, member_id: int, confirmed: str) -> PrivacyRequest:
    """Queue the erasure of the person behind the id; it can't be taken back.

    `confirmed` is the member's number or name, typed by whoever asks. Raises `Refusal` when it is neither, for an
    unknown id, and (409) when the erasure has been asked for already.
    """
    canonical = find_canonical(access.workspace, member_id)
    people = Member.objects.filter(workspace=access.workspace, member_id=canonical)
    if confirmed.strip() not in {str(canonical), *filter(None, people.values_list("name", flat=True))}:
        raise Refusal(
            "privacy.not_confirmed",
            Text("输入的会员号或姓名不一致", "this is neither the number nor the name of the member"),
            where="confirmed",
            mend=Text("请输入 {id}。", "Type {id}.").format(id=canonical),
        )
    return _ask(access, PrivacyRequest.ERASURE, canonical)


def what_goes(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return how many rows of each store an erasure would touch, stores without any left out."""
    person = person_of(workspace, find_canonical(workspace, member_id))
    counted = [(store, store.count(person)) for store in personal_data()]
    return {
        "member_id": person.sources[0],
        "ids": len(person.sources),
        "stores": [
            {"name": store.name, "label": store.label.as_dict(), "fate": store.fate,
             "fate_label": FATES[store.fate].as_dict(), "rows": rows,
             "keeps": store.keeps.as_dict() if store.keeps else None}
            for store, rows in counted
            if rows
        ],
    }  # fmt: skip


def find_request(workspace: Workspace, number: int) -> PrivacyRequest:
    """Return the request. Raises `Refusal` (404) when there is none."""
    found = PrivacyRequest.objects.filter(workspace=workspace, pk=number).first()
    if found is None:
        raise Refusal(
            "privacy.unknown", Text("没有这个隐私请求", "there is no such request"), where="request_id", status=404
        )
    return found


def _ask(access: Access, kind: str, canonical: int) -> PrivacyRequest:
    from siyu.unify.privacy.jobs import carry_out

    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=access.workspace.pk)
        open_ = PrivacyRequest.objects.filter(workspace=access.workspace, member_id=canonical, kind=kind)
        if open_.exclude(state__in=[PrivacyRequest.DONE, PrivacyRequest.FAILED]).exists() or (
            kind == PrivacyRequest.ERASURE and open_.exists()
        ):
            text = Text("已有同样的请求在处理", "the same has been asked for already")
            raise Refusal("privacy.asked", text, where="member_id", status=409)
        request = PrivacyRequest.objects.create(
            workspace=access.workspace,
            kind=kind,
            member_id=canonical,
            by=access.by,
            due_on=(datetime.now(UTC) + DUE).date(),
        )
        record(access, f"{kind}.asked", "member", str(canonical), {"request": request.pk})
        carry_out.enqueue(request.pk)
    return request
