"""Making and changing webhooks, and trying a document on a sample before anything comes in."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.keys import digest_of
from siyu.accounts.models import Workspace
from siyu.connect.imports.reasons import describe
from siyu.connect.webhooks.documents import check_webhook, parse_webhook
from siyu.connect.webhooks.models import Webhook, WebhookVersion
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

START = "whk"
_PREFIX = 10
SHOWN_ROWS = 20


def make_webhook(access: Access, name: str, document: Any) -> tuple[Webhook, str]:
    """Make a webhook and return it with its token, which is shown this once."""
    mapping = parse_webhook(document)
    check_webhook(mapping, access.workspace)
    token, prefix = _new_token()
    try:
        with transaction.atomic():
            webhook = Webhook.objects.create(
                workspace=access.workspace, name=name, prefix=prefix, digest=digest_of(token),
                document=mapping.as_document(),
            )  # fmt: skip
            _keep_version(webhook, access)
            record(access, "webhook.made", "webhook", str(webhook.pk), {"makes": mapping.imports})
    except IntegrityError:
        raise _known() from None
    return webhook, token


def change_webhook(
    access: Access,
    number: int,
    *,
    name: str | None = None,
    document: Any = None,
    version: int | None = None,
    disabled: bool | None = None,
) -> Webhook:
    """Give a webhook another name or document, or stop or renew taking its calls.

    Another document is a new version. Raises `Refusal` 409 when `version`, the one it was made from, is not the latest.
    """
    mapping = None if document is None else parse_webhook(document)
    if mapping is not None:
        check_webhook(mapping, access.workspace)
    try:
        with transaction.atomic():
            webhook = find_webhook(access.workspace, number, lock=True)
            change: dict[str, Any] = {}
            if mapping is not None and mapping.as_document() != webhook.document:
                if version not in {None, webhook.version}:
                    raise _outdated(webhook.version)
                webhook.document, webhook.version = mapping.as_document(), webhook.version + 1
                _keep_version(webhook, access)
                change |= {"makes": mapping.imports, "version": webhook.version}
            if name is not None and name != webhook.name:
                webhook.name, change["name"] = name, name
            if disabled is not None and disabled != (webhook.disabled_at is not None):
                webhook.disabled_at, change["disabled"] = datetime.now(UTC) if disabled else None, disabled
            if change:
                webhook.save()
                record(access, "webhook.changed", "webhook", str(number), change)
    except IntegrityError:
        raise _known() from None
    return webhook


def renew_token(access: Access, number: int) -> tuple[Webhook, str]:
    """Give a webhook a new token; the old one is good no more."""
    token, prefix = _new_token()
    with transaction.atomic():
        webhook = find_webhook(access.workspace, number, lock=True)
        webhook.prefix, webhook.digest = prefix, digest_of(token)
        webhook.save()
        record(access, "webhook.renewed", "webhook", str(number))
    return webhook, token


def find_webhook(workspace: Workspace, number: int, *, lock: bool = False) -> Webhook:
    """Return a webhook of the workspace; refuses an unknown one with 404."""
    found = Webhook.objects.select_for_update() if lock else Webhook.objects
    webhook = found.filter(workspace=workspace, pk=number).first()
    if webhook is None:
        raise Refusal(
            "webhook.unknown", Text("没有这个 Webhook", "there is no such webhook"), where="webhook", status=404
        )
    return webhook


def find_version(workspace: Workspace, number: int, version: int) -> WebhookVersion:
    """Return a document that a webhook had; refuses an unknown one with 404."""
    found = find_webhook(workspace, number).versions.filter(version=version).first()
    if found is None:
        raise Refusal(
            "webhook.no_version", Text("没有这个版本", "there is no such version"), where="version", status=404
        )
    return found


def webhook_of_token(token: str) -> Webhook | None:
    """Return the webhook that takes calls under the token."""
    start, _, rest = token.partition("_")
    prefix = rest.partition("_")[0]
    if start != START or len(prefix) != _PREFIX or not prefix.isalnum():
        return None
    webhook = Webhook.objects.filter(prefix=prefix, disabled_at=None).first()
    if webhook is None or not hmac.compare_digest(webhook.digest, digest_of(token)):
        return None
    return webhook


def try_document(workspace: Workspace, document: Any, sample: Any) -> dict[str, Any]:
    """Return what the document makes of a sample: rows with their fields, and the reasons of those that have a fault."""
    from siyu.connect.imports.identifiers import BETWEEN
    from siyu.connect.loads.reading import open_snapshot
    from siyu.connect.webhooks.rows import check

    mapping = parse_webhook(document)
    with open_snapshot(workspace) as snapshot:
        checked = check(snapshot, workspace, mapping, [sample])
    rows = checked.good.slice(0, SHOWN_ROWS).to_pylist()
    for row in rows:
        told = (row.pop("who") or "").split(BETWEEN)
        row["who"] = [
            {"kind": kind, "value": value} for kind, value in zip(checked.identifiers, told, strict=False) if value
        ]
    return {
        "rows_read": len(checked.calls),
        "rows": rows,
        "faults": [{"row": row, **describe(checked.kind, fault)} for row, fault in sorted(checked.faults.items())],
    }


def _keep_version(webhook: Webhook, access: Access) -> None:
    WebhookVersion.objects.create(
        webhook=webhook, version=webhook.version, document=webhook.document, at=datetime.now(UTC), by=access.by
    )


def _known() -> Refusal:
    return Refusal(
        "webhook.known", Text("已有同名的 Webhook", "there is a webhook of this name"), where="name", status=409
    )


def _outdated(version: int) -> Refusal:
    return Refusal(
        "webhook.outdated",
        Text("文档已被改为第 {version} 版", "the document is at version {version} by now").format(version=version),
        where="version",
        mend=Text("请重新载入后再改。", "Load it again and repeat the change."),
        status=409,
    )


def _new_token() -> tuple[str, str]:
    prefix = secrets.token_hex(_PREFIX // 2)
    return f"{START}_{prefix}_{secrets.token_urlsafe(32)}", prefix
