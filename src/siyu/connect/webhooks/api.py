"""Endpoints of webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.webhooks import managing
from siyu.connect.webhooks.models import Webhook
from siyu.lib.bodies import Body
from siyu.lib.documents import dump
from siyu.lib.labels import Label

router = Router(tags=["webhooks"])
Document = dict[str, Any]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class WebhookOut(Schema):
    id: int
    name: str
    prefix: str
    document: Document
    version: int
    made_at: datetime
    changed_at: datetime
    disabled_at: datetime | None
    called_at: datetime | None
    calls: int


class VersionOut(Schema):
    version: int
    at: datetime
    by: str


class WebhookDetail(WebhookOut):
    versions: list[VersionOut]

    @staticmethod
    def resolve_versions(webhook: Webhook) -> Any:
        """Return all versions, the latest first."""
        return webhook.versions.order_by("-version")


class PastWebhook(VersionOut):
    document: Document
    yaml: str


class NewWebhookOut(WebhookOut):
    token: str
    address: str


class Webhooks(Schema):
    items: list[WebhookOut]
    next: str | None = None
    total: int


class NewWebhook(Body):
    name: Name
    document: Document


class WebhookChange(Body):
    name: Name | None = None
    document: Document | None = None
    version: int | None = None
    disabled: bool | None = None


class WebhookTrial(Body):
    document: Document
    sample: Any


class TrialFault(Schema):
    row: int
    code: str
    field: str | None
    text: Label


class TrialOut(Schema):
    rows_read: int
    rows: list[dict[str, Any]]
    faults: list[TrialFault]


@router.get("/webhooks", response=Webhooks, summary="List the webhooks")
def list_webhooks(
    request: HttpRequest, workspace: Path[str], search: Annotated[str, Field(max_length=100)] = ""
) -> Any:
    """Return all webhooks, or those whose name holds the words; their tokens are not kept."""
    access = require(request, workspace, "webhooks.view")
    items = list(Webhook.objects.filter(workspace=access.workspace, name__icontains=search.strip()).order_by("name"))
    return {"items": items, "total": len(items)}


@router.get("/webhooks/{int:webhook}", response=WebhookDetail, summary="Show a webhook")
def read_webhook(request: HttpRequest, workspace: Path[str], webhook: int) -> Any:
    """Return one webhook with its document."""
    return managing.find_webhook(require(request, workspace, "webhooks.view").workspace, webhook)


@router.get("/webhooks/{int:webhook}/versions/{int:version}", response=PastWebhook, summary="Show a webhook's version")
def read_version(request: HttpRequest, workspace: Path[str], webhook: int, version: int) -> Any:
    """Return the document that a webhook had, also as YAML."""
    access = require(request, workspace, "webhooks.view")
    found = managing.find_version(access.workspace, webhook, version)
    return {
        "version": version,
        "at": found.at,
        "by": found.by,
        "document": found.document,
        "yaml": dump(found.document),
    }


@router.post("/webhooks", response={201: NewWebhookOut}, summary="Make a webhook")
def create_webhook(request: HttpRequest, workspace: Path[str], new: NewWebhook) -> Any:
    """Return the webhook with its address: the only time it is shown."""
    access = require(request, workspace, "webhooks.edit")
    made, token = managing.make_webhook(access, new.name, new.document)
    return Status(201, _with_address(made, token))


@router.patch("/webhooks/{int:webhook}", response=WebhookDetail, summary="Change a webhook")
def change_webhook(request: HttpRequest, workspace: Path[str], webhook: int, change: WebhookChange) -> Any:
    """Give it another name or document, or stop or renew taking its calls."""
    access = require(request, workspace, "webhooks.edit")
    return managing.change_webhook(access, webhook, **change.model_dump())


@router.post("/webhooks/{int:webhook}/tokens", response={201: NewWebhookOut}, summary="Renew a webhook's address")
def renew_token(request: HttpRequest, workspace: Path[str], webhook: int) -> Any:
    """Return the new address; the old one is good no more."""
    access = require(request, workspace, "webhooks.edit")
    return Status(201, _with_address(*managing.renew_token(access, webhook)))


@router.post("/webhook-trials", response=TrialOut, summary="Try a document on a sample")
def try_webhook(request: HttpRequest, workspace: Path[str], trial: WebhookTrial) -> Any:
    """Return the rows the document makes of a sample call, and the faults of those that have one. Nothing is kept."""
    access = require(request, workspace, "webhooks.edit")
    return managing.try_document(access.workspace, trial.document, trial.sample)


def _with_address(webhook: Webhook, token: str) -> dict[str, Any]:
    shown = WebhookOut.from_orm(webhook).model_dump()
    return {**shown, "token": token, "address": f"/v1/hooks/{token}"}
