"""What a check of a channel found, and the collecting of it: what the platform refuses is a finding, not an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.errors import PlatformError

State = Literal["good", "doubtful", "bad"]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it stands, and how to mend it on the platform's side."""

    code: str
    state: State
    text: Text
    mend: Text | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return it as it is kept and shown."""
        mend = self.mend.as_dict() if self.mend else None
        return {"code": self.code, "state": self.state, "text": self.text.as_dict(), "mend": mend}


@dataclass
class Checkup:
    """Collects what is found about one channel."""

    channel: Channel
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: str, state: State, text: Text, mend: Text | None = None) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, state, text, mend))

    def ask(self, code: str, what: Text, read: Callable[[], Found]) -> Found | None:
        """Return what the platform answers; add a finding and return None when it refuses, or does not answer."""
        try:
            return read()
        except PlatformError as error:
            number = "" if error.errcode is None else f" ({error.errcode})"
            zh, en = f"{what.zh}：{error.meaning.zh}{number}", f"{what.en}: {error.meaning.en}{number}"
            self.note(code, "doubtful" if error.is_passing else "bad", Text(zh, en), error.mend)
            return None

    @property
    def is_cut_off(self) -> bool:
        """Say whether the last thing asked showed that nothing else can be."""
        return bool(self.findings) and self.findings[-1].state != "good"


def check_callbacks(checkup: Checkup) -> None:
    """Tell whether the platform can call back: what opens its messages is there, and it has seen our address answer."""
    kept = secrets_of(checkup.channel)
    if "callback_token" not in kept or "callback_aes_key" not in kept:
        checkup.note(
            "callback_secrets", "doubtful",
            Text("未填写回调 Token 或 EncodingAESKey，收不到事件", "no callback token or EncodingAESKey: no events come in"),
            Text(
                "在平台后台“设置 API 接收”或“服务器配置”中生成两者，填入渠道，再保存本渠道的回调地址。",
                "Make both in the platform's console where callbacks are set, enter them here, then save the callback address there.",
            ),
        )  # fmt: skip
    elif checkup.channel.callback_verified_at is None:
        checkup.note(
            "callback_address", "bad",
            Text("平台尚未验证过回调地址", "the platform has not verified the callback address yet"),
            Text(
                "请在平台后台填写本渠道的回调地址并保存；地址须能从公网访问。",
                "Enter the channel's callback address in the platform's console and save; it has to be reachable from outside.",
            ),
        )  # fmt: skip
    else:
        checkup.note(
            "callback_address", "good", Text("回调地址已通过平台验证", "the platform has verified the callback address")
        )
