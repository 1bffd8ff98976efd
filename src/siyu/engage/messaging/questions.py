"""What is asked of the stores before the chain is asked: what is said, by which way, and for whom it is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.accounts.models import Workspace
from siyu.engage.messaging.policy.asking import Ask, Ids, Instants
from siyu.engage.messaging.policy.document import PolicyDocument
from siyu.engage.messaging.relations import Gone
from siyu.engage.messaging.transports import Transport


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said beside the ask: by which account, as part of which batch, how alike to what, what it is about, and
    in which app or corp identifiers have to hold to be an address (None for any)."""

    transport: Transport
    account: str = ""
    batch: int | None = None
    likeness: str = ""
    subject: str = ""
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Wanting:
    """For whom: canonical members, none twice, the id each was wanted for, and until when it is of use."""

    members: Ids
    sources: Ids
    deadlines: Instants


@dataclass(frozen=True, slots=True)
class Question:
    """One ask in a workspace, under its policy, with who is gone from the channels."""

    workspace: Workspace
    ask: Ask
    saying: Saying
    policy: PolicyDocument
    gone: Gone
