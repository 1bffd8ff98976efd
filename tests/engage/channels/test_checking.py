"""The setup of a channel is looked at without sending anything."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.channels.sms.sending import send
from siyu.platforms.channels.forms import describe_kind
from siyu.platforms.channels.kinds import channel_kinds
from siyu.platforms.checking import check_channel
from tests.engage.channels.conftest import channel, outgoing, route


def _found(shop: Workspace, made: Any) -> dict[str, str]:
    return {one["code"]: one["state"] for one in check_channel(command_line(shop), made).findings}


def test_a_provider_without_its_library_is_told_of_and_sends_nothing(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = channel(shop, "alibaba_sms", "AK", {"key": "x"}, settings={"signature": "小店"})
    assert _found(shop, made) == {"library": "good", "receipts": "doubtful"}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert _found(shop, made)["library"] == "bad"
    (result,) = send(route(shop), [outgoing("+8613800000001", {"text": "x", "code": "S"})])
    assert (result.state, result.reason) == ("failed", "sms.no_library")


def test_a_mail_server_that_is_away_is_told_of(shop: Workspace, settings: Any) -> None:
    settings.SIYU_PLATFORM_HOSTS = ["127.0.0.1:1"]
    given = {"public_url": "https://crm.shop.example"}
    made = channel(shop, "mail", "news@shop.example", {"password": "p"}, settings=given, base_url="smtp://127.0.0.1:1")
    assert _found(shop, made) == {"server": "bad"}


@pytest.mark.parametrize("name", ["alibaba_sms", "tencent_sms", "mail", "webhook"])
def test_every_setting_and_secret_is_named_in_both_languages(name: str) -> None:
    told = describe_kind(channel_kinds()[name])
    for field in (*told["settings"], *told["secrets"]):
        assert field["label"]["zh-CN"] and field["label"]["en"] != field["name"]
