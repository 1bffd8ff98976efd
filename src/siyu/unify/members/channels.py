"""The channels a member can be reached by, and the identifier each of them needs."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to a person; `kinds` are the identifiers of which one is enough."""

    name: str
    label: Text
    kinds: tuple[str, ...]


CHANNELS: dict[str, Channel] = {
    channel.name: channel
    for channel in (
        Channel("wecom", Text("企业微信", "WeCom"), ("external_userid",)),
        Channel("official_account", Text("公众号", "Official account"), ("openid",)),
        Channel("sms", Text("短信", "SMS"), ("phone",)),
        Channel("email", Text("邮件", "E-mail"), ("email",)),
        Channel("post", Text("邮寄", "Post"), ("household",)),
    )
}
