"""Links by which a reader gets no more mail: they name the person and the mail, and nobody can make them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing

from siyu.accounts.models import Workspace

SALT = "siyu.mail.leaving"
PATH = "/u/"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who wants to leave, by which mail."""

    workspace: Workspace
    source_id: int
    message_id: str


def link_of(public_url: str, leaving: Leaving) -> str:
    """Return the address of the page; it is good for ever, because people keep mail."""
    told = [leaving.workspace.pk, leaving.source_id, leaving.message_id]
    return f"{public_url}{PATH}{signing.dumps(told, salt=SALT)}"


def read_link(token: str) -> Leaving | None:
    """Return what a link names; None for one we did not make, or of a workspace that is gone."""
    try:
        told: Any = signing.loads(token, salt=SALT)
        number, source_id, message_id = told
    except (signing.BadSignature, ValueError, TypeError):
        return None
    workspace = Workspace.objects.filter(pk=number).first()
    return None if workspace is None else Leaving(workspace, int(source_id), str(message_id))
