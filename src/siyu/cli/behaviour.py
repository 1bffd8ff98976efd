"""`siyu cohort`, `siyu funnel`, `siyu paths`, `siyu stickiness`: how members behave over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    from siyu.understand.behaviour.asking import Asked
    from siyu.understand.rules.known import Known

segment_option: Callable[[Any], Any] = option(
    "--segment", default=None, zh="只看某个分群的会员", en="Only members of a segment"
)
days_option: Callable[[Any], Any] = option(
    "--days", default=90, show_default=True, type=click.IntRange(1, 1100), zh="最近多少天", en="The last so many days"
)


@command("cohort", "同期群留存：同一时期开始的会员，之后每期有多少人回来。",
         "Cohort retention: of the members who began together, how many came back each period after.")  # fmt: skip
@workspace_option
@at_option
@segment_option
@option("--by", type=click.Choice(["day", "week", "month"]), default="month", show_default=True,
        zh="按天、周还是月", en="Days, weeks or months")  # fmt: skip
@option("--periods", default=12, show_default=True, type=click.IntRange(2, 60),
        zh="最近多少期", en="The last so many periods")  # fmt: skip
@option("--start", default="ordered", show_default=True, zh="以首次做什么分群（或 joined_on）",
        en="Cohorts by the first time of this, or joined_on")  # fmt: skip
@option("--back", default="ordered", show_default=True, zh="之后做什么算回来（或 any）",
        en="Who did this came back; any for anything")  # fmt: skip
@format_option
def cohort(
    workspace: str | None, at: datetime | None, segment: str | None, *, by: Any, periods: int, start: str, back: str,
    form: str,
) -> None:  # fmt: skip
    """Print one row a cohort: its first day, its size, and the share that was active at each age."""
    with _asked(workspace, at, segment) as (asked, known):
        from siyu.understand.behaviour.cohorts import CohortQuestion, cohort_report
        from siyu.understand.behaviour.names import check_back, check_start

        names = check_start(start, known, "--start"), check_back(back, known, "--back")
        report = cohort_report(asked, CohortQuestion(by, periods, *names))
    columns = ["cohort", "size", *(f"{by}_{age}" for age in range(periods))]
    rows = [
        (one["from"], one["size"], *(_share(count, one["size"]) for count in one["active"]),
         *[None] * (periods - len(one["active"])))
        for one in report["cohorts"]
    ]  # fmt: skip
    show(Rows(columns, rows), form)


@command("funnel", "有序漏斗：多少会员依次走到每一步；STEPS 是 YAML 文件或已保存漏斗的名字。",
         "An ordered funnel: how many members got to each step; STEPS is a YAML file or the name of a saved funnel.")  # fmt: skip
@click.argument("steps")
@workspace_option
@at_option
@segment_option
@days_option
@format_option
def funnel(
    steps: str, workspace: str | None, at: datetime | None, segment: str | None, *, days: int, form: str
) -> None:
    """Print one row a step and group: members, share of the first step and of the one before, median seconds."""
    document = read_rule(steps)
    with _asked(workspace, at, segment) as (asked, known):
        from siyu.understand.behaviour.documents import read_question
        from siyu.understand.behaviour.funnels import funnel_report
        from siyu.understand.behaviour.reading import find_funnel, question_of

        name = document if isinstance(document, str) else None
        saved = question_of(find_funnel(workspace_of(workspace), name)) if name is not None else None
        report = funnel_report(asked, saved or read_question(document, known), days)
    show(Rows(["group", "step", "did", "label", "members", "share", "from_before", "median_seconds"],
              _funnel_rows(report)), form)  # fmt: skip


@command("paths", "会员之后做了什么，或之前做了什么。", "What members did after something, or before it.")
@workspace_option
@at_option
@segment_option
@days_option
@option("--from", "start", default=None, zh="从首次做这件事开始", en="From the first time of this")
@option("--to", "end", default=None, zh="到最后一次做这件事为止", en="To the last time of this")
@option("--length", default=4, show_default=True, type=click.IntRange(2, 5), zh="几步", en="So many steps")
@option(
    "--within",
    default="30d",
    show_default=True,
    zh="在多长时间内，如 7d、24h",
    en="Within this time, such as 7d or 24h",
)
@option("--repeats", is_flag=True, zh="连续重复的也逐一列出", en="Keep the same thing several times in a row")
@format_option
def paths(
    workspace: str | None, at: datetime | None, segment: str | None, *, days: int, start: str | None, end: str | None,
    length: int, within: str, repeats: bool, form: str,
) -> None:  # fmt: skip
    """Print one row a frequent path: its steps, members and share."""
    if (start is None) == (end is None):
        raise click.UsageError(say(Text("请给出 --from 或 --to 之一", "give one of --from and --to")))
    with _asked(workspace, at, segment) as (asked, known):
        from siyu.understand.behaviour.names import check_did
        from siyu.understand.behaviour.paths import PathQuestion, path_report
        from siyu.understand.behaviour.steps import read_window

        anchor = check_did(start or end or "", known, "--from" if start else "--to")
        question = PathQuestion(anchor, end is not None, length, read_window(within), not repeats)
        report = path_report(asked, question, days)
    arrow = " ← " if end is not None else " → "
    rows = [(arrow.join(one["path"]), one["members"], round(one["share"], 4)) for one in report["sequences"]]
    show(Rows(["path", "members", "share"], rows), form)


@command("stickiness", "活跃：日、周、月活跃会员及其比值。", "Active members by day, week and month, and their ratio.")
@workspace_option
@at_option
@segment_option
@days_option
@option("--did", default="any", show_default=True, zh="做什么算活跃", en="What counts as active")
@format_option
def stickiness(
    workspace: str | None, at: datetime | None, segment: str | None, *, days: int, did: str, form: str
) -> None:
    """Print one row a day: dau, wau, mau and dau ÷ mau."""
    with _asked(workspace, at, segment) as (asked, known):
        from siyu.understand.behaviour.active import stickiness_report
        from siyu.understand.behaviour.names import check_back

        report = stickiness_report(asked, check_back(did, known, "--did"), days)
    rows = [(one["on"], one["dau"], one["wau"], one["mau"], _round(one["stickiness"])) for one in report["trend"]]
    show(Rows(["day", "dau", "wau", "mau", "stickiness"], rows), form)


@contextmanager
def _asked(workspace: str | None, at: datetime | None, segment: str | None) -> Iterator[tuple[Asked, Known]]:
    open_home()
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.rules.vocabulary import known_of

    found = workspace_of(workspace)
    with open_asked(found, segment=segment, at=at) as asked:
        yield asked, known_of(found)


def _funnel_rows(report: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for place, step in enumerate(report["steps"], 1):
        yield (None, place, step["did"], say(Text(step["label"]["zh-CN"], step["label"]["en"])), step["members"],
               _round(step["share"]), _round(step["from_before"]), step["median_seconds"])  # fmt: skip
    for group in report["groups"]:
        name = say(Text(group["label"]["zh-CN"], group["label"]["en"]))
        for place, (step, members) in enumerate(zip(report["steps"], group["members"], strict=True), 1):
            before = group["members"][max(place - 2, 0)]
            yield (name, place, step["did"], say(Text(step["label"]["zh-CN"], step["label"]["en"])), members,
                   _share(members, group["members"][0]), _share(members, before), None)  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _round(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)
