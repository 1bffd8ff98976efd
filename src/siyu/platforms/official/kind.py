"""Official accounts as a kind of channel."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind, SecretField, told
from siyu.platforms.pacing import PER_HOUR, PER_MINUTE, PacedSettings

ACCOUNT = "account"
API_HOST = "https://api.weixin.qq.com"
DEAD_TOKEN_CODES = frozenset({40001, 40014, 42001})


class AccountSettings(PacedSettings):
    """`token` says which of the platform's two kinds is used: the stable one, or the plain one that replaces its predecessor,
    where several systems share an account that way already. The platform gives no limit a minute that holds for all calls."""

    token: Literal["stable", "plain"] = Field(
        "stable",
        json_schema_extra=told(
            "访问令牌",
            "Access token",
            Text("其他系统已在用普通令牌时选 plain", "plain only where another system uses the plain one already"),
            choices={"stable": Text("稳定版", "Stable"), "plain": Text("普通", "Plain")},
        ),
    )
    calls_per_minute: int = Field(0, ge=0, le=1_000_000, json_schema_extra=PER_MINUTE)
    calls_per_hour: int = Field(0, ge=0, le=10_000_000, json_schema_extra=PER_HOUR)


APP_SECRET = SecretField(
    "secret",
    Text("AppSecret", "App secret"),
    Text("设置与开发 → 开发接口管理 → 基本配置", "Settings & development → Basic configuration"),
    is_needed=True,
)
CALLBACK_SECRETS = (
    SecretField(
        "callback_token",
        Text("服务器配置 Token", "Server token"),
        Text("与服务器地址（URL）在同一页", "On the page of the server address"),
        pattern=r"[A-Za-z0-9]{3,32}",
    ),
    SecretField(
        "callback_aes_key",
        Text("EncodingAESKey（安全模式）", "EncodingAESKey of the safe mode"),
        Text("与服务器地址（URL）在同一页", "On the page of the server address"),
        pattern=r"[A-Za-z0-9]{43}",
    ),
)

OFFICIAL_ACCOUNT = ChannelKind(
    name="official_account",
    label=Text("公众号", "Official account"),
    identity=Text("AppID", "App id"),
    settings=AccountSettings,
    secrets=(APP_SECRET, *CALLBACK_SECRETS),
    default_url=API_HOST,
    holders={ACCOUNT: ("secret",)},
    fetch_token="siyu.platforms.official.tokens.fetch",  # noqa: S106 - an import path
    dead_token_codes=DEAD_TOKEN_CODES,
    has_callbacks=True,
    check="siyu.platforms.official.checking.check_account",
)
