"""Making, changing and closing surveys; every published document is a version."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from string import ascii_lowercase
from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.surveys.documents import parse_survey
from siyu.connect.surveys.models import Survey, SurveyVersion
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

TOKEN_LENGTH = 16


def make_survey(access: Access, raw: Any) -> Survey:
    """Publish a survey at an address of its own."""
    document = parse_survey(raw)
    with transaction.atomic():
        survey = Survey.objects.create(
            workspace=access.workspace,
            token=_new_token(),
            title=_title(document.as_document()),
            document=document.as_document(),
        )
        _keep_version(survey, access)
        record(access, "survey.made", "survey", str(survey.pk), {"questions": len(document.questions)})
    return survey


def change_survey(
    access: Access, number: int, *, document: Any = None, version: int | None = None, closed: bool | None = None
) -> Survey:
    """Publish another document, or close and open a survey.

    Raises `Refusal` 409 when `version`, the one the document was made from, is not the latest.
    """
    parsed = None if document is None else parse_survey(document)
    with transaction.atomic():
        survey = find_survey(access.workspace, number, lock=True)
        change: dict[str, Any] = {}
        if parsed is not None and parsed.as_document() != survey.document:
            if version not in {None, survey.version}:
                raise _outdated(survey.version)
            survey.document, survey.version = parsed.as_document(), survey.version + 1
            survey.title = _title(survey.document)
            _keep_version(survey, access)
            change["version"] = survey.version
        if closed is not None and closed != (survey.closed_at is not None):
            survey.closed_at, change["closed"] = datetime.now(UTC) if closed else None, closed
        if change:
            survey.save()
            record(access, "survey.changed", "survey", str(number), change)
    return survey


def find_survey(workspace: Workspace, number: int, *, lock: bool = False) -> Survey:
    """Return a survey of the workspace; refuses an unknown one with 404."""
    found = Survey.objects.select_for_update() if lock else Survey.objects
    survey = found.filter(workspace=workspace, pk=number).first()
    if survey is None:
        text = Text("没有这份问卷", "there is no such survey")
        raise Refusal("survey.unknown", text, where="survey", status=404)
    return survey


def find_version(survey: Survey, version: int) -> SurveyVersion:
    """Return a document that a survey had; refuses an unknown one with 404."""
    found = survey.versions.filter(version=version).first()
    if found is None:
        text = Text("没有这个版本", "there is no such version")
        raise Refusal("survey.no_version", text, where="version", status=404)
    return found


def _new_token() -> str:
    """Return letters only: digits in a row would be taken for a phone number, and sealed."""
    return "".join(secrets.choice(ascii_lowercase) for _ in range(TOKEN_LENGTH))


def _title(document: dict[str, Any]) -> dict[str, str]:
    title = document["title"]
    return {"zh-CN": title.get("zh-CN", ""), "en": title.get("en", "")}


def _keep_version(survey: Survey, access: Access) -> None:
    SurveyVersion.objects.create(
        survey=survey, version=survey.version, document=survey.document, at=datetime.now(UTC), by=access.by
    )


def _outdated(version: int) -> Refusal:
    return Refusal(
        "survey.outdated",
        Text("问卷已被改为第 {version} 版", "the survey is at version {version} by now").format(version=version),
        where="version",
        mend=Text("请重新载入后再改。", "Load it again and repeat the change."),
        status=409,
    )
