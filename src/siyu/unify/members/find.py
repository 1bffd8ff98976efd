"""Finding members: by an identifier, by number, by the beginning of a name."""

from __future__ import annotations

from django.db.models import Q

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import to_canonical
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.normalise import spellings

MOST = 1_000
"""A search that finds more is too wide to be useful; the list then shows the first ones and says so."""


def find_members(workspace: Workspace, words: str, *, by_name: bool) -> list[int]:
    """Return the canonical ids that match, the exact member number first; at most `MOST`.

    An identifier must be given whole (any usual spelling of a phone number or an address), so that masked data cannot
    be guessed digit by digit. Names are searched only for those who may see them.
    """
    from siyu.lib import bitmaps

    wanted = Q(value__in=spellings(words))
    hits = list(Identifier.objects.filter(wanted, workspace=workspace).values_list("source_id", flat=True)[:MOST])
    members = Member.objects.filter(workspace=workspace, erased_at=None)
    if words.isdecimal() and len(words) < 11:
        hits += members.filter(member_id=int(words)).values_list("member_id", flat=True)
    if by_name and len(words) >= 2:
        hits += members.filter(name__istartswith=words).values_list("member_id", flat=True)[:MOST]
    return sorted(to_canonical(workspace, bitmaps.from_ids(hits)))[:MOST]
