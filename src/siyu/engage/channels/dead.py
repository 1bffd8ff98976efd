"""Addresses nobody can be reached at, and people who want no more: told by providers, by mailboxes and by links."""

from __future__ import annotations

from django.db.models import Q

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.messaging.addresses import hash_of_address
from siyu.engage.messaging.models import Suppression
from siyu.engage.messaging.suppressing import Refused, suppress
from siyu.unify.consents.models import Consent
from siyu.unify.consents.purposes import MARKETING
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.models import Identifier

BOUNCED, UNSUBSCRIBED = "bounced", "unsubscribed"


def mark_dead(workspace: Workspace, kind: str, channel: str, address: str) -> bool:
    """Let nobody write to an address that does not exist; False when that is known already."""
    return _suppress(workspace, kind, Refused(BOUNCED, channel, address=address))


def opt_out(workspace: Workspace, kind: str, channel: str, address: str, *, source: str, proof: str) -> bool:
    """Take down that whoever has the address wants no marketing by the channel: as a withdrawal of each id that has it, and
    for the address itself, whoever it belongs to."""
    mine = Identifier.objects.filter(workspace=workspace, kind=kind, value=address)
    withdraw(workspace, channel, list(mine.values_list("source_id", flat=True)), source=source, proof=proof)
    return _suppress(workspace, kind, Refused(UNSUBSCRIBED, channel, address=address, note=proof[:200]))


def withdraw(workspace: Workspace, channel: str, sources: list[int], *, source: str, proof: str) -> None:
    """Take down that some ids withdrew their consent to marketing by a channel, now."""
    now = workspace.clock.now()
    told = [Told(one, (MARKETING, channel), Consent.WITHDRAWN, now, source=source, proof=proof) for one in sources]
    if told:
        tell_consents(workspace, told)


def _suppress(workspace: Workspace, kind: str, refused: Refused) -> bool:
    now = workspace.clock.now()
    known = Suppression.objects.filter(Q(until=None) | Q(until__gt=now), workspace=workspace, reason=refused.reason)
    if known.filter(address=hash_of_address(workspace, kind, refused.address), channel=refused.channel).exists():
        return False
    suppress(command_line(workspace), refused)
    return True
