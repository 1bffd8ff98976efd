"""Wanting the same effect twice makes one message; what could never be sent is refused when it is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import MARKETING, SERVICE, TRANSACTIONAL, Message
from siyu.engage.messaging.queueing import Effect, likeness_of, queue_messages
from siyu.lib.errors import Refusal
from tests.engage.messaging.loopback import loopback

__all__ = ["loopback"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loopback")]

HELLO = Effect("k1", 3, "loopback", MARKETING, content={"text": "hello"})


def test_the_same_effect_is_one_message(workspace: Workspace) -> None:
    assert queue_messages(workspace, [HELLO, replace(HELLO, key="k2", source_id=4)]) == 2
    assert queue_messages(workspace, [HELLO, replace(HELLO, key="k3", source_id=5)]) == 1
    assert sorted(Message.objects.values_list("effect_key", "source_id")) == [("k1", 3), ("k2", 4), ("k3", 5)]
    row = Message.objects.get(effect_key="k1")
    assert (row.state, row.channel, row.lane, row.due_at) == ("waiting", "sms", "bulk", workspace.clock.now())


def test_another_brand_may_use_the_same_key(workspace: Workspace, elsewhere: Workspace) -> None:
    assert queue_messages(workspace, [HELLO]) == queue_messages(elsewhere, [HELLO]) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"transport": "loopbak"}, "message.no_transport"),
        ({"lane": "fast"}, "message.class"),
        ({"content_class": "gossip"}, "message.class"),
        ({"lane": TRANSACTIONAL}, "message.lane"),
        ({"key": ""}, "message.key"),
        ({"key": "k" * 121}, "message.key"),
        ({"content": {"text": "x" * 17_000}}, "message.too_long"),
    ],
)
def test_what_could_never_be_sent_is_refused(workspace: Workspace, change: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        queue_messages(workspace, [replace(HELLO, **change)])  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not Message.objects.exists()


def test_messages_of_one_template_are_alike_whatever_their_values(workspace: Workspace) -> None:
    assert likeness_of("sms", "may", {"a": 1}) == likeness_of("sms", "may", {"a": 2})
    assert likeness_of("sms", "", {"a": 1, "b": 2}) == likeness_of("sms", "", {"b": 2, "a": 1})
    assert len({likeness_of("sms", "", {"a": 1}), likeness_of("sms", "", {"a": 2}), likeness_of("email", "", {"a": 1})}) == 3  # fmt: skip


def test_a_service_message_may_take_the_transactional_lane(workspace: Workspace) -> None:
    assert queue_messages(workspace, [replace(HELLO, lane=TRANSACTIONAL, content_class=SERVICE)]) == 1
