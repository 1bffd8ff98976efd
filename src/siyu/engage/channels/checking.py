"""What can be wrong with the setup of these channels; nothing is sent."""

from __future__ import annotations

import importlib.util

from siyu.engage.channels.mail.connecting import connected
from siyu.engage.channels.mail.kinds import MailSettings
from siyu.engage.channels.sms.kinds import LIBRARIES
from siyu.lib.text import Text
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.channels.tuning import settings_of
from siyu.platforms.findings import Checkup


def check_sms(checkup: Checkup) -> None:
    """Tell whether the provider's library is there and receipts have come in."""
    if importlib.util.find_spec(LIBRARIES[checkup.channel.kind]) is None:
        text = Text("没有安装服务商的程序库，无法发送", "the provider's library is not installed: nothing can be sent")
        checkup.note("library", "bad", text, Text("运行 pip install 'siyu[sms]'。", "Run pip install 'siyu[sms]'."))
    else:
        checkup.note("library", "good", Text("服务商的程序库已安装", "the provider's library is installed"))
    if checkup.channel.callback_verified_at is None:
        checkup.note(
            "receipts",
            "doubtful",
            Text("尚未收到过回执", "no receipt has come in yet"),
            Text(
                "请在服务商后台把本渠道的回调地址填为“状态报告”和“上行短信”的接收地址。",
                "Enter the channel's callback address in the provider's console for delivery reports and replies.",
            ),
        )
    else:
        checkup.note("receipts", "good", Text("回执能收到", "receipts come in"))


def check_mail(checkup: Checkup) -> None:
    """Connect to the server and sign in."""
    channel = checkup.channel
    settings = settings_of(channel, MailSettings)
    try:
        with connected(channel.base_url, settings.username, secrets_of(channel).get("password", "")) as session:
            session.noop()
    except OSError as error:
        # The kind of the error only: what a server says may repeat what it was told.
        name = type(error).__name__
        text = Text("无法连接或登录：{name}", "it cannot be connected to or signed in to: {name}").format(name=name)
        mend = Text("请核对地址、端口、登录名和密码。", "Check address, port, user name and password.")
        checkup.note("server", "bad", text, mend)
        return
    checkup.note("server", "good", Text("能连接并登录，传输已加密", "connected and signed in, encrypted"))
