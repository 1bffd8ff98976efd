"""The providers of text messages as kinds of channels."""

from __future__ import annotations

from pydantic import Field

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind, ChannelSettings, SecretField, told

ALIBABA, TENCENT = "alibaba_sms", "tencent_sms"
PROVIDERS = (ALIBABA, TENCENT)
LIBRARIES = {ALIBABA: "alibabacloud_dysmsapi20170525", TENCENT: "tencentcloud"}
RECEIPTS = "/receipts"
ABOUT = Text(
    "在服务商后台把此地址填为“状态报告”和“上行短信”的接收地址；收到第一份回执后显示为已验证。",
    "Enter this address in the provider's console for delivery reports and replies; the first one verifies it.",
)
CHECK = "siyu.engage.channels.checking.check_sms"


class SmsSettings(ChannelSettings):
    """The signature that comes first, how a text tells the way out, and which replies take it."""

    signature: str = Field(
        min_length=2, max_length=20, pattern=r"^[^【】\s]+$",
        json_schema_extra=told("签名", "Signature", Text("不带【】，须已报备。", "Without 【】, as registered.")),
    )  # fmt: skip
    opt_out: str = Field(
        "拒收请回复R", min_length=4, max_length=40,
        json_schema_extra=told("退订提示", "Way out", Text("营销短信须含这句话。", "Marketing has to contain these words.")),
    )  # fmt: skip
    opt_out_words: str = Field(
        "R,T,TD,N,退订,拒收", min_length=1, max_length=200,
        json_schema_extra=told("退订回复", "Replies that opt out", Text("用逗号分隔。", "With commas between them.")),
    )  # fmt: skip


class TencentSettings(SmsSettings):
    """What Tencent's interface wants besides."""

    region: str = Field("ap-guangzhou", pattern=r"^[a-z0-9-]{2,40}$", json_schema_extra=told("地域", "Region"))
    app_id: str = Field(pattern=r"^[0-9]{4,20}$", json_schema_extra=told("短信 SdkAppId", "SMS SdkAppId"))


def _secret(zh: str, en: str, about: Text) -> SecretField:
    return SecretField("key", Text(zh, en), about, is_needed=True)


ALIBABA_SMS = ChannelKind(
    name=ALIBABA,
    label=Text("阿里云短信", "Alibaba Cloud SMS"),
    identity=Text("AccessKey ID", "AccessKey id"),
    settings=SmsSettings,
    secrets=(_secret("AccessKey Secret", "AccessKey secret", Text("RAM 访问控制 → 用户 → AccessKey", "RAM → Users → AccessKey")),),
    default_url="https://dysmsapi.aliyuncs.com",
    has_callbacks=True,
    callback_path=RECEIPTS,
    callback_about=ABOUT,
    check=CHECK,
)  # fmt: skip
TENCENT_SMS = ChannelKind(
    name=TENCENT,
    label=Text("腾讯云短信", "Tencent Cloud SMS"),
    identity=Text("SecretId", "SecretId"),
    settings=TencentSettings,
    secrets=(_secret("SecretKey", "SecretKey", Text("访问管理 → API 密钥管理", "CAM → API keys")),),
    default_url="https://sms.tencentcloudapi.com",
    has_callbacks=True,
    callback_path=RECEIPTS,
    callback_about=ABOUT,
    check=CHECK,
)  # fmt: skip
