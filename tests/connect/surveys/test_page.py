"""The public page: shown in two languages, answered once, safe against what browsers and others send."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from siyu.accounts.models import User, Workspace
from siyu.connect.collection import keeping
from siyu.connect.inbox.limits import InboxFull
from siyu.connect.inbox.models import DeadLetter, Received
from siyu.connect.surveys import pages
from siyu.connect.surveys.models import Survey
from siyu.lib.text import Text
from siyu.unify.members.models import Identifier, Member
from tests.conftest import MakeClient
from tests.connect.collecting import load_all, rows

GOOD: dict[str, Any] = {
    "q_phone": "139 1234 5678", "q_city": "wuhan", "q_likes": ["milk", "tea"], "q_stars": "4", "q_visits": "3",
    "q_since": "2020-02-29", "q_why": "好吃", "consent": "yes",
}  # fmt: skip


class Visitor:
    """A browser that keeps its cookies and sends the hidden fields of the page it was shown."""

    def __init__(self, survey: Survey) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.path = f"/f/{survey.token}"

    def open(self, language: str = "en") -> str:
        self.html = self.client.get(f"{self.path}?lang={language}").content.decode()
        return self.html

    def send(self, answers: dict[str, Any], **hidden: str) -> Any:
        given = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.html)) | hidden
        from urllib.parse import urlencode

        body = urlencode({**given, **answers}, doseq=True)
        return self.client.post(f"{self.path}?lang=en", body, content_type="application/x-www-form-urlencoded")


@pytest.fixture
def visitor(survey: Survey) -> Visitor:
    visitor = Visitor(survey)
    visitor.open()
    return visitor


def test_it_speaks_both_languages_and_runs_no_script(survey: Survey) -> None:
    zh, en = (Visitor(survey).open(language) for language in ("zh-CN", "en"))
    assert "<h1>口味调查</h1>" in zh
    assert 'lang="zh-CN"' in zh
    assert "武汉" in zh
    assert "<h1>Tastes</h1>" in en
    assert "Wuhan" in en
    assert "Version 2026-01 of this text" in en
    assert "<script" not in en
    assert "style=" not in en
    answer = Client().get(f"/f/{survey.token}")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert "<h1>口味调查</h1>" in answer.content.decode()
    assert "Tastes" in Client().get(f"/f/{survey.token}", headers={"Accept-Language": "de"}).content.decode()
    style = Client().get("/f/style.css")
    assert (style["Content-Type"], style.status_code) == ("text/css; charset=utf-8", 200)


def test_an_answer_becomes_an_event_and_attributes(visitor: Visitor, survey: Survey, workspace: Workspace) -> None:
    answered = visitor.send(GOOD)
    assert (answered.status_code, answered["Location"]) == (303, f"/f/{survey.token}/thanks?lang=en")
    assert "See you" in visitor.client.get(answered["Location"]).content.decode()
    load_all(workspace)
    assert not DeadLetter.objects.exists()
    ((kind, channel, open_part, source_id),) = rows(workspace, "events", "type", "channel", "properties", "source_id")
    assert (kind, channel) == ("submitted_form", "survey")
    assert '"consent_version":"2026-01"' in open_part
    assert '"form_version":1' in open_part
    member = Member.objects.get(member_id=source_id)
    assert member.attributes == {"city": "wuhan", "reason": "好吃"}
    assert [one.value for one in Identifier.objects.filter(source_id=source_id)] == ["+8613912345678"]


def test_what_is_personal_lies_nowhere_open(visitor: Visitor, workspace: Workspace, home: Any) -> None:
    visitor.send(GOOD)
    assert all(b"13912345678" not in bytes(one.payload) for one in Received.objects.all())
    load_all(workspace)
    ((open_part, private),) = rows(workspace, "events", "properties", "private")
    assert "好吃" not in open_part
    assert "13912345678" not in open_part
    assert "好吃".encode() not in private


def test_sent_twice_it_is_one_answer(visitor: Visitor, workspace: Workspace) -> None:
    assert [visitor.send(GOOD).status_code for _ in range(2)] == [303, 303]
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 1
    visitor.open()
    visitor.send(GOOD)
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 2


def test_the_same_browser_without_a_phone_is_the_same_visitor(visitor: Visitor, workspace: Workspace) -> None:
    for city in ("wuhan", "other"):
        visitor.open()
        assert visitor.send({"q_city": city, "consent": "yes"}).status_code == 303
    load_all(workspace)
    assert len({source for (source,) in rows(workspace, "events", "source_id")}) == 1
    assert Member.objects.get().attributes == {"city": "other"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"q_city": ""}, "Please answer this question"),
        ({"q_city": "mars"}, "Please choose one of the answers"),
        ({"q_likes": ["tea", "beer"]}, "Please choose one of the answers"),
        ({"q_stars": "6"}, "Please choose a rating"),
        ({"q_stars": "²"}, "Please choose a rating"),
        ({"q_visits": "NaN"}, "Please give a number"),
        ({"q_visits": "1e999999"}, "Please give a number"),
        ({"q_visits": "100"}, "Not above 99"),
        ({"q_since": "2021-02-29"}, "Please give a day such as 2000-01-31"),
        ({"q_since": "0001-01-01"}, "The day is out of all range"),
        ({"q_phone": "12"}, "This is no phone number"),
        ({"q_why": "x" * 201}, "At most 200 signs"),
        ({"consent": ""}, "Your consent is needed to send this"),
    ],
    ids=["missing", "choice", "choices", "rating", "digit", "nan", "huge", "bound", "day", "old", "phone", "long", "consent"],
)  # fmt: skip
def test_a_bad_answer_is_told_and_what_was_typed_stays(visitor: Visitor, change: dict[str, Any], said: str) -> None:
    answered = visitor.send({**GOOD, "q_why": "<b>typed & kept", **change})
    page = answered.content.decode()
    assert (answered.status_code, said in page) == (422, True)
    if "q_why" not in change:
        assert 'value="&lt;b&gt;typed &amp; kept"' in page
    assert not Received.objects.exists()


def test_what_is_not_asked_for_is_not_read(visitor: Visitor, workspace: Workspace) -> None:
    visitor.send({**GOOD, "q_secret": "x", "form": "other", "q_city": ["wuhan", "mars"]})
    load_all(workspace)
    ((open_part,),) = rows(workspace, "events", "properties")
    assert "secret" not in open_part
    assert '"q_city_is":"wuhan"' in open_part


def test_a_request_from_elsewhere_is_not_an_answer(survey: Survey) -> None:
    visitor = Visitor(survey)
    visitor.open()
    assert visitor.send(GOOD, csrfmiddlewaretoken="x" * 32).status_code == 403
    assert visitor.send(GOOD, nonce="made-up").status_code == 422
    other = Survey.objects.create(
        workspace=survey.workspace, token="x" * 16, title=survey.title, document=survey.document
    )
    elsewhere = Visitor(other)
    elsewhere.open()
    nonce = re.findall(r'name="nonce" value="([^"]*)"', elsewhere.html)[0]
    assert visitor.send(GOOD, nonce=nonce).status_code == 422
    assert not Received.objects.exists()


def test_too_much_is_refused_before_it_is_read(visitor: Visitor) -> None:
    assert visitor.send({**GOOD, "q_why": "x" * 70_000}).status_code == 413
    files = visitor.client.post(visitor.path, {"file": "x"})
    assert files.status_code == 413
    assert not Received.objects.exists()


def test_too_fast_is_told_when_to_come_back(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "A_SECOND", 2)
    told = [visitor.send(GOOD) for _ in range(8)]
    assert {one.status_code for one in told} == {303, 429}
    late = next(one for one in told if one.status_code == 429)
    assert int(late["Retry-After"]) >= 1
    assert "try again" in late.content.decode()
    assert "139 1234 5678" in late.content.decode()


def test_a_full_inbox_keeps_what_was_typed(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def check(self) -> None:
            raise InboxFull(Text("满", "full"))

    monkeypatch.setattr(keeping, "gate", Full())
    told = visitor.send(GOOD)
    assert (told.status_code, "139 1234 5678" in told.content.decode()) == (503, True)


def test_a_closed_one_takes_no_answers(visitor: Visitor, survey: Survey, bob: User, api: MakeClient) -> None:
    api(bob).patch(f"/workspaces/shop/surveys/{survey.pk}", {"closed": True})
    assert visitor.send(GOOD).status_code == 410
    assert "This form is closed" in visitor.open()
    api(bob).patch(f"/workspaces/shop/surveys/{survey.pk}", {"closed": False})
    assert "<form" in visitor.open()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/f/nothing", "/f/nothing/thanks", "/f/%3Cscript%3E"])
def test_an_unknown_one_is_not_found(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, b"<script" in answer.content) == (404, False)
