"""`siyu find`: members in one line – who bought or did something, can be reached and agreed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import say
from siyu.cli.member_rows import member_rows
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.understand.finds.answering import Found
    from siyu.understand.finds.asking import FindQuestion


def _days(_: click.Context, __: click.Parameter, given: str | None) -> int | None:
    if given is None:
        return None
    digits = given.strip().removesuffix("d")
    if not digits.isdecimal() or not 1 <= int(digits) <= 3650:
        text = Text("须为 1d 到 3650d 的天数", "must be a number of days from 1d to 3650d")
        raise Refusal("finds.within", text, where="--within", mend=Text("例如 90d", "For example 90d"))
    return int(digits)


@command("find", "一句话找人：买过或做过什么、能触达、同意接收。",
         "Find members in one line: who bought or did something, can be reached and agreed.")  # fmt: skip
@option("--product", multiple=True, zh="商品编号或完整名称，可多个（满足其一）", en="Id or whole name; any of several")
@option("--brand", multiple=True, zh="品牌", en="Brand")
@option("--category", multiple=True, zh="品类", en="Category, in either language")
@option("--did", default="ordered", show_default=True, zh="做过什么，如 viewed", en="What was done, such as viewed")
@option("--within", default=None, callback=_days, metavar="DAYS", zh="最近多少天，如 90d（默认不限）",
        en="In the last days, such as 90d (default: ever)")  # fmt: skip
@option("--times", default=1, show_default=True, type=click.IntRange(1, 10_000), zh="至少几次", en="At least so often")
@option("--reachable", default=None, metavar="CHANNEL", zh="能通过该渠道触达", en="Can be reached by this channel")
@option("--consent", default=None, metavar="PURPOSE", zh="同意该用途，如 marketing.wecom",
        en="Agreed to this purpose, such as marketing.wecom")  # fmt: skip
@option("--segment", default=None, zh="同时在该分群里", en="Is in this saved segment as well")
@option("--rule", default=None, type=click.File("r", encoding="utf-8-sig"), zh="还要满足的规则（YAML 文件）",
        en="A further condition: a rule as a YAML file")  # fmt: skip
@option("--count", is_flag=True, zh="只输出人数：逐条件、逐渠道", en="Print counts only: by condition and by channel")
@option("--yaml", is_flag=True, zh="只输出规则的 YAML", en="Print the rule as YAML only")
@option("--limit", default=50, show_default=True, type=click.IntRange(1), zh="最多行数", en="At most so many rows")
@workspace_option
@at_option
@format_option
def find(
    workspace: str | None,
    at: datetime | None,
    form: str,
    *,
    count: bool,
    yaml: bool,
    limit: int,
    rule: Any,
    **told: Any,
) -> None:
    """Print the members masked, or counts; what it took is told on the error output."""
    open_home()
    from siyu.understand.finds.answering import find_members
    from siyu.understand.segments.documents import to_yaml

    found_in = workspace_of(workspace)
    asked = _asked({**told, "rule": rule.read() if rule else ""})
    found = find_members(found_in, asked, at)
    if yaml:
        click.echo(to_yaml(found.rule), nl=False)
        return
    show(_counts(found) if count else member_rows(found_in, found.members, limit), form)
    text = Text("{n} 人，共 {base} 人；用时 {s} 秒。", "{n} of {base} members, in {s} s.")
    told_as = {"n": len(found.members), "base": found.base, "s": f"{found.took_ms / 1000:.2f}"}
    click.echo(say(text.format(**told_as)), err=True)


def _asked(told: dict[str, Any]) -> FindQuestion:
    from pydantic import ValidationError

    from siyu.understand.finds.asking import FindQuestion

    try:
        return FindQuestion.model_validate(
            {name: list(one) if isinstance(one, tuple) else one for name, one in told.items()}
        )
    except ValidationError as error:
        problem = error.errors()[0]
        text = Text("不能这样问：{why}", "this cannot be asked: {why}").format(why=problem["msg"].replace("{", "("))
        raise Refusal("finds.wrong", text, where=f"--{problem['loc'][0]}") from None


def _counts(found: Found) -> Rows:
    """Return one row a condition, narrowing, then one a channel among those who are left."""
    share = len(found.members)
    rows = [("step", step, len(members), _part(len(members), found.base)) for step, members in found.steps]
    rows += [("reachable", name, len(members), _part(len(members), share)) for name, members in found.reached.items()]
    rows += [("agreed", name, len(members), _part(len(members), share)) for name, members in found.agreed.items()]
    return Rows(["kind", "name", "members", "share"], rows)


def _part(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None
