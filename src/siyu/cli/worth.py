"""`siyu value head` and `promotion`: who moved into and out of the head, the programmes, and how far buyers depend on promotions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.text import Text

DAY = click.DateTime(["%Y-%m-%d"])

value = group(
    "value",
    "会员价值：超级用户的进出、促销依赖与推荐、客类 × 品类、四象限、渠道适配。",
    "Value of members: moves of super users, promotion dependence and referrals, class × category, quadrants, channel fit.",
)

days_option: Callable[[Any], Any] = option(
    "--days", default=365, show_default=True, type=click.IntRange(1, 3650), zh="看多少天", en="Days looked at"
)


@command("head", "头部会员与对比日相比：谁进来、谁滑出，以及三个常设方案。",
         "The head beside that of another day: who grew into it, who slid out, and three programmes.")  # fmt: skip
@workspace_option
@at_option
@format_option
@days_option
@option("--target", default=0.4, show_default=True, type=click.FloatRange(0, 1, min_open=True, max_open=True),
        zh="头部带来的收入占比", en="Share of the money the head brings")  # fmt: skip
@option("--since", type=DAY, default=None, zh="与哪一天相比（默认上月末）",
        en="Compared with this day (default: end of the month before)")  # fmt: skip
@option("--quiet", default=60, show_default=True, type=click.IntRange(1, 730), zh="多少天没下单算沉睡",
        en="Days without an order to be asleep")  # fmt: skip
@option("--members", type=click.Choice(["grew", "slid", "stayed"]), default=None, zh="逐个输出这类会员",
        en="One row a member of such a move")  # fmt: skip
def head(
    workspace: str | None, at: datetime | None, form: str, *, days: int, target: float, since: datetime | None,
    quiet: int, members: str | None,
) -> None:  # fmt: skip
    """Print one row a move and a programme, or one row a member of a move."""
    open_home()
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.head_report import head_report
    from siyu.understand.value.heads import HeadMoves

    before = None if since is None else since.date()
    with open_inputs(workspace_of(workspace), at) as inputs:
        if members:
            found = HeadMoves.of(inputs, days, target, before).largest(members)
            header = ["member_id", "money_minor", "before_minor", "orders", "orders_before"]
            show(Rows(header, [[one[name] for name in header] for one in found]), form)
            return
        report = head_report(inputs, days, target, before, quiet)
    now, then = report["now"], report["before"]
    rows = [
        ("head", say(Text("头部", "Head")), now["members"], now["head_minor"], then["members"], then["head_minor"]),
        *((one["name"], say(_MOVES[one["name"]]), one["members"], one["money_minor"], None, one["before_minor"])
          for one in report["moves"]),
        *((one["name"], said(one["label"]), one["members"], None, None, None) for one in report["programmes"]),
    ]  # fmt: skip
    show(Rows(["name", "label", "members", "money_minor", "members_before", "before_minor"], rows), form)


_MOVES = {
    "grew": Text("进入头部", "Grew into the head"),
    "slid": Text("滑出头部", "Slid out of the head"),
    "stayed": Text("留在头部", "Stayed in the head"),
}


@command("promotion", "促销依赖（每单都用优惠的购买者）按 RFM 分层，以及推荐率。",
         "Promotion dependence (every order used a discount) by RFM class, and the recommendation rate.")  # fmt: skip
@workspace_option
@at_option
@format_option
@days_option
def promotion(workspace: str | None, at: datetime | None, form: str, *, days: int) -> None:
    """Print one row for all buyers and one a class; the recommendation rate goes to standard error."""
    open_home()
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.promotion import promotion_report

    with open_inputs(workspace_of(workspace), at) as inputs:
        report = promotion_report(inputs, days)
    header = ["buyers", "dependent", "rate", "money_minor", "dependent_minor", "saved_minor"]
    everybody = {"name": "all", "label": Text("全部", "All").as_dict(), **report["dependence"]}
    rows = [
        [one["name"], said(one["label"]), *(_short(one[name]) for name in header)]
        for one in (everybody, *report["classes"])
    ]
    show(Rows(["class", "label", *header], rows), form)
    click.echo(say(told_referral(report["referral"])), err=True)


def told_referral(found: dict[str, Any]) -> Text:
    """Return the recommendation rate in words, or what is missing for it."""
    if not found["known"]:
        return Text("推荐率：没有 referred 事件，无法计算。", "Recommendation rate: there are no `referred` events.")
    if not found["named"]:
        return Text(
            "推荐率：referred 事件没有带订单号，不知道推荐是否有效。",
            "Recommendation rate: no `referred` event names an order, so none is known to be effective.",
        )
    return Text("推荐率：{rate:.2%}（{effective} ÷ {members}）", "Recommendation rate: {rate:.2%} ({effective} ÷ {members})").format(
        rate=found["rate"] or 0.0, effective=found["effective"], members=found["members"]
    )  # fmt: skip


def said(label: dict[str, str]) -> str:
    return say(Text(label["zh-CN"], label["en"]))


def _short(number: float | None) -> float | None:
    return round(number, 4) if isinstance(number, float) else number


for one in (head, promotion):
    value.add_command(one)
