"""What stands: a person has agreed when one of their ids has and none has withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.consents.models import Consent
from siyu.unify.consents.purposes import PURPOSES, SCOPES, label_of_scope
from siyu.unify.members.identity import members_behind, sources_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap


def withdrawn_ids(workspace: Workspace, purpose: str, channel: str) -> BitMap:
    """Return the source ids whose last word for the purpose and channel is a withdrawal."""
    return _ids(workspace, purpose, channel, Consent.WITHDRAWN)


def agreed_among(workspace: Workspace, scope: str, base: BitMap, moved: pa.Table) -> BitMap:
    """Return the members of the base who agreed to something such as `marketing.sms` or `profiling`, as it stands now."""
    purpose, channel = SCOPES[scope]
    given = _ids(workspace, purpose, channel, Consent.GIVEN)
    withdrawn = withdrawn_ids(workspace, purpose, channel)
    return (members_behind(given, moved) - members_behind(withdrawn, moved)) & base


def _ids(workspace: Workspace, purpose: str, channel: str, how: str) -> BitMap:
    standing = Consent.objects.filter(workspace=workspace, purpose=purpose, channel=channel, until=None)
    return bitmaps.from_ids(standing.filter(how=how).values_list("source_id", flat=True))


def withdrawn_channels(workspace: Workspace, purpose: str, sources: list[int]) -> set[str]:
    """Return the channels that one of the ids has withdrawn."""
    mine = Consent.objects.filter(workspace=workspace, source_id__in=sources, purpose=purpose, until=None)
    return set(mine.filter(how=Consent.WITHDRAWN).values_list("channel", flat=True))


def consents_of(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return what stands of a canonical member by purpose and channel, and everything they ever said, newest first."""
    sources = sources_of(workspace, member_id)
    rows = list(Consent.objects.filter(workspace=workspace, source_id__in=sources).order_by("-at", "-pk"))
    by_scope: dict[tuple[str, str], list[Consent]] = {}
    for row in rows:
        if row.until is None:
            by_scope.setdefault((row.purpose, row.channel), []).append(row)
    standing = [_standing(by_scope[scope]) for scope in sorted(by_scope, key=_place)]
    return {"standing": standing, "history": [shown(row) for row in rows]}


def _standing(rows: list[Consent]) -> dict[str, Any]:
    """Return the word that counts among several merged ids: a withdrawal before any consent, else the newest."""
    withdrawn = [row for row in rows if row.how == Consent.WITHDRAWN]
    return shown((withdrawn or rows)[0])


def shown(row: Consent) -> dict[str, Any]:
    """Return a row as the API shows it."""
    names = ("purpose", "channel", "how", "at", "until", "text_version", "source", "proof", "by")
    return {
        **{name: getattr(row, name) for name in names},
        "label": label_of_scope(row.purpose, row.channel).as_dict(),
    }


def _place(scope: tuple[str, str]) -> tuple[int, str]:
    return list(PURPOSES).index(scope[0]), scope[1]
