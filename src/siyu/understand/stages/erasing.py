"""What is recorded of one person's stages goes; identifiers somebody wrote into rules of stages are taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, redacted
from siyu.connect.loads.erasing import facts_store
from siyu.lib.text import Text
from siyu.understand.stages.models import StageMark, StageSettings


def _marks(person: Person) -> QuerySet[StageMark]:
    return StageMark.objects.filter(workspace=person.workspace, source_id__in=person.sources)


def _export_marks(person: Person) -> Iterator[dict[str, Any]]:
    for mark in _marks(person).order_by("pk").iterator(chunk_size=500):
        yield {"source_id": mark.source_id, "model": mark.model, "stage": mark.stage or None, "at": mark.at,
               "why": mark.why}  # fmt: skip


STORES = (
    # Only a person's own rows share a key, so no other's row can come back.
    facts_store("stage_transitions", Text("阶段变化", "Moves between stages"), keys_are_shared=False),
    PersonalData(
        name="stage_marks",
        label=Text("设置的阶段", "Stages that were set"),
        holds=("understand_stages.StageMark",),
        fate="erased",
        count=lambda person: _marks(person).count(),
        erase=lambda person: _marks(person).delete() and None,
        export=_export_marks,
    ),
    redacted(
        "stage_rules",
        Text("阶段规则与理由中的标识", "Identifiers in rules of stages and in reasons"),
        Texts(StageSettings, ("document",)),
        Texts(StageMark, ("why",)),
    ),
)
