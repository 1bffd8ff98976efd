"""An address of another system as a kind of channel."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind, ChannelSettings, SecretField

WEBHOOK = "webhook"


class WebhookSettings(ChannelSettings):
    """Nothing is to be set: where it calls is the channel's address."""


WEBHOOK_CHANNEL = ChannelKind(
    name=WEBHOOK,
    label=Text("接口推送", "Webhook"),
    identity=Text("对方系统", "The other system"),
    settings=WebhookSettings,
    secrets=(
        SecretField(
            "key",
            Text("签名密钥", "Signing key"),
            Text("双方约定，至少 16 个字符；对方用它验证 Siyu-Signature", "Agreed on, 16 signs or more; it proves Siyu-Signature"),
            is_needed=True,
            pattern=r"[!-~]{16,256}",
        ),
    ),
)  # fmt: skip
