"""What a person may be asked for: purposes, and whether each is asked for by channel."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest
from siyu.unify.members.channels import CHANNELS


@dataclass(frozen=True, slots=True)
class Purpose:
    """A reason to use personal data. `by_channel` says that it is agreed to for each way of reaching a person."""

    name: str
    label: Text
    about: Text
    by_channel: bool


MARKETING, PROFILING, SHARING = "marketing", "profiling", "sharing"

PURPOSES: dict[str, Purpose] = {
    purpose.name: purpose
    for purpose in (
        Purpose(
            MARKETING,
            Text("营销信息", "Marketing"),
            Text("通过某个渠道接收活动与优惠", "Offers and news by a channel"),
            True,
        ),
        Purpose(
            PROFILING,
            Text("自动化决策", "Automated decisions"),
            Text("用数据自动决定展示什么、给什么优惠", "Data decide by themselves what is shown or offered"),
            False,
        ),
        Purpose(
            SHARING,
            Text("与合作方共享", "Sharing with partners"),
            Text("把数据提供给集团品牌或合作方", "Data are given to brands of the group or to partners"),
            False,
        ),
    )
}

SCOPES: dict[str, tuple[str, str]] = {
    f"{purpose.name}.{channel}" if channel else purpose.name: (purpose.name, channel)
    for purpose in PURPOSES.values()
    for channel in (CHANNELS if purpose.by_channel else [""])
}
"""Everything that can be agreed to, by the name files and rules write: purpose and channel."""


def label_of_scope(purpose: str, channel: str) -> Text:
    """Return how a purpose by a channel, or by none, is called."""
    named = PURPOSES[purpose].label
    if not channel:
        return named
    way = CHANNELS[channel].label
    return Text(f"{named.zh}·{way.zh}", f"{named.en} by {way.en}")


def checked_scope(purpose: str, channel: str) -> tuple[str, str]:
    """Return purpose and channel. Raises `Refusal` for an unknown one, a missing channel and one too many."""
    if purpose not in PURPOSES:
        raise _unknown("purpose", Text("用途", "purpose"), purpose, list(PURPOSES))
    if PURPOSES[purpose].by_channel and channel not in CHANNELS:
        raise _unknown("channel", Text("渠道", "channel"), channel, list(CHANNELS))
    if not PURPOSES[purpose].by_channel and channel:
        raise Refusal(
            "consent.no_channel",
            Text("该用途不分渠道", "this purpose is not agreed to by channel"),
            where="channel",
            mend=Text("请去掉 channel。", "Leave the channel out."),
        )
    return purpose, channel


def scope_of(name: str) -> tuple[str, str]:
    """Return purpose and channel of a name such as `marketing.sms` or `profiling`. Raises `Refusal` for an unknown one."""
    purpose, _, channel = name.partition(".")
    return checked_scope(purpose, channel)


def _unknown(where: str, what: Text, given: str, known: list[str]) -> Refusal:
    name = given.replace("{", "(").replace("}", ")")
    return Refusal(
        f"consent.unknown_{where}",
        Text("没有{zh}“{name}”", "there is no {en} “{name}”").format(zh=what.zh, en=what.en, name=name),
        where=where,
        mend=Text("可用的有：{known}。", "Known: {known}.").format(known=nearest(given, known) or ", ".join(known)),
    )
