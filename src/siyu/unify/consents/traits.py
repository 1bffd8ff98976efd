"""Consents told by `identify`: the trait `consents` names what was agreed to and what was withdrawn.

{"consents": {"marketing.sms": true, "profiling": {"given": false, "text_version": 2, "proof": "form-8817"}}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from siyu.connect.loads.stages import ProfileChange
from siyu.lib.errors import Refusal
from siyu.unify.consents.models import Consent
from siyu.unify.consents.purposes import scope_of
from siyu.unify.consents.telling import Told

TRAIT = "consents"
MOST_VERSION = 1_000_000


def consents_in(changes: Sequence[ProfileChange]) -> list[Told]:
    """Return what the changes tell of consents."""
    return [told for change in changes if change.how == "set" for told in _told(change)]


def other_than_consents(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without what was taken as consents; what can't be one stays, to be seen as an attribute."""
    given = values.get(TRAIT)
    if not isinstance(given, dict):
        return dict(values)
    rest = {name: value for name, value in given.items() if _consent(name, value) is None}
    kept = {name: value for name, value in values.items() if name != TRAIT}
    return {**kept, TRAIT: rest} if rest else kept


def _told(change: ProfileChange) -> Iterator[Told]:
    given = change.values.get(TRAIT)
    for name, value in given.items() if isinstance(given, dict) else ():
        found = _consent(name, value)
        if found is not None:
            scope, is_given, version, proof = found
            how = Consent.GIVEN if is_given else Consent.WITHDRAWN
            yield Told(change.source_id, scope, how, change.at, version, source="event", proof=proof)


def _consent(name: str, value: Any) -> tuple[tuple[str, str], bool, int | None, str] | None:
    """Return scope, whether it was given, version of the text and proof; None for what can't be a consent."""
    told = value if isinstance(value, dict) else {"given": value}
    given, version, proof = told.get("given"), told.get("text_version"), told.get("proof", "")
    if not isinstance(given, bool):
        return None
    try:
        scope = scope_of(name)
    except Refusal:
        return None
    is_version = isinstance(version, int) and not isinstance(version, bool) and 0 < version < MOST_VERSION
    return scope, given, version if is_version else None, str(proof)[:300]
