"""The answers of a survey fill raw tags, as the source table allows."""

from __future__ import annotations

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.collection.rates import rates
from siyu.connect.surveys.models import Survey
from siyu.lib.errors import Refusal
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import values_of
from tests.connect.collecting import load_all
from tests.connect.surveys.test_page import GOOD, Visitor
from tests.understand.tags.conftest import document

AGAIN = {**GOOD, "q_city": "other", "q_likes": "milk"}


def test_the_newest_answer_of_a_member_is_the_value(survey: Survey, workspace: Workspace) -> None:
    # Where time stands still there is no newest of two batches.
    workspace.clock_stands_at = None
    workspace.save()
    for name, asked in (("city", {"question": "city"}), ("likes-milk", {"question": "likes", "choice": "milk"})):
        origin = {"survey": survey.token, **asked}
        create_tag(command_line(workspace), document(name, type="raw", group="basic", **{"from": origin}))
    for answers in (GOOD, AGAIN, {"q_city": "wuhan", "consent": "yes"}):
        visitor = Visitor(survey)
        visitor.open()
        rates.forget()
        assert visitor.send(answers).status_code == 303
        load_all(workspace)
    evaluate_stale_tags(workspace)
    found = {tag.name: {value: len(bits) for value, bits in values_of(tag).items()} for tag in Tag.objects.all()}
    assert found == {"city": {"other": 1, "wuhan": 1}, "likes-milk": {"yes": 1}}
    assert set(Tag.objects.values_list("source", flat=True)) == {"survey"}


@pytest.mark.parametrize(
    ("origin", "group", "where"),
    [
        ({"question": "why"}, "basic", "from.question"),
        ({"question": "phone"}, "basic", "from.question"),
        ({"question": "likes"}, "basic", "from.choice"),
        ({"question": "likes", "choice": "wine"}, "basic", "from.choice"),
        ({"question": "colour"}, "basic", "from.question"),
        ({"question": "city"}, "social", "group"),
    ],
)
def test_what_may_be_no_tag_is_refused(
    survey: Survey, workspace: Workspace, origin: dict[str, str], group: str, where: str
) -> None:
    raw = document("t", type="raw", group=group, **{"from": {"survey": survey.token, **origin}})
    with pytest.raises(Refusal) as refused:
        create_tag(command_line(workspace), raw)
    assert refused.value.where == where
