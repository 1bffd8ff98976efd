"""A mail server as a kind of channel."""

from __future__ import annotations

from pydantic import Field

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind, ChannelSettings, SecretField, told

MAIL = "mail"
BOUNCES = "/bounces"


LINKS = Text(
    "退订链接以它开头，例如 https://crm.example.com。",
    "Links to unsubscribe begin with it, such as https://crm.example.com.",
)
SIGN_IN = Text("留空则不登录。", "Without one it does not sign in.")

ABOUT = Text(
    "让邮件服务器把退信以 message/rfc822 格式 POST 到此地址；也可用 siyu channels bounces 读取退信邮箱。",
    "Let the mail server POST what comes back to this address as message/rfc822; siyu channels bounces reads a mailbox instead.",
)


class MailSettings(ChannelSettings):
    """Who writes, how the server is signed in to, and where people find this server's pages."""

    public_url: str = Field(
        max_length=200,
        pattern=r"^https?://[^\s/?#@]+$",
        json_schema_extra=told("本系统的公网地址", "Public address of this server", LINKS),
    )
    username: str = Field("", max_length=200, json_schema_extra=told("登录名", "User name", SIGN_IN))
    sender_name: str = Field("", max_length=100, json_schema_extra=told("发件人名称", "Name of the sender"))
    return_path: str = Field(
        "", max_length=200, pattern=r"^(?:[^\s@<>]+@[^\s@<>]+)?$",
        json_schema_extra=told("退信地址", "Address of bounces", Text("默认与发件地址相同。", "By default that of the sender.")),
    )  # fmt: skip


MAIL_CHANNEL = ChannelKind(
    name=MAIL,
    label=Text("邮件（SMTP）", "Mail (SMTP)"),
    identity=Text("发件地址", "Address of the sender"),
    settings=MailSettings,
    secrets=(SecretField("password", Text("密码", "Password"), Text("邮箱服务的 SMTP 密码或授权码", "The SMTP password of the mail service")),),
    schemes=("smtps", "smtp"),
    has_callbacks=True,
    callback_path=BOUNCES,
    callback_about=ABOUT,
    check="siyu.engage.channels.checking.check_mail",
)  # fmt: skip
