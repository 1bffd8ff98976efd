"""Several files ordered together: each becomes an import of its own, one after the other in the order of their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.connect.imports.handing_over import order_import
from siyu.connect.imports.models import Import, ImportBatch, Upload
from siyu.connect.imports.order import in_order
from siyu.lib.errors import Refusal


@dataclass(frozen=True, slots=True)
class Wish:
    """A file that is to come in as a kind by a mapping; `refused` when it could not even be found."""

    upload: Upload | None
    kind: str
    mapping: dict[str, Any]
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a wish: an import that waits for its turn, or why there is none."""

    run: Import | None
    refused: Refusal | None


def order_batch(access: Access, wishes: Sequence[Wish]) -> tuple[ImportBatch, list[Outcome]]:
    """Order an import of every file that can have one; return the outcomes in the order of the wishes.

    A file that does not fit its mapping stops no other. The job of the first import is queued with them; each queues
    the next one, so that an order never comes in before its members, however many workers there are.
    """
    from siyu.connect.imports.jobs import carry_out_in_turn

    outcomes: dict[int, Outcome] = {}
    with transaction.atomic():
        batch = ImportBatch.objects.create(workspace=access.workspace, by=access.by)
        for place, wish in in_order(enumerate(wishes), lambda item: item[1].kind):
            outcomes[place] = _ordered(access, batch, wish)
        if first := batch.imports.order_by("pk").first():
            carry_out_in_turn.enqueue(first.pk)
    return batch, [outcomes[place] for place in range(len(wishes))]


def next_in_batch(import_id: int) -> int | None:
    """Return the import of the same batch that comes after this one, if there is one."""
    run = Import.objects.get(pk=import_id)
    later = Import.objects.filter(batch_id=run.batch_id, pk__gt=import_id)
    return later.order_by("pk").values_list("pk", flat=True).first() if run.batch_id else None


def _ordered(access: Access, batch: ImportBatch, wish: Wish) -> Outcome:
    if wish.upload is None:
        return Outcome(None, wish.refused)
    try:
        run = order_import(wish.upload, {**wish.mapping, "imports": wish.kind}, by=access.by, batch=batch)
    except Refusal as refusal:
        return Outcome(None, refusal)
    record(access, "import.started", "import", str(run.pk), {"kind": run.kind, "batch": batch.pk})
    return Outcome(run, None)
