"""Erasing a person in named steps, each of which may be repeated: a crash between any two is finished by the next run.

What is found in a store is counted and kept before it is erased, so that the receipt is right whenever it was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from siyu.accounts.personal import FATES, Person, PersonalData, personal_data
from siyu.connect.inbox.sealing import seal, unseal
from siyu.connect.loads.erasing import drop_frozen
from siyu.engine.forgetting import forget_history
from siyu.engine.lake import Lake
from siyu.engine.maintenance import LEAST_RETENTION
from siyu.engine.schema import TABLES
from siyu.lib.traces import Traces
from siyu.unify.members.erasing import bury, person_of
from siyu.unify.privacy.ledger import note_erasure
from siyu.unify.privacy.models import PrivacyRequest
from siyu.unify.privacy.sweeping import sweep_databases

GRACE = LEAST_RETENTION
"""So long a reader may still have an old version of the lake open."""

BURIED, ERASED, RECOUNTED, ERASED_AGAIN, FORGOTTEN = "buried", "erased", "recounted", "erased again", "forgotten"
BETWEEN = "/"
"""Between a stage and the store that was emptied last in it."""

Hook = Callable[[str], None]


def erase(request: PrivacyRequest, grace: timedelta, hook: Hook) -> bool:
    """Go on with the erasure from its stage; False when it has to wait for `grace`.

    First nothing shows the person any more; then every store is emptied; after the grace each is counted and emptied
    once more, because work that had begun before may have added to it; then old versions of the lake and free pages
    of the databases go.
    """
    stores = personal_data()
    if request.stage == "":
        _begin(request, stores, hook)
    if _stage(request) == BURIED:
        _empty(request, stores, hook)
        _move(request, ERASED, goes_on_at=datetime.now(UTC) + grace)
    if request.stage == ERASED:
        if request.goes_on_at and request.goes_on_at > datetime.now(UTC):
            _move(request, ERASED, state=PrivacyRequest.WAITING)
            return False
        person = _person(request)
        _move(request, RECOUNTED, receipt=_counted(request.receipt, stores, person))
        hook(RECOUNTED)
    if _stage(request) == RECOUNTED:
        _empty(request, stores, hook)
        _move(request, ERASED_AGAIN)
    if request.stage == ERASED_AGAIN:
        _forget(request, grace, hook)
        _move(request, FORGOTTEN, traces=None)
        hook(FORGOTTEN)
    sweep_databases()
    hook("swept")
    return True


def _begin(request: PrivacyRequest, stores: Sequence[PersonalData], hook: Hook) -> None:
    person = person_of(request.workspace, request.member_id)
    for store in stores:
        if store.settle is not None:
            store.settle(person)
    hook("settled")
    note_erasure(person)
    hook("noted")
    receipt = _counted({}, stores, person) | {"backups": _backups()}
    hook("counted")
    sealed = seal(json.dumps(sorted(person.traces.identifiers)).encode(), request.workspace_id)
    with transaction.atomic():
        bury(person)
        _move(request, BURIED, receipt=receipt, traces=sealed, sources=list(person.sources))
    hook(BURIED)


def _empty(request: PrivacyRequest, stores: Sequence[PersonalData], hook: Hook) -> None:
    """Empty the stores that follow the one emptied last."""
    person = _person(request)
    stage, _, last = request.stage.partition(BETWEEN)
    names = [store.name for store in stores]
    for store in stores[names.index(last) + 1 if last in names else 0 :]:
        store.erase(person)
        hook(f"{stage}: {store.name}")
        _move(request, f"{stage}{BETWEEN}{store.name}")


def _stage(request: PrivacyRequest) -> str:
    return request.stage.partition(BETWEEN)[0]


def _forget(request: PrivacyRequest, grace: timedelta, hook: Hook) -> None:
    lake = Lake(request.workspace.lake_path)
    drop_frozen(request.workspace)
    for table in TABLES:
        forget_history(lake.folder(table), grace)
        hook(f"history: {table}")


def _person(request: PrivacyRequest) -> Person:
    assert request.traces is not None
    told = json.loads(unseal(bytes(request.traces), request.workspace_id))
    traces = Traces.of((kind, value) for kind, value in told)
    return Person(request.workspace, tuple(request.sources), traces)


def _counted(receipt: dict[str, Any], stores: Sequence[PersonalData], person: Person) -> dict[str, Any]:
    """Return the receipt with what is in the stores now added to what was found before."""
    before = {line["name"]: line["rows"] for line in receipt.get("stores", [])}
    lines = [
        {
            "name": store.name,
            "label": store.label.as_dict(),
            "fate": store.fate,
            "fate_label": FATES[store.fate].as_dict(),
            "rows": before.get(store.name, 0) + store.count(person),
            "keeps": store.keeps.as_dict() if store.keeps else None,
        }
        for store in stores
    ]
    return receipt | {"ids": len(person.sources), "stores": lines}


def _backups() -> int:
    """Return how many backups lie in the home: each is erased again when it is restored."""
    folder = Path(settings.SIYU_HOME) / "backups"
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


def _move(request: PrivacyRequest, stage: str, **changes: Any) -> None:
    for name, value in {"stage": stage, **changes}.items():
        setattr(request, name, value)
    request.save(update_fields=["stage", *changes])
