"""API keys of a workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.accounts.keys import make_key, revoke_key
from siyu.accounts.models import ApiKey
from siyu.accounts.permissions import KEY_ROLES
from siyu.accounts.users import checked_role
from siyu.lib.bodies import Body, Instant
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

router = Router(tags=["API keys"])
Rate = Annotated[int, Field(ge=1, le=1_000_000)]
"""Events a second that the key may send."""


class KeyOut(Schema):
    id: int
    name: str
    role: str
    prefix: str
    rate: int | None
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


class NewKeyOut(KeyOut):
    secret: str


class KeysOut(Schema):
    items: list[KeyOut]
    next: str | None = None
    total: int


class NewKey(Body):
    name: str = Field(min_length=1, max_length=100)
    role: str
    expires_at: Instant | None = None
    rate: Rate | None = None


@router.get("/api-keys", response=KeysOut, summary="List the API keys")
def list_keys(request: HttpRequest, workspace: Path[str]) -> KeysOut:
    """Return all keys, revoked ones too; the secrets are not kept."""
    access = require(request, workspace, "keys.manage")
    items = [KeyOut.from_orm(key) for key in ApiKey.objects.filter(workspace=access.workspace).order_by("-pk")]
    return KeysOut(items=items, total=len(items))


@router.post("/api-keys", response={201: NewKeyOut}, summary="Make an API key")
def create_key(request: HttpRequest, workspace: Path[str], new: NewKey) -> Status[NewKeyOut]:
    """Return the key with its secret: the only time it is shown."""
    access = require(request, workspace, "keys.manage")
    role = checked_role(new.role, KEY_ROLES)
    if new.expires_at is not None and new.expires_at <= datetime.now(UTC):
        text = Text("到期时间已过", "the expiry lies in the past")
        raise Refusal("key.expired", text, where="expires_at")
    with transaction.atomic():
        key, secret = make_key(
            access.workspace, new.name, role, by=access.user, expires_at=new.expires_at, rate=new.rate
        )
        record(access, "key.made", "key", key.prefix, {"role": role})
    return Status(201, NewKeyOut(**KeyOut.from_orm(key).model_dump(), secret=secret))


@router.delete("/api-keys/{key}", response={204: None}, summary="Revoke an API key")
def delete_key(request: HttpRequest, workspace: Path[str], key: int) -> Status[None]:
    """Revoke the key at once; it stays in the list with the date."""
    access = require(request, workspace, "keys.manage")
    found = ApiKey.objects.filter(workspace=access.workspace, pk=key).first()
    if found is None:
        raise Refusal("key.unknown", Text("没有这个密钥", "there is no such key"), where="key", status=404)
    with transaction.atomic():
        if revoke_key(found):
            record(access, "key.revoked", "key", found.prefix)
    return Status(204, None)
