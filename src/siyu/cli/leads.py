"""`siyu leads`: business contacts by score, their companies, stage × industry × size, and how they get on."""

from __future__ import annotations

from typing import Any

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

SHOWN = click.Choice(["contacts", "accounts", "spread", "progress", "scores"])
MOST = 10_000


@command("leads", "B2B 线索：SHOWN 为 contacts（联系人与得分，默认）、accounts（公司）、spread（阶段 × 行业 × 规模）、"
         "progress（转化与停留天数）或 scores（各分档后来成交多少）。阶段本身见 siyu stages b2b。",
         "B2B leads: SHOWN is contacts (with their score, the default), accounts, spread (stage × industry × size), "
         "progress (conversion and days in stages) or scores (what became of each band). Stages: siyu stages b2b.")  # fmt: skip
@click.argument("shown", type=SHOWN, default="contacts")
@workspace_option
@option("--stage", default=None, zh="只看一个阶段的联系人", en="Contacts of one stage only")
@option("--band", default=None, zh="只看 hot、warm 或 cold 的联系人", en="Contacts that are hot, warm or cold only")
@option("--late", is_flag=True, zh="只看移交销售超时的联系人", en="Contacts that wait for sales too long only")
@option("--limit", default=100, show_default=True, type=click.IntRange(1, MOST), zh="最多行数", en="Rows at most")
@format_option
def leads(
    shown: str, workspace: str | None, stage: str | None, band: str | None, *, late: bool, limit: int, form: str
) -> None:
    """Print rows of what is asked for; contacts tell which parts make their score."""
    if shown != "contacts" and (stage or band or late):
        text = Text("--stage、--band、--late 只用于 contacts", "--stage, --band and --late are for contacts only")
        raise Refusal("leads.options", text, where=f"--{'stage' if stage else 'band' if band else 'late'}")
    open_home()
    from siyu.understand.leads.progress import progress_report

    found = workspace_of(workspace)
    asked = (stage, band, late)
    rows = _progress(progress_report(found)) if shown == "progress" else _of_inputs(found, shown, asked, limit)
    show(rows, form)


def _of_inputs(workspace: Any, shown: str, wanted: tuple[str | None, str | None, bool], limit: int) -> Rows:
    from siyu.understand.leads.checking import score_report
    from siyu.understand.leads.listing import Wanted, list_accounts, list_leads, read_contacts
    from siyu.understand.leads.settings import leads_of
    from siyu.understand.leads.spread import spread_report
    from siyu.understand.opening import open_inputs

    leads = leads_of(workspace)
    with open_inputs(workspace) as inputs:
        if shown == "spread":
            return _spread(spread_report(inputs, leads))
        if shown == "scores":
            return _scores(score_report(inputs, leads))
        contacts = read_contacts(inputs, leads)
    if shown == "accounts":
        return _accounts(list_accounts(contacts, "", None, limit))
    stage, band, late = wanted
    return _contacts(list_leads(workspace, contacts, Wanted(stage, band, late=late), None, limit))


def _contacts(found: dict[str, Any]) -> Rows:
    header = ["member_id", "name", "company", "stage", "days", "late", "points", "band", "because"]
    return Rows(header, [
        (one["member_id"], one["name"], one["company"], one["stage"], one["days"], one["late"], one["points"],
         one["band"], "; ".join(f"{_said(part)} {part['points']:+d}" for part in one["parts"]))
        for one in found["items"]
    ])  # fmt: skip


def _accounts(found: dict[str, Any]) -> Rows:
    names = ["company", "industry", "size", "contacts", "stage", "points", "band", "late"]
    return Rows(names, [tuple(one[name] for name in names) for one in found["items"]])


def _spread(report: dict[str, Any]) -> Rows:
    names = ["stage", "industry", "size", "members"]
    return Rows(names, [tuple(cell[name] for name in names) for cell in report["cells"]])


def _progress(report: dict[str, Any]) -> Rows:
    names = ["reached", "rate", "ended", "days", "lasting", "days_so_far"]
    return Rows(
        ["stage", "label", *names],
        [(one["name"], _said(one), *(_rounded(one[name]) for name in names)) for one in report["stages"]],
    )


def _scores(report: dict[str, Any]) -> Rows:
    rows = [
        (one["name"], _said(one), one["members"], one["then"], one["won"], _rounded(one["rate"]))
        for one in report["bands"]
    ]
    return Rows(["band", "label", "members", f"open_{report['since']}", "won_since", "rate"], rows)


def _said(one: dict[str, Any]) -> str:
    return say(Text(one["label"]["zh-CN"], one["label"]["en"]))


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
