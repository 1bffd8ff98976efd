"""Member 360: everything state knows about one member; what upper wings know comes in by panels."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.consents.purposes import MARKETING
from siyu.unify.consents.standing import withdrawn_channels
from siyu.unify.members.channels import CHANNELS
from siyu.unify.members.identity import canonical_of, sources_of
from siyu.unify.members.masking import mask, mask_attributes
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.panels import PANELS


def profile(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return the 360 of a member, personal data masked; a merged id answers with the person it was merged into.

    Raises `Refusal` (404) for an id that was never given or has been erased.
    """
    canonical = find_canonical(workspace, member_id)
    sources = sources_of(workspace, canonical)
    people = list(Member.objects.filter(workspace=workspace, member_id__in=sources))
    people.sort(key=lambda person: (person.member_id != canonical, person.member_id))
    held = identifiers_of(workspace, sources)
    return {
        "member_id": canonical,
        "name": mask("name", next((person.name for person in people if person.name), "")),
        "joined_on": min((person.joined_on for person in people if person.joined_on), default=None),
        "attributes": mask_attributes(attributes_of(people)),
        "identifiers": [
            {"kind": row.kind, "value": mask(row.kind, row.value), "masked": True, "made_at": row.made_at}
            for row in held
        ],
        "merged_from": [source for source in sources if source != canonical],
        "reachable": _channels_of(workspace, sources, {row.kind for row in held}),
        **{panel.name: panel.build(workspace, canonical) for panel in PANELS.values()},
    }


def card_of(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return all identifiers and attributes of a canonical member, masked, to be held beside another's."""
    sources = sources_of(workspace, member_id)
    people = list(Member.objects.filter(workspace=workspace, member_id__in=sources))
    people.sort(key=lambda person: (person.member_id != member_id, person.member_id))
    return {
        "attributes": mask_attributes(attributes_of(people)),
        "identifiers": [
            {"kind": row.kind, "value": mask(row.kind, row.value)} for row in identifiers_of(workspace, sources)
        ],
    }


def find_canonical(workspace: Workspace, member_id: int) -> int:
    """Return the canonical member of an id, or refuse with 404."""
    canonical = canonical_of(workspace, member_id)
    if not Member.objects.filter(workspace=workspace, member_id=canonical, erased_at=None).exists():
        text = Text("没有会员 {id}", "there is no member {id}").format(id=member_id)
        raise Refusal("members.unknown", text, where="member_id", status=404)
    return canonical


def identifiers_of(workspace: Workspace, sources: list[int]) -> list[Identifier]:
    """Return the identifiers of all ids of a person, oldest first."""
    return list(Identifier.objects.filter(workspace=workspace, source_id__in=sources).order_by("made_at", "pk"))


def attributes_of(people: list[Member]) -> dict[str, Any]:
    """Return the person's attributes: the first of `people` that knows one decides."""
    known: dict[str, Any] = {}
    for person in people:
        for name, value in person.attributes.items():
            known.setdefault(name, value)
    return known


def _channels_of(workspace: Workspace, sources: list[int], kinds: set[str]) -> list[str]:
    withdrawn = withdrawn_channels(workspace, MARKETING, sources)
    return [name for name, channel in CHANNELS.items() if kinds.intersection(channel.kinds) and name not in withdrawn]
