"""Answers are listed sealed, opened on record, counted by choice and exported without formulas."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.collection.rates import rates
from siyu.connect.surveys.models import Survey
from siyu.unify.members.models import MemberKey
from tests.conftest import MakeClient
from tests.connect.collecting import load_all
from tests.connect.surveys.test_page import GOOD, Visitor

PATH = "/workspaces/shop/surveys"


@pytest.fixture
def answered(survey: Survey, workspace: Workspace) -> Survey:
    """Three answers: two with a phone, one without; the second says something a spreadsheet would run."""
    for answers in (GOOD, {**GOOD, "q_phone": "13800000000", "q_why": "=1+1", "q_likes": "tea", "q_city": "other"},
                    {"q_city": "wuhan", "consent": "yes"}):  # fmt: skip
        visitor = Visitor(survey)
        visitor.open()
        rates.forget()
        assert visitor.send(answers).status_code == 303
    load_all(workspace)
    return survey


def test_they_are_listed_newest_first_and_sealed(answered: Survey, dora: User, api: MakeClient) -> None:
    path = f"{PATH}/{answered.pk}/answers"
    told = api(dora).get(path).json()
    assert told["total"] == 3
    newest, second, _first = told["items"]
    assert (newest["values"], newest["is_sealed"], newest["consent_version"]) == ({"city": "wuhan"}, False, "2026-01")
    assert second["values"] == {"city": "other", "likes": ["tea"], "stars": 4, "visits": 3}
    assert second["is_sealed"]
    page = api(dora).get(f"{path}?limit=2").json()
    assert [
        one["values"]["city"] for one in api(dora).get(f"{path}?limit=2&cursor={page['next']}").json()["items"]
    ] == ["wuhan"]


def test_opening_them_is_kept_on_record(answered: Survey, bob: User, api: MakeClient) -> None:
    told = api(bob).get(f"{PATH}/{answered.pk}/answers?reveal=true").json()
    assert (told["items"][2]["values"]["phone"], told["items"][2]["values"]["why"]) == ("+8613912345678", "好吃")
    assert AuditEntry.objects.filter(action="survey.answers_revealed", object_id=str(answered.pk)).count() == 1


def test_without_the_persons_key_the_text_is_gone(answered: Survey, bob: User, api: MakeClient) -> None:
    MemberKey.objects.all().delete()
    told = api(bob).get(f"{PATH}/{answered.pk}/answers?reveal=true").json()
    assert "why" not in told["items"][2]["values"]
    assert told["items"][2]["is_sealed"]


def test_choices_are_counted_and_texts_only_their_number(answered: Survey, dora: User, api: MakeClient) -> None:
    told = {one["name"]: one for one in api(dora).get(f"{PATH}/{answered.pk}/counts").json()}
    counts: dict[str, Any] = {
        name: {one["value"]: one["count"] for one in each["counts"]} for name, each in told.items()
    }
    assert counts["city"] == {"wuhan": 2, "other": 1}
    assert counts["likes"] == {"tea": 2, "milk": 1}
    assert counts["stars"] == {"1": 0, "2": 0, "3": 0, "4": 2, "5": 0}
    assert (told["why"]["answered"], counts["why"], told["phone"]["answered"]) == (2, {}, 2)


def test_the_list_says_how_many_there_are(answered: Survey, dora: User, api: MakeClient) -> None:
    assert api(dora).get(PATH).json()["items"][0]["answers"] == 3


def test_they_are_exported_without_formulas(answered: Survey, bob: User, dora: User, api: MakeClient) -> None:
    def lines(user: User, query: str = "") -> list[str]:
        answer = api(user).get(f"{PATH}/{answered.pk}/answers.csv{query}")
        return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    masked, whole = lines(dora), lines(bob, "?reveal=true")
    assert masked[0] == "answered_at,member_id,form_version,consent_version,phone,city,likes,stars,visits,since,why"
    assert len(masked) == 4
    assert not any("13912345678" in line or "好吃" in line for line in masked)
    assert whole[2].endswith(",'=1+1")
    assert whole[3].split(",", 3)[3] == "2026-01,+8613912345678,wuhan,tea | milk,4,3,2020-02-29,好吃"
    assert [one.change for one in AuditEntry.objects.filter(action="survey.answers_exported").order_by("pk")] == [
        {"masked": True}, {"masked": False},
    ]  # fmt: skip


def test_a_survey_without_answers_is_empty(survey: Survey, dora: User, api: MakeClient) -> None:
    assert api(dora).get(f"{PATH}/{survey.pk}/answers").json() == {"items": [], "next": None, "total": 0}
    assert all(one["answered"] == 0 for one in api(dora).get(f"{PATH}/{survey.pk}/counts").json())
