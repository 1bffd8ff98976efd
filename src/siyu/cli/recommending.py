"""`siyu recommend`: what a member will probably buy next, and how good such a recommendation is."""

from __future__ import annotations

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


@command("recommend", "推荐：MEMBER 下次可能买什么；--report 看推荐准不准。",
         "Recommend: what MEMBER will probably buy next; --report tells how good that is.")  # fmt: skip
@click.argument("member", type=int, required=False)
@option(
    "--report", is_flag=True, zh="输出命中率（与热销商品对比）", en="Print hit rates beside those of what is popular"
)
@option("--learn", is_flag=True, zh="先按目前的购买重新学习", en="Learn from the purchases so far first")
@option("--mode", type=click.Choice(["any", "new", "again"]), default="any", show_default=True,
        zh="any 不限、new 没买过的、again 再买", en="any product, new to the member, or to buy again")  # fmt: skip
@option("--most", type=click.IntRange(1, 50), default=10, show_default=True, zh="最多几个", en="At most so many")
@workspace_option
@format_option
def recommend(
    member: int | None, workspace: str | None, form: str, *, report: bool, learn: bool, mode: str, most: int
) -> None:
    """Print products, or one row a mode and number of products recommended."""
    if (member is None) == (not report) and not (learn and member is None):
        text = Text("请给出会员编号，或用 --report", "give the number of a member, or --report")
        raise Refusal("recommendations.what", text, where="MEMBER")
    open_home()
    from siyu.understand.recommendations.learning import learn as learn_anew
    from siyu.understand.recommendations.telling import recommend as told
    from siyu.unify.members.profile import find_canonical

    found = workspace_of(workspace)
    if learn:
        learn_anew(found)
    if member is None:
        show(_rates(found), form)
        return
    items = told(found, find_canonical(found, member), mode, most)[mode]  # type: ignore[arg-type]
    names = ("product", "name", "brand", "score", "because")
    rows = [[round(one[name], 4) if name == "score" else one[name] for name in names] for one in items]
    show(Rows(["place", *names], [(place, *row) for place, row in enumerate(rows, 1)]), form)


def _rates(workspace: object) -> Rows:
    from siyu.understand.recommendations.telling import report_of

    report = report_of(workspace)  # type: ignore[arg-type]
    if report is None:
        raise Refusal(
            "recommendations.none",
            Text("还没有学习过", "nothing was learnt yet"),
            mend=Text("加上 --learn 现在就学习。", "Add --learn to learn now."),
        )
    rows = [
        (one["mode"], k, one["tested"], round(one["model"][k - 1], 4), round(one["popular"][k - 1], 4))
        for one in report["modes"]
        for k in (1, 5, 10, 20)
    ]
    return Rows(["mode", "products", "members_tested", "hit_rate", "hit_rate_of_popular"], rows)
