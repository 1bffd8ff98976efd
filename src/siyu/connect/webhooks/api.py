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
from siyu.lib.labels import Label

router = Router(tags=["webhooks"])
Document = dict[str, Any]


class WebhookOut(Schema):
    id: int
    name: str
    prefix: str
    document: Document
    made_at: datetime
    changed_at: datetime
    disabled_at: datetime | None
    called_at: datetime | None
    calls: int


class NewWebhookOut(WebhookOut):
    token: str
    address: str


class Webhooks(Schema):
    items: list[WebhookOut]
    next: str | None = None
    total: int


class NewWebhook(Body):
    name: Annotated[str, Field(min_length=1, max_length=100)]
    document: Document


class WebhookChange(Body):
    document: Document | None = None
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
def list_webhooks(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return all webhooks; their tokens are not kept."""
    access = require(request, workspace, "webhooks.view")
    items = list(Webhook.objects.filter(workspace=access.workspace).order_by("name"))
    return {"items": items, "total": len(items)}


@router.get("/webhooks/{int:webhook}", response=WebhookOut, summary="Show a webhook")
def read_webhook(request: HttpRequest, workspace: Path[str], webhook: int) -> Any:
    """Return one webhook with its document."""
    return managing.find_webhook(require(request, workspace, "webhooks.view").workspace, webhook)


@router.post("/webhooks", response={201: NewWebhookOut}, summary="Make a webhook")
def create_webhook(request: HttpRequest, workspace: Path[str], new: NewWebhook) -> Any:
    """Return the webhook with its address: the only time it is shown."""
    access = require(request, workspace, "webhooks.edit")
    made, token = managing.make_webhook(access, new.name, new.document)
    return Status(201, _with_address(made, token))


@router.patch("/webhooks/{int:webhook}", response=WebhookOut, summary="Change a webhook")
def change_webhook(request: HttpRequest, workspace: Path[str], webhook: int, change: WebhookChange) -> Any:
    """Give it another document, or stop or renew taking its calls."""
    access = require(request, workspace, "webhooks.edit")
    return managing.change_webhook(access, webhook, document=change.document, disabled=change.disabled)


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
