"""`siyu compare`: how two groups of members differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option, read_rule
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.text import Text

if TYPE_CHECKING:
    from datetime import datetime

VERDICTS = {
    "separates": Text("有区别", "separates"),
    "weak": Text("弱", "weak"),
    "undecided": Text("不足以判断", "undecided"),
}


@command("compare", "比较两组会员的画像：A 是 YAML 规则文件或已保存分群的名字；不给 B 时与其余会员比较。",
         "Compare two groups of members; each is a YAML file of a rule or the name of a saved segment. Without B, A is "
         "compared with the rest.")  # fmt: skip
@click.argument("a")
@click.argument("b", required=False)
@option("--everyone", is_flag=True, zh="不给 B 时与全体会员比较", en="Without B: compare with everyone")
@option("--verdict", type=click.Choice(list(VERDICTS)), default=None, zh="只看一种结论", en="Only traits of a verdict")
@option("--levels", is_flag=True, zh="每个取值一行，而不是每个特征一行", en="One row a level instead of one a trait")
@workspace_option
@at_option
@format_option
def compare(
    a: str, b: str | None, workspace: str | None, at: datetime | None, form: str, *, everyone: bool, verdict: str | None,
    levels: bool,
) -> None:  # fmt: skip
    """Print the traits, those that separate first: leading level, its shares, lift, information value, corrected p."""
    rules = [read_rule(one) for one in (a, b) if one is not None]
    open_home()
    from siyu.cli.questions import rule_document
    from siyu.understand.portraits.groups import open_groups
    from siyu.understand.portraits.reports import portrait_report

    found = workspace_of(workspace)
    first, second = (rule_document(found, one) for one in (*rules, None)[:2])
    with open_groups(found, first, second, "everyone" if everyone else "rest", at) as groups:
        report = portrait_report(found, groups)
    told = Text("A {a} 人，B {b} 人，两组都在 {both} 人", "A {a} members, B {b}, in both {both}")
    click.echo(say(told.format(a=report["a"], b=report["b"], both=report["both"])), err=True)
    traits = [one for one in report["traits"] if verdict in {None, one["verdict"]}]
    show(_by_level(traits) if levels else _by_trait(traits), form)


def _by_trait(traits: list[dict[str, Any]]) -> Rows:
    columns = ["kind", "name", "label", "verdict", "level", "share_a", "share_b", "lift", "information", "corrected_p"]
    rows = []
    for one in traits:
        lead = one["levels"][one["lead"]]
        rows.append(
            (one["kind"], one["name"], _said(one["label"]), say(VERDICTS[one["verdict"]]), _level(lead, one["unit"]),
             *_numbers(lead), _short(one["information"]), _short(one["corrected"]))
        )  # fmt: skip
    return Rows(columns, rows)


def _by_level(traits: list[dict[str, Any]]) -> Rows:
    columns = ["kind", "name", "verdict", "level", "a", "b", "share_a", "share_b", "lift", "information"]
    return Rows(
        columns,
        [
            (one["kind"], one["name"], say(VERDICTS[one["verdict"]]), _level(level, one["unit"]), level["a"], level["b"],
             *_numbers(level), _short(level["information"]))
            for one in traits
            for level in one["levels"]
        ],
    )  # fmt: skip


def _numbers(level: dict[str, Any]) -> tuple[float | None, ...]:
    return _short(level["share_a"]), _short(level["share_b"]), _short(level["lift"])


def _level(level: dict[str, Any], unit: str) -> str:
    if level["kind"] == "range":
        low, high = (_plain(level[name], unit) for name in ("low", "high"))
        return low if low == high else f"{low} – {high}"
    if level["kind"] == "value":
        return _said(level["label"])
    return say(Text("其他", "other") if level["kind"] == "other" else Text("没有值", "no value"))


def _plain(value: Any, unit: str) -> str:
    """Return a bound as text: days as dates, money in minor units like every table of the command line."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:.0f}" if unit in {"count", "money"} or value.is_integer() else f"{value:.4g}"


def _said(label: dict[str, str]) -> str:
    return say(Text(label["zh-CN"], label["en"]))


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
