"""The texts people agree to: read, and changed by a new version."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.consents.models import ConsentText
from siyu.unify.consents.purposes import PURPOSES

MOST_LETTERS = 10_000


def texts_of(workspace: Workspace) -> list[dict[str, Any]]:
    """Return every purpose with its texts, the newest version first."""
    rows = list(ConsentText.objects.filter(workspace=workspace).order_by("-version"))
    return [
        {
            "purpose": purpose.name,
            "label": purpose.label.as_dict(),
            "about": purpose.about.as_dict(),
            "by_channel": purpose.by_channel,
            "versions": [
                {"version": row.version, "text": row.text, "at": row.at, "by": row.by}
                for row in rows
                if row.purpose == purpose.name
            ],
        }
        for purpose in PURPOSES.values()
    ]


def change_text(access: Access, purpose: str, text: dict[str, str]) -> ConsentText:
    """Keep a new version of a purpose's text. Raises `Refusal` for an empty one and for one that is as it was."""
    told = {language: text.get(language, "").strip() for language in ("zh-CN", "en")}
    if not any(told.values()):
        raise Refusal("consent.empty_text", Text("请填写同意文本", "write what people agree to"), where="text")
    if purpose not in PURPOSES:
        raise Refusal("consent.unknown_purpose", Text("没有此用途", "there is no such purpose"), where="purpose")
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=access.workspace.pk)
        last = ConsentText.objects.filter(workspace=access.workspace, purpose=purpose).order_by("-version").first()
        if last is not None and last.text == told:
            raise Refusal("consent.same_text", Text("文本没有变化", "the text is as it was"), where="text", status=409)
        version = last.version + 1 if last is not None else 1
        made = ConsentText.objects.create(
            workspace=access.workspace, purpose=purpose, version=version, text=told, by=access.by
        )
        record(access, "consent_text.changed", "consent_text", purpose, {"version": version})
    return made


def checked_version(workspace: Workspace, purpose: str, version: int | None) -> int | None:
    """Return the version of the text that was agreed to; without one told, the newest there is.

    Raises `Refusal` for a version that was never written.
    """
    rows = ConsentText.objects.filter(workspace=workspace, purpose=purpose)
    if version is None:
        return rows.order_by("-version").values_list("version", flat=True).first()
    if not rows.filter(version=version).exists():
        raise Refusal(
            "consent.unknown_version",
            Text("同意文本没有第 {version} 版", "the text has no version {version}").format(version=version),
            where="text_version",
            mend=Text("请先在设置中填写同意文本。", "Write the text in the settings first."),
        )
    return version
