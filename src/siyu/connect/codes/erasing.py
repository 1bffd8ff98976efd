"""What codes hold about one person: what they claimed. The use stays used, of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, count_named, redact_named, redact_names, redacted
from siyu.connect.codes.models import CodeBatch, CodeClaim, CodePrint
from siyu.lib.text import Text

AT_ONCE = 500


def _claims(person: Person) -> QuerySet[CodeClaim]:
    mine = Q(source_id__in=person.sources) | Q(claimer__in=person.sources)
    return CodeClaim.objects.filter(mine, workspace=person.workspace)


def _erase(person: Person) -> None:
    while some := list(_claims(person).values_list("pk", flat=True)[:AT_ONCE]):
        CodeClaim.objects.filter(pk__in=some).update(source_id=None, claimer=None, untold=None)


def _export(person: Person) -> Iterator[dict[str, Any]]:
    for claim in _claims(person).select_related("batch").order_by("pk").iterator(chunk_size=AT_ONCE):
        batch = claim.batch
        yield {"at": claim.at, "type": batch.type, "batch": batch.name, "stands_for": batch.stands_for,
               "number": claim.number}  # fmt: skip


def _count_words(person: Person) -> int:
    return count_named(BATCHES.rows(person), ("name", *BATCHES.fields), person.traces)


def _redact_words(person: Person) -> None:
    redact_names(BATCHES.rows(person), "name", person.traces)
    redact_named(BATCHES.rows(person), BATCHES.fields, person.traces)


BATCHES = Texts(CodeBatch, ("stands_for", "void_reason"))

STORES = (
    PersonalData(
        name="code_claims",
        label=Text("领取的一物一码", "Codes claimed"),
        holds=("connect_codes.CodeClaim",),
        fate="anonymised",
        count=lambda person: _claims(person).count(),
        erase=_erase,
        export=_export,
    ),
    PersonalData(
        name="code_batches",
        label=Text("一物一码批次的文字", "Words of batches of codes"),
        holds=("connect_codes.CodeBatch",),
        fate="redacted",
        count=_count_words,
        erase=_redact_words,
    ),
    redacted(
        "code_prints",
        Text("码的打印文件的文字", "Words of prints of codes"),
        Texts(CodePrint, ("caption", "error"), "batch__workspace"),
    ),
)
