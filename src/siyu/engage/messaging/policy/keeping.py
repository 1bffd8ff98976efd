"""The policy of a workspace: the shipped one until somebody changes it, every change a version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from siyu.accounts.access import Access
from siyu.accounts.definitions import Definitions
from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Policy, PolicyVersion
from siyu.engage.messaging.policy.document import PolicyDocument, as_json, read_policy
from siyu.engage.messaging.policy.shipped import SHIPPED
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

POLICIES = Definitions(Policy, "policy", Text("发送规则", "policy"), ())
NAME = "policy"


@dataclass(frozen=True, slots=True)
class Held:
    """A policy; version 0 is the shipped one."""

    document: PolicyDocument
    version: int
    updated_at: datetime | None = None
    updated_by: str | None = None


def policy_of(workspace: Workspace) -> Held:
    """Return the policy as it is now."""
    row = Policy.objects.filter(workspace=workspace, name=NAME).first()
    if row is None:
        return Held(shipped(), 0)
    document = _read(json.dumps(row.document, sort_keys=True))
    return Held(document, row.version, row.updated_at, row.updated_by)


@lru_cache(maxsize=64)
def _read(document: str) -> PolicyDocument:
    return read_policy(json.loads(document))


@cache
def shipped() -> PolicyDocument:
    """Return the policy a brand begins with."""
    return read_policy(SHIPPED)


def change_policy(access: Access, raw: Any, version: int) -> Held:
    """Let another policy hold. Raises `Refusal` for a bad one, and (409) when `version` is not the one that holds."""
    document = as_json(read_policy(raw))
    row = Policy.objects.filter(workspace=access.workspace, name=NAME).first()
    if row is None and version == 0:
        POLICIES.create(access, Policy(workspace=access.workspace, name=NAME, document=document))
    elif row is None:
        raise Refusal(
            "policy.outdated",
            Text("发送规则还是出厂的第 0 版", "the policy is the shipped one, version 0"),
            where="version",
            status=409,
        )
    else:
        row.document = document
        POLICIES.change(access, row, version)
    return policy_of(access.workspace)


def versions_of(workspace: Workspace) -> list[PolicyVersion]:
    """Return all versions, the latest first; the shipped one is not among them."""
    return list(PolicyVersion.objects.filter(policy__workspace=workspace).order_by("-version"))


def find_version(workspace: Workspace, version: int) -> dict[str, Any]:
    """Return the document of a version, 0 for the shipped one. Raises `Refusal` (404) for one there is not."""
    if version == 0:
        return as_json(shipped())
    found: dict[str, Any] = POLICIES.find_version(workspace, NAME, version).document
    return found
