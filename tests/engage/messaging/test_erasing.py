"""Messages go with their person; a refusal outlives them as a hash that tells nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from siyu.accounts.models import Workspace
from siyu.engage.messaging.addresses import hash_of_address
from siyu.engage.messaging.erasing import STORES
from siyu.engage.messaging.models import SERVICE, Grant, Message, Suppression
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.lib.errors import Refusal
from siyu.unify.members.erasing import person_of
from siyu.unify.members.models import Identifier
from tests.engage.messaging.loopback import loopback

__all__ = ["loopback"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loopback")]

AT = datetime(2017, 12, 1, tzinfo=UTC)


def test_messages_go_and_the_refusal_stays_as_a_hash(shop: Workspace) -> None:
    Identifier.objects.create(workspace=shop, kind="phone", value="+8613800009999", source_id=3)
    queue_messages(shop, [Effect("mine", 3, "loopback", SERVICE), Effect("other", 4, "loopback", SERVICE)])
    Grant.objects.create(workspace=shop, source_id=3, family="custom", kind="message", left=5, opened_at=AT, key="m1")
    Suppression.objects.create(workspace=shop, source_id=3, channel="sms", reason="asked", since=AT, made_by="bob")
    person = person_of(shop, 3)
    stores = {store.name: store for store in STORES}
    assert [stores[name].count(person) for name in ("messages", "grants", "suppressions")] == [1, 1, 1]
    assert [row["source_id"] for store in STORES if store.export for row in store.export(person)] == [3, 3, 3]
    for _ in range(2):
        for store in STORES:
            if store.settle is not None:
                store.settle(person)
            store.erase(person)
    assert all(store.count(person) == 0 for store in STORES)
    assert list(Message.objects.values_list("effect_key", flat=True)) == ["other"]
    kept = list(Suppression.objects.values_list("source_id", "channel", "reason", "until", "address"))
    assert {row[:4] for row in kept} == {(None, "sms", "asked", None)}
    assert hash_of_address(shop, "phone", "+8613800009999") in {row[4] for row in kept}


def test_an_erasure_waits_for_a_message_that_is_being_sent(shop: Workspace) -> None:
    queue_messages(shop, [Effect("mine", 3, "loopback", SERVICE)])
    Message.objects.update(state=Message.SENDING)
    settle = next(store.settle for store in STORES if store.name == "messages")
    assert settle is not None
    with pytest.raises(Refusal) as refused:
        settle(person_of(shop, 3))
    assert refused.value.code == "message.on_its_way"
