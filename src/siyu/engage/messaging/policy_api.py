"""Endpoints of the policy: the rules every message has to pass, and their versions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.engage.messaging.policy.document import PolicyDocument
from siyu.lib.bodies import Body
from siyu.lib.documents import dump

router = Router(tags=["policy"])


class PolicyVersionOut(Schema):
    version: int
    at: datetime
    by: str


class PolicyOut(Schema):
    document: dict[str, Any]
    version: int
    updated_at: datetime | None
    updated_by: str | None
    versions: list[PolicyVersionOut]
    form: dict[str, Any]


class PastPolicy(Schema):
    version: int
    document: dict[str, Any]
    yaml: str


class PolicyChange(Body):
    document: dict[str, Any]
    version: Annotated[int, Field(ge=0, le=1_000_000)]


@router.get("/policy", response=PolicyOut, summary="Read the policy")
def read_policy(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return the rules of sending; version 0 is what every brand begins with."""
    return _shown(require(request, workspace, "messages.view").workspace)


@router.put("/policy", response=PolicyOut, summary="Change the policy")
def change_policy(request: HttpRequest, workspace: Path[str], body: PolicyChange) -> Any:
    """Let other rules hold from the next decision on; `version` is the one they were made from."""
    from siyu.engage.messaging.policy.keeping import change_policy as changed

    access = require(request, workspace, "policy.edit")
    changed(access, body.document, body.version)
    return _shown(access.workspace)


@router.get("/policy/versions/{int:version}", response=PastPolicy, summary="Read a version of the policy")
def read_policy_version(request: HttpRequest, workspace: Path[str], version: int) -> Any:
    """Return the document of a version, also as YAML; 0 is the shipped one."""
    from siyu.engage.messaging.policy.keeping import find_version

    document = find_version(require(request, workspace, "messages.view").workspace, version)
    return {"version": version, "document": document, "yaml": dump(document)}


def _shown(workspace: Any) -> dict[str, Any]:
    from siyu.engage.messaging.policy.document import as_json
    from siyu.engage.messaging.policy.keeping import policy_of, versions_of

    held = policy_of(workspace)
    return {
        "document": as_json(held.document),
        "version": held.version,
        "updated_at": held.updated_at,
        "updated_by": held.updated_by,
        "versions": versions_of(workspace),
        "form": PolicyDocument.model_json_schema(by_alias=True),
    }
