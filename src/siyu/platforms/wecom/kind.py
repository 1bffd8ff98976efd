"""WeCom as a kind of channel."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind, SecretField, told
from siyu.platforms.pacing import PacedSettings

CONTACT, APP, DIRECTORY = "contact", "app", "directory"
"""As whom a call is made: customer contact, the brand's own app, contact sync. Each has a secret and a token of its own."""

AES_KEY = r"[A-Za-z0-9]{43}"
CALLBACK_TOKEN = r"[A-Za-z0-9]{3,32}"  # noqa: S105 - what one looks like


class WecomSettings(PacedSettings):
    """Calls a minute and an hour of one interface are as of 2023-08."""

    agent_id: int | None = Field(None, ge=1, json_schema_extra=told("应用 AgentId", "Agent id of the app"))
    mass_rule: Literal["daily_1", "weekly_7", "monthly_days"] = Field(
        "daily_1",
        json_schema_extra=told(
            "群发接收规则",
            "How many mass messages a customer may get",
            Text(
                "须与企业微信后台的选择一致（2025-11）；每天 1 条在各规则下都安全",
                "As the corp chose in its console (2025-11); one a day is safe under each",
            ),
            choices={
                "daily_1": Text("每天 1 条", "One a day"),
                "weekly_7": Text("每周 7 条", "Seven a week"),
                "monthly_days": Text("每月与当月天数相同", "As many a month as it has days"),
            },
        ),
    )
    welcome_seconds: int = Field(
        20,
        ge=1,
        le=60,
        json_schema_extra=told("欢迎语凭证有效秒数", "Seconds a welcome code lasts", Text("2025-11", "2025-11")),
    )


WECOM = ChannelKind(
    name="wecom",
    label=Text("企业微信", "WeCom"),
    identity=Text("企业 ID", "Corp id"),
    settings=WecomSettings,
    secrets=(
        SecretField(
            "app_secret",
            Text("自建应用 Secret", "Secret of the app"),
            Text("应用管理 → 自建应用 → Secret", "Apps → your own app → Secret"),
        ),
        SecretField(
            "contact_secret",
            Text("客户联系 Secret", "Secret of customer contact"),
            Text(
                "客户与上下游 → 客户联系 → API；自建应用在“可调用接口的应用”中时可不填",
                "Customers → Customer contact → API; not needed when your own app may call it",
            ),
        ),
        SecretField(
            "directory_secret",
            Text("通讯录同步 Secret", "Secret of contact sync"),
            Text("管理工具 → 通讯录同步", "Tools → Contact sync"),
        ),
        SecretField(
            "callback_token",
            Text("回调 Token", "Callback token"),
            Text("应用 → 接收消息 → 设置 API 接收", "App → Receive messages → API"),
            pattern=CALLBACK_TOKEN,
        ),
        SecretField(
            "callback_aes_key",
            Text("回调 EncodingAESKey", "Callback EncodingAESKey"),
            Text("与回调 Token 在同一页", "On the same page as the callback token"),
            pattern=AES_KEY,
        ),
    ),
    default_url="https://qyapi.weixin.qq.com",
    holders={
        CONTACT: ("contact_secret", "app_secret"),
        APP: ("app_secret",),
        DIRECTORY: ("directory_secret", "app_secret"),
    },
    fetch_token="siyu.platforms.wecom.tokens.fetch",  # noqa: S106 - an import path
    dead_token_codes=frozenset({40014, 42001}),
    has_callbacks=True,
    check="siyu.platforms.wecom.checking.check",
)
