"""Channels are made, changed and disabled; their secrets go in, are sealed, and come out nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.access import Access, command_line
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from siyu.platforms.channels.managing import change_channel, find_channel, make_channel
from siyu.platforms.channels.models import AccessToken, Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.channels.tuning import settings_of
from siyu.platforms.wecom.kind import WecomSettings

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SECRETS = {"app_secret": "very-secret-app", "callback_token": "Token2026", "callback_aes_key": KEY}


@pytest.fixture
def access(workspace: Workspace) -> Access:
    return command_line(workspace)


def make(access: Access, **fields: Any) -> Channel:
    given = {"kind": "wecom", "name": "WeCom", "identity": "ww1", "secrets": SECRETS, **fields}
    return make_channel(access, **given)


def refused(*args: Any, **fields: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        args[0](*args[1:], **fields)
    return caught.value.code, caught.value.where


def test_a_channel_has_the_platforms_address_and_its_secrets_sealed(access: Access) -> None:
    channel = make(access)
    kept = Channel.objects.get()
    assert (kept.base_url, kept.settings) == ("https://qyapi.weixin.qq.com", {})
    assert secrets_of(kept) == SECRETS
    assert len(kept.callback_key) >= 32
    for secret in SECRETS.values():
        assert secret.encode() not in bytes(kept.secrets)
        assert secret not in str(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.get().change == {"kind": "wecom", "secrets": sorted(SECRETS)}
    kept.pk = channel.pk + 1
    with pytest.raises(ValueError, match="another"):
        secrets_of(kept)


@pytest.mark.parametrize(
    ("fields", "code", "where"),
    [
        ({"kind": "wecon"}, "channel.unknown_kind", "kind"),
        ({"name": " "}, "channel.empty", "name"),
        ({"identity": ""}, "channel.empty", "identity"),
        ({"secrets": {"password": "x"}}, "channel.unknown_secret", "secrets.password"),
        ({"secrets": {"callback_aes_key": "short"}}, "channel.bad_secret", "secrets.callback_aes_key"),
        ({"kind": "mini_program", "secrets": {}}, "channel.bad_secret", "secrets.secret"),
        ({"settings": {"agent_id": 0}}, "channel.settings", "settings.agent_id"),
        ({"settings": {"agent": 1}}, "channel.settings", "settings.agent"),
        ({"base_url": "https://evil.example"}, "channel.address_not_allowed", "base_url"),
        ({"base_url": "http://qyapi.weixin.qq.com"}, "channel.address_not_allowed", "base_url"),
        ({"base_url": "https://user:pw@qyapi.weixin.qq.com"}, "channel.no_address", "base_url"),
        ({"base_url": "qyapi.weixin.qq.com"}, "channel.no_address", "base_url"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_made(
    fields: dict[str, Any], code: str, where: str, access: Access
) -> None:
    assert refused(make, access, **fields) == (code, where)
    assert not Channel.objects.exists()


def test_a_name_is_had_once(access: Access) -> None:
    make(access)
    assert refused(make, access) == ("channel.known", "name")


def test_secrets_are_replaced_and_removed_one_by_one(access: Access) -> None:
    number = make(access).pk
    AccessToken.objects.create(channel_id=number, holder="app_secret")
    change_channel(access, number, secrets={"contact_secret": "new", "callback_token": ""})
    assert secrets_of(Channel.objects.get()) == {
        "app_secret": "very-secret-app", "contact_secret": "new", "callback_aes_key": KEY,
    }  # fmt: skip
    assert not AccessToken.objects.exists(), "tokens of the secrets before are worth nothing"
    assert AuditEntry.objects.latest("pk").change == {"secrets": ["callback_token", "contact_secret"]}


def test_a_needed_secret_is_not_removed(access: Access) -> None:
    number = make(access, kind="mini_program", secrets={"secret": "s"}).pk
    assert refused(change_channel, access, number, secrets={"secret": ""}) == ("channel.bad_secret", "secrets.secret")


def test_another_address_wants_all_secrets_again(access: Access, settings: Any) -> None:
    number = make(access).pk
    settings.SIYU_PLATFORM_HOSTS = ["127.0.0.1:8901"]
    moved = {"base_url": "http://127.0.0.1:8901/"}
    assert refused(change_channel, access, number, **moved, secrets={"app_secret": "x"})[0] == "channel.secrets_again"
    change_channel(access, number, **moved, secrets=SECRETS)
    assert Channel.objects.get().base_url == "http://127.0.0.1:8901"
    settings.SIYU_PLATFORM_HOSTS = ["127.0.0.1:8902"]
    assert refused(change_channel, access, number, base_url="http://127.0.0.1:8901/x")[0] == (
        "channel.address_not_allowed"
    )


def test_settings_and_name_change_and_a_channel_is_disabled_and_back(access: Access) -> None:
    number = make(access, settings={"agent_id": 1}).pk
    change_channel(access, number, name="Corp", settings={"mass_rule": "weekly_7"}, disabled=True)
    channel = Channel.objects.get()
    assert (channel.name, channel.disabled_at is not None) == ("Corp", True)
    assert settings_of(channel, WecomSettings) == WecomSettings(mass_rule="weekly_7")
    assert AuditEntry.objects.latest("pk").change == {
        "settings": ["agent_id", "mass_rule"], "name": "Corp", "disabled": True,
    }  # fmt: skip
    change_channel(access, number, disabled=False)
    assert Channel.objects.get().disabled_at is None
    change_channel(access, number, disabled=False, name="Corp")
    assert AuditEntry.objects.count() == 3, "what changes nothing is not recorded"


def test_a_channel_of_another_workspace_is_not_there(access: Access, elsewhere: Workspace) -> None:
    number = make(access).pk
    assert refused(find_channel, elsewhere, number) == ("channel.unknown", "channel")
