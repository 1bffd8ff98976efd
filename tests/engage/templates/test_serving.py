"""What messaging asks of templates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person
from siyu.engage.messaging import transports
from siyu.engage.messaging.rendering import Wanted, templates
from siyu.engage.messaging.transports import Transport, register_transport
from siyu.engage.templates.changing import change_template, create_template
from siyu.engage.templates.erasing import STORES
from siyu.engage.templates.reading import find_template
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.lib.traces import Traces
from tests.engage.templates.conftest import document


@pytest.fixture(autouse=True)
def _transports() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transports, "_transports", {})
        for name, kind in (("fast", "sms"), ("letter", "email")):
            register_transport(Transport(name, kind, Text(name, name), lambda route, messages: [], False, 100))
        yield


def test_each_is_told_with_their_own_words_and_what_was_given(shop: Workspace) -> None:
    text = "{{ name | default: '您' }}：{{ guide | default: '我们' }}，{{ feature.orders_total }}"
    create_template(command_line(shop), document(contents={"sms": {"text": text}}))
    wanted = [Wanted(1, 1, {"guide": "小王"}), Wanted(11, 11, {}), Wanted(12, 12, {"name": "老李", "strange": 1})]
    told = templates().render(shop, "hello", 1, "fast", wanted)
    assert [one["text"] for one in told if isinstance(one, dict)] == [
        "会员1：小王，2",
        "会员11：我们，0",
        "老李：我们，0",
    ]


def test_who_would_read_too_much_is_refused_alone(shop: Workspace) -> None:
    create_template(command_line(shop), document(contents={"sms": {"text": "{{ name | default: '您' }}"}}))
    told = templates().render(shop, "hello", 1, "fast", [Wanted(1, 1, {"name": "长" * 501}), Wanted(2, 2, {})])
    assert isinstance(told[0], Refusal) and told[0].code == "template.over_limit"
    assert isinstance(told[1], dict)


def test_a_version_says_what_it_said_when_the_message_was_wanted(shop: Workspace) -> None:
    access = command_line(shop)
    create_template(access, document(contents={"sms": {"text": "旧"}}))
    change_template(access, "hello", document(contents={"sms": {"text": "新，回T退订"}}, **{"class": "marketing"}), 1)
    described = templates().describe(shop, "hello", None)
    assert (described.version, described.content_class, "退订" in described.words) == (2, "marketing", True)
    assert templates().describe(shop, "hello", 1).content_class == "service"
    told = templates().render(shop, "hello", 1, "fast", [Wanted(1, 1, {})])
    assert [one["text"] for one in told if isinstance(one, dict)] == ["旧"]


@pytest.mark.parametrize(("name", "transport"), [("hello", "letter"), ("helo", "fast")])
def test_what_says_nothing_there_is_refused(shop: Workspace, name: str, transport: str) -> None:
    create_template(command_line(shop), document())
    with pytest.raises(Refusal):
        templates().render(shop, name, 1, transport, [Wanted(1, 1, {})])


def test_a_number_written_into_a_text_goes_with_its_person(shop: Workspace) -> None:
    access = command_line(shop)
    create_template(access, document(contents={"sms": {"text": "找小王 138 0000 0001"}}))
    (store,) = STORES
    person = Person(shop, (1,), Traces.of([("phone", "+8613800000001")]))
    assert store.count(person) == 2
    store.erase(person)
    assert store.count(person) == 0
    assert "小王 [erased]" in find_template(shop, "hello").document["contents"]["sms"]["text"]
