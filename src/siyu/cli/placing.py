"""`siyu value matrix`, `quadrant` and `channels`: what classes buy, what is dear and frequent, which ways of contact fit."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.cli.worth import days_option, said, value
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


@command("matrix", "客类 × 品类：渗透率、金额占比、提升度、连带率、空白；或某类会员里没买某品类的人。",
         "Class × category: penetration, share of money, lift, attach rate, white space; or who of a class does not buy one.")  # fmt: skip
@workspace_option
@at_option
@format_option
@days_option
@option("--level", type=click.Choice(["department", "category"]), default="department", show_default=True,
        zh="品类口径", en="Categories by")  # fmt: skip
@option("--white-space", "white", nargs=2, default=None, metavar="CLASS CATEGORY", zh="逐个输出该层里没买该品类的会员",
        en="One row a member of the class who does not buy the category")  # fmt: skip
def matrix(
    workspace: str | None, at: datetime | None, form: str, *, days: int, level: str, white: tuple[str, str] | None
) -> None:
    """Print one row a cell, or one a member of white space."""
    open_home()
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.matrix import matrix_report
    from siyu.understand.value.white_space import white_space_report

    with open_inputs(workspace_of(workspace), at) as inputs:
        if white:
            header = ["member_id", "money_minor", "orders", "days_since"]
            found = white_space_report(inputs, days, level, *white)["items"]  # type: ignore[arg-type]
        else:
            header = [
                "of_class",
                "category",
                "buyers",
                "penetration",
                "money_minor",
                "share",
                "lift",
                "attach",
                "missing",
                "is_white",
            ]
            found = matrix_report(inputs, days, level, 0.5)["cells"]  # type: ignore[arg-type]
    show(Rows(header, [[_short(one[name]) for name in header] for one in found]), form)


def _minor(given: str | None, currency: str, where: str) -> int | None:
    from siyu.lib.money import to_minor

    if given is None:
        return None
    try:
        amount = Decimal(given)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise Refusal("value.amount", Text("须为不小于 0 的金额", "must be an amount of 0 or more"), where=where)
    return to_minor(amount, currency)


@command(
    "quadrant",
    "价格 × 频次的四象限：业务、品类或会员。",
    "Quadrants of price × frequency: businesses, categories or members.",
)
@workspace_option
@at_option
@format_option
@days_option
@option("--of", type=click.Choice(["department", "category", "member"]), default="department", show_default=True,
        zh="看什么", en="What is placed")  # fmt: skip
@option(
    "--price",
    default=None,
    zh="高价的界限（主货币单位，默认中位数）",
    en="Dear above this, in major units (default: median)",
)
@option(
    "--frequency",
    type=click.FloatRange(0),
    default=None,
    zh="高频的界限（默认中位数）",
    en="Frequent above this (default: median)",
)
@option("--points", is_flag=True, zh="逐项输出", en="One row a point instead of a quadrant")
def quadrant(
    workspace: str | None, at: datetime | None, form: str, *, days: int, of: str, price: str | None,
    frequency: float | None, points: bool,
) -> None:  # fmt: skip
    """Print one row a quadrant with its strategy, or one a point."""
    open_home()
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.quadrant_report import quadrant_report

    found = workspace_of(workspace)
    with open_inputs(found, at) as inputs:
        report = quadrant_report(inputs, days, of, _minor(price, inputs.currency, "--price"), frequency)  # type: ignore[arg-type]
    if points:
        header = ["name", "price_minor", "frequency", "buyers", "money_minor", "quadrant"]
        show(Rows(header, [[_short(one[name]) for name in header] for one in report["points"]]), form)
        return
    rows = [
        (one["name"], said(one["label"]), one["count"], one["money_minor"], _short(one["share"]),
         said(one["strategy"]), said(one["metrics"]), said(one["effect"]))
        for one in report["quadrants"]
    ]  # fmt: skip
    show(Rows(["quadrant", "label", "count", "money_minor", "share", "strategy", "metrics", "effect"], rows), form)


@command("channels", "渠道适配：哪些触达方式适合，及其理由。", "Channel fit: which ways of contact fit, and why.")
@workspace_option
@at_option
@format_option
@days_option
@option(
    "--dear",
    default=None,
    zh="每单达到多少算高价（主货币单位，默认 300）",
    en="A mean order is dear from this, in major units (default: 300)",
)
@option("--industry", default=None, zh="行业", en="Industry",
        type=click.Choice(["fresh", "community", "beauty", "apparel", "mother_baby", "consumer_goods", "retailer", "other"]))  # fmt: skip
@option(
    "--elderly", type=click.Choice(["yes", "no"]), default=None, zh="顾客以老年人为主？", en="Mostly elderly customers?"
)
@option(
    "--guides", type=click.Choice(["yes", "no"]), default=None, zh="有导购或顾问？", en="Are there guides or advisers?"
)
def channels(
    workspace: str | None, at: datetime | None, form: str, *, days: int, dear: str | None, industry: str | None,
    elderly: str | None, guides: str | None,
) -> None:  # fmt: skip
    """Print one row a way of contact; what is not known goes to standard error."""
    open_home()
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.channel_report import channel_report

    with open_inputs(workspace_of(workspace), at) as inputs:
        minor = _minor(dear, inputs.currency, "--dear")
        report = channel_report(inputs, days, minor, industry=industry, elderly=elderly, guides=guides)  # type: ignore[arg-type]
    rows = [
        (
            way["name"],
            said(way["label"]),
            way["verdict"],
            "; ".join(said(one) for one in way["because"]),
            " ".join(way["asks"]),
        )
        for way in report["ways"]
    ]
    show(Rows(["way", "label", "verdict", "because", "asks"], rows), form)
    if report["unknown"]:
        text = Text("未回答：{names}", "Not answered: {names}").format(
            names=", ".join(f"--{one}" for one in report["unknown"])
        )
        click.echo(say(text), err=True)


def _short(number: object) -> object:
    return round(number, 4) if isinstance(number, float) else number


for one in (matrix, quadrant, channels):
    value.add_command(one)
