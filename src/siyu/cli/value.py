"""`siyu rfm` and `siyu clv`: what members are worth, in classes or one by one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from siyu.understand.inputs import Inputs

members_option: Callable[[Any], Any] = option(
    "--members", is_flag=True, zh="逐个会员输出，而不是汇总", en="One row a member instead of the summary"
)

Thresholds = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def _thresholds(_: click.Context, parameter: click.Parameter, given: str | None) -> tuple[float, ...] | None:
    if given is None:
        return None
    try:
        found = tuple(float(one) for one in given.split(","))
    except ValueError:
        found = ()
    if len(found) != 4 or any(one >= other for one, other in pairwise(found)):
        raise Refusal(
            "rfm.thresholds",
            Text("须为四个递增的数", "must be four rising numbers"),
            where=f"--{parameter.name}",
            mend=Text("例如 7,30,90,180", "For example 7,30,90,180"),
        )
    return found


@command("rfm", "RFM 打分：八个分层，或逐个会员。", "Score members by recency, frequency and money.")
@workspace_option
@at_option
@format_option
@option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), zh="看多少天", en="Days looked at")
@option("--recency", default=None, callback=_thresholds, zh="天数的四个界限（默认五等分）",
        en="Four edges of days since the last order (default: fifths of the members)")  # fmt: skip
@option("--frequency", default=None, callback=_thresholds, zh="订单数的四个界限", en="Four edges of orders")
@option("--money", default=None, callback=_thresholds, zh="金额的四个界限（主货币单位）",
        en="Four edges of money, in major units")  # fmt: skip
@members_option
def rfm(
    workspace: str | None,
    at: datetime | None,
    form: str,
    *,
    days: int,
    recency: tuple[float, ...] | None,
    frequency: tuple[float, ...] | None,
    money: tuple[float, ...] | None,
    members: bool,
) -> None:
    """Print the eight classes, or (member_id, days_since, orders, money_minor, r, f, m, class) of each member."""
    open_home()
    from siyu.understand.opening import open_inputs

    given = [one for one in (recency, frequency, money) if one is not None]
    if given and len(given) < 3:
        text = Text("三组界限须一起给出", "the three sets of edges must be given together")
        raise Refusal("rfm.thresholds", text, where="--recency --frequency --money")
    found = workspace_of(workspace)
    with open_inputs(found, at) as inputs:
        show(_rfm_rows(inputs, days, (recency, frequency, money), members=members), form)


def _rfm_rows(inputs: Inputs, days: int, edges: Any, *, members: bool) -> Rows:
    from siyu.analytics.rfm import score_rfm
    from siyu.lib.money import exponent_of
    from siyu.understand.value.classes import CLASSES
    from siyu.understand.value.purchases import read_purchases

    bought = read_purchases(inputs, days)
    recency, frequency, money = edges
    in_minor = money and tuple(one * 10 ** exponent_of(inputs.currency) for one in money)
    given = (recency, frequency, in_minor) if money else None
    scores = score_rfm(bought.days_since, bought.orders, bought.money_minor, given)
    holds = {one.name: one.holds(scores) for one in CLASSES}
    if not members:
        rows = [
            (one.name, say(one.label), int(holds[one.name].sum()), int(bought.money_minor[holds[one.name]].sum()))
            for one in CLASSES
        ]
        return Rows(["class", "label", "members", "money_minor"], rows)
    names = [next(name for name, held in holds.items() if held[place]) for place in range(len(bought))]
    columns = (
        bought.member_ids, bought.days_since, bought.orders, bought.money_minor, scores.recency, scores.frequency, scores.money,
    )  # fmt: skip
    header = ["member_id", "days_since", "orders", "money_minor", "r", "f", "m", "class"]
    return Rows(header, zip(*(column.tolist() for column in columns), names, strict=True))


@command("clv", "预测会员未来的购买与价值（BG/NBD、Gamma-Gamma）。",
         "Tell what members will probably buy and spend (BG/NBD, Gamma-Gamma).")  # fmt: skip
@workspace_option
@at_option
@format_option
@option("--days", default=90, show_default=True, type=click.IntRange(7, 730), zh="未来多少天", en="Days ahead")
@option(
    "--yearly-rate", default=0.1, show_default=True, type=click.FloatRange(0, 1), zh="年折现率", en="Discount a year"
)
@members_option
def clv(workspace: str | None, at: datetime | None, form: str, *, days: int, yearly_rate: float, members: bool) -> None:
    """Print tenths of the members by value to come, or one row a member; doubts about the model go to standard error."""
    open_home()
    from siyu.understand.opening import open_inputs

    found = workspace_of(workspace)
    with open_inputs(found, at) as inputs:
        show(_each(inputs, days, yearly_rate) if members else _tenths(inputs, days, yearly_rate), form)


def _tenths(inputs: Inputs, days: int, yearly_rate: float) -> Rows:
    from siyu.understand.value.forecast_report import forecast_report

    found = forecast_report(inputs, days, yearly_rate)
    calibration = found["calibration"]
    if calibration is None:
        click.echo(say(Text("数据太短，无法检验预测。", "The data is too short to check the forecast.")), err=True)
    for doubt in calibration["doubts"] if calibration else ():
        click.echo(say(Text("不可信：", "Not to be trusted: ")) + say(Text(doubt["zh-CN"], doubt["en"])), err=True)
    header = ["tenth", "members", "alive", "quiet", "purchases", "value_minor", "share"]
    return Rows(header, [[_short(one[name]) for name in header] for one in found["tenths"]])


def _each(inputs: Inputs, days: int, yearly_rate: float) -> Rows:
    from datetime import timedelta

    import numpy as np

    from siyu.understand.value.forecast_report import fitted
    from siyu.understand.value.repeats import read_repeats

    made = fitted(read_repeats(inputs, inputs.today))
    repeats = made.repeats
    due = [
        (inputs.today + timedelta(days=round(one))).isoformat() if np.isfinite(one) and one < 3650 else None
        for one in made.due_in_days.tolist()
    ]
    columns = (
        repeats.member_ids, repeats.frequency.astype(int), repeats.recency.astype(int), repeats.age.astype(int),
        made.alive.round(4), made.quiet(days).round(4), made.purchases(days).round(4),
        made.value(days, yearly_rate).round().astype(int),
    )  # fmt: skip
    header = [
        "member_id",
        "frequency",
        "recency_days",
        "age_days",
        "alive",
        "quiet",
        "purchases",
        "value_minor",
        "next_on",
    ]
    return Rows(header, zip(*(column.tolist() for column in columns), due, strict=True))


def _short(value: float) -> float:
    return round(value, 4)
