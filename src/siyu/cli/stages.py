"""`siyu stages`: who is in which stage of a model, who moved, and the lifecycle by category."""

from __future__ import annotations

from datetime import date, datetime

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

DAY = click.DateTime(["%Y-%m-%d"])


@command("stages", "会员阶段：MODEL 为 lifecycle（生命周期）、aipl、ladder（用户→粉丝→合作伙伴）或 b2b（B2B 十阶段）。",
         "Stages of members: MODEL is lifecycle, aipl, ladder or b2b.")  # fmt: skip
@click.argument("model")
@workspace_option
@option("--on", type=DAY, default=None, zh="截至哪一天（默认今天）", en="At the end of this day (default: today)")
@option("--since", type=DAY, default=None, zh="与哪一天相比（默认 30 天前）",
        en="Compared with this day (default: 30 days before)")  # fmt: skip
@option("--category", default=None, zh="只看一个品类（生命周期）", en="Of one category (lifecycle)")
@option("--flows", is_flag=True, zh="输出两天之间的流动", en="Print the moves between the two days")
@option("--categories", is_flag=True, zh="逐个品类输出（生命周期）", en="One row a category (lifecycle)")
@format_option
def stages(
    model: str, workspace: str | None, on: datetime | None, since: datetime | None, category: str | None, *,
    flows: bool, categories: bool, form: str,
) -> None:  # fmt: skip
    """Print one row a stage: members now and then; or one row a move, or a category."""
    if categories and (category is not None or flows):
        text = Text("--categories 不能与 --category、--flows 同用", "--categories stands alone")
        raise Refusal("stages.options", text, where="--categories")
    open_home()
    from siyu.understand.stages.reports import category_report, open_stages, stage_report

    with open_stages(workspace_of(workspace), model, _day(on), _day(since), category) as asked:
        if categories:
            show(_categories(category_report(asked), asked.model.names), form)
            return
        report = stage_report(asked)
    if flows:
        show(Rows(["from", "to", "members"], [(f["source"], f["target"], f["members"]) for f in report["flows"]]), form)
        return
    rows = [
        (one["name"], say(Text(one["label"]["zh-CN"], one["label"]["en"])), one["group"], one["members"],
         round(one["share"], 4), one["before"])
        for one in report["stages"]
    ]  # fmt: skip
    show(Rows(["stage", "label", "group", "members", "share", f"members_{report['since']}"], rows), form)


def _categories(report: dict[str, object], names: tuple[str, ...]) -> Rows:
    rows = [
        (one["category"], one["buyers"], one["rhythm"]["pooled_days"], *(one["counts"][name] for name in names))
        for one in report["categories"]  # type: ignore[attr-defined]
    ]
    return Rows(["category", "buyers", "rhythm_days", *names], rows)


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()
