"""Mini-programs as a kind of channel."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind
from siyu.platforms.official.kind import (
    API_HOST,
    APP_SECRET,
    CALLBACK_SECRETS,
    DEAD_TOKEN_CODES,
    AccountSettings,
)

PROGRAM = "program"

MINI_PROGRAM = ChannelKind(
    name="mini_program",
    label=Text("小程序", "Mini-program"),
    identity=Text("AppID", "App id"),
    settings=AccountSettings,
    secrets=(APP_SECRET, *CALLBACK_SECRETS),
    default_url=API_HOST,
    holders={PROGRAM: ("secret",)},
    fetch_token="siyu.platforms.official.tokens.fetch",  # noqa: S106 - an import path
    dead_token_codes=DEAD_TOKEN_CODES,
    has_callbacks=True,
    check="siyu.platforms.official.checking.check_program",
)
