"""What wings above know about an event beyond what the platform told, such as where its code hangs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.module_loading import import_string

from siyu.connect.callbacks.handlers import Event

Enrich = Callable[[Sequence[Event]], dict[str, dict[str, Any]]]
"""Properties by the digest of the event; nothing for those it knows nothing about."""

_paths: list[str] = []


def register_enrichment(path: str) -> None:
    """Declare one by its import path; called from an `apps.py`."""
    if path not in _paths:
        _paths.append(path)


def enrich(events: Sequence[Event]) -> dict[str, dict[str, Any]]:
    """Return what all of them know, by the digest of the event."""
    found: dict[str, dict[str, Any]] = {}
    for path in _paths:
        known: Enrich = import_string(path)
        for digest, properties in known(events).items():
            found.setdefault(digest, {}).update(properties)
    return found
