"""From a template through the outbox and the policy to another system and to a mailbox's server."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.messaging.lanes import drain
from siyu.engage.messaging.models import SERVICE, Message
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.engage.templates.changing import create_template
from tests.engage.channels.conftest import Provider, channel
from tests.engage.templates.conftest import document


@pytest.fixture
def noon(shop: Workspace) -> Workspace:
    """The shop at an hour at which messages may go out."""
    shop.clock_stands_at = datetime(2017, 12, 30, 17, tzinfo=UTC)
    shop.save()
    return shop


def _queue(shop: Workspace, key: str, transport: str) -> Message:
    effect = Effect(key, 1, transport, SERVICE, template="order", template_version=1, content={"guide": "小王"})
    queue_messages(shop, [effect])
    drain(shop)
    return Message.objects.get(effect_key=key)


def test_a_template_reaches_another_system_filled_in(noon: Workspace, provider: Provider) -> None:
    body = {"text": "{{ name | default: '您' }}，{{ guide | default: '我们' }}", "orders": "{{ feature.orders_total }}"}
    create_template(command_line(noon), document("order", contents={"webhook": {"body": body}}))
    channel(noon, "webhook", "erp", {"key": "k" * 16}, base_url=provider.url)
    message = _queue(noon, "a", "webhook")
    assert (message.state, message.reason) == (Message.DELIVERED, "")
    assert json.loads(provider.heard[0].body)["content"] == {"text": "会员1，小王", "orders": "2"}


def test_a_template_reaches_a_phone_by_its_provider(noon: Workspace, provider: Provider) -> None:
    sms = {"text": "{{ guide | default: '我们' }}", "code": "SMS_1", "parameters": [{"name": "g", "text": "{{ guide | default: '我们' }}"}]}  # fmt: skip
    create_template(command_line(noon), document("order", contents={"sms": sms}))
    channel(noon, "alibaba_sms", "AK", {"key": "x"}, settings={"signature": "小店"}, base_url=provider.url)
    provider.answer = lambda heard: (200, b'{"Code": "OK", "BizId": "biz-1", "RequestId": "r"}')
    message = _queue(noon, "b", "sms")
    assert (message.state, message.platform_id) == (Message.SENT, "biz-1")
    assert "13800000001" in provider.heard[0].path + provider.heard[0].body.decode()


def test_a_template_that_says_nothing_there_fails_with_that_reason(noon: Workspace, provider: Provider) -> None:
    create_template(command_line(noon), document("order", contents={"sms": {"text": "x"}}))
    channel(noon, "webhook", "erp", {"key": "k" * 16}, base_url=provider.url)
    message = _queue(noon, "c", "webhook")
    assert (message.state, "no_content" in message.reason + message.rule) == (Message.FAILED, True)
    assert provider.heard == []
