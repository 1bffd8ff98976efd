"""A survey is a document: what cannot work is refused with its place, what is published is a version."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User
from siyu.connect.surveys.documents import parse_survey
from siyu.connect.surveys.models import Survey
from siyu.lib.errors import Refusal
from tests.conftest import MakeClient
from tests.connect.surveys.conftest import DOCUMENT

PATH = "/workspaces/shop/surveys"


def changed(place: int, **part: Any) -> dict[str, Any]:
    document = deepcopy(DOCUMENT)
    document["questions"][place] |= part
    return document


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({**DOCUMENT, "title": {}}, "title"),
        ({**DOCUMENT, "consent": {"text": {"en": " "}}}, "consent.text"),
        ({**DOCUMENT, "questions": []}, "questions"),
        ({**DOCUMENT, "surprise": 1}, "surprise"),
        (changed(0, name="Ph one"), "questions[0].name"),
        (changed(0, label={}), "questions[0].label"),
        (changed(2, name="city"), "questions[2].name"),
        (changed(1, choices=[]), "questions[1].choices"),
        (changed(3, choices=[{"value": "1"}]), "questions[3].choices"),
        (changed(1, choices=[{"value": "a"}, {"value": "a"}]), "questions[1].choices"),
        (changed(2, choices=[{"value": "tea"}, {"value": "2000-3000 a month"}]), "questions[2].choices[1].value"),
        (changed(3, most=11), "questions[3].most"),
        (changed(4, least=9, most=1), "questions[4].least"),
        (changed(6, attribute="phone"), "questions[6].attribute"),
        (changed(6, type="phone", attribute=None), "questions"),
        ("nothing", None),
    ],
    ids=["title", "consent", "no questions", "unknown", "name", "label", "twice", "no choices", "choices", "same choice",
         "telling choice",
         "rating", "bounds", "identifier", "two phones", "no object"],
)  # fmt: skip
def test_what_cannot_work_is_refused_with_its_place(document: Any, where: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        parse_survey(document)
    assert refused.value.where == where


def test_a_document_reads_back_as_it_was_written() -> None:
    document = parse_survey(DOCUMENT)
    assert parse_survey(document.as_document()) == document
    assert "hint" not in document.as_document()["questions"][0]


def test_another_document_is_a_new_version(survey: Survey, bob: User, api: MakeClient) -> None:
    path = f"{PATH}/{survey.pk}"
    other = {**DOCUMENT, "title": {"en": "Taste"}}
    told = api(bob).patch(path, {"document": other, "version": 1}).json()
    assert (told["version"], told["title"], [one["version"] for one in told["versions"]]) == (
        2, {"zh-CN": "", "en": "Taste"}, [2, 1],
    )  # fmt: skip
    assert api(bob).patch(path, {"document": DOCUMENT, "version": 1}).status_code == 409
    past = api(bob).get(f"{path}/versions/1").json()
    assert past["document"]["title"]["zh-CN"] == "口味调查"
    assert "title:" in past["yaml"]
    assert api(bob).get(f"{path}/versions/9").status_code == 404
    actions = AuditEntry.objects.filter(object_type="survey").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["survey.made", "survey.changed"]


def test_a_preview_is_the_page_and_keeps_nothing(bob: User, api: MakeClient) -> None:
    html = api(bob).post("/workspaces/shop/survey-previews", {"document": DOCUMENT, "language": "en"}).json()["html"]
    assert "<h1>Tastes</h1>" in html
    assert not Survey.objects.exists()
    assert api(bob).post("/workspaces/shop/survey-previews", {"document": {}}).status_code == 422


def test_the_code_leads_to_the_page(survey: Survey, bob: User, api: MakeClient) -> None:
    drawn = api(bob).get(f"{PATH}/{survey.pk}/code.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")


def test_surveys_are_found_by_title_in_either_language(survey: Survey, dora: User, api: MakeClient) -> None:
    def found(words: str) -> int:
        return int(api(dora).get(f"{PATH}?search={words}").json()["total"])

    assert (found("口味"), found("TAST"), found("nothing")) == (1, 1, 0)


def test_who_may_do_what(survey: Survey, dora: User, charlie: User, api: MakeClient) -> None:
    path = f"{PATH}/{survey.pk}"
    assert api(dora).get(path).status_code == 200
    assert api(dora).post(PATH, {"document": DOCUMENT}).status_code == 403
    assert api(dora).patch(path, {"closed": True}).status_code == 403
    assert api(dora).get(f"{path}/answers?reveal=true").status_code == 403
    assert api(dora).get(f"{path}/answers.csv?reveal=true").status_code == 403
    assert api(charlie).get(f"/workspaces/elsewhere/surveys/{survey.pk}").status_code == 404
    assert api(charlie).get(f"/workspaces/elsewhere/surveys/{survey.pk}/answers").status_code == 404
