"""`siyu members duplicates`: what is to be reviewed about who is who, and searching for probable duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

CONFLICT, PROBABLE = "conflict", "probable"

_COLUMNS = (
    "kind", "id", "members", "probability", "agree", "differ", "why", "identifier_kind", "identifier", "reference", "at",
    "verdict", "by",
)  # fmt: skip

_SHORT = ("kind", "id", "members", "probability", "about", "verdict")
"""What fits into a terminal; files bring every column."""


@command("duplicates", "列出待核对的标识冲突和疑似重复（打码），或先查找一遍疑似重复。",
         "List conflicts of identifiers and probable duplicates, masked; search for the latter first with --find.")  # fmt: skip
@workspace_option
@format_option
@option("--state", type=click.Choice(["open", "decided"]), default="open", show_default=True,
        zh="待核对或已判定", en="To review, or decided")  # fmt: skip
@option("--kind", type=click.Choice([CONFLICT, PROBABLE]), default=None,
        zh="只看标识冲突或疑似重复（默认都列出）", en="Conflicts or probable duplicates only (default: both)")  # fmt: skip
@option("--find", is_flag=True, zh="先在全部会员中查找疑似重复", en="Search among all members first")
def duplicates(*, workspace: str | None, form: str, state: str, kind: str | None, find: bool) -> None:
    """Print one row a question: conflicts, the newest first, then probable duplicates, the likeliest first."""
    open_home()
    found = workspace_of(workspace)
    if find:
        _find(found)
    rows = _rows(found, state, kind)
    show(Rows(_SHORT, map(_short, rows)) if form == "table" else Rows(_COLUMNS, rows), form)


def _find(workspace: Workspace) -> None:
    """Search in this process, and say on standard error what was found."""
    from siyu.accounts.access import command_line
    from siyu.unify.duplicates.asking import ask_search
    from siyu.unify.duplicates.searching import run_search

    search = run_search(ask_search(command_line(workspace), queue=False).pk)
    if search.error is not None:
        message, mend = search.error["message"], search.error["mend"]
        text, more = Text(message["zh-CN"], message["en"]), Text(mend["zh-CN"], mend["en"]) if mend else None
        raise Refusal(search.error["code"], text, mend=more)
    text = Text(
        "比较了 {people} 位会员：疑似重复 {found} 对，新发现 {fresh} 对，已判定 {decided} 对，不再成立 {gone} 对。",
        "{people} members compared: {found} probable duplicates, {fresh} of them new, {decided} decided; {gone} no more.",
    )
    if not search.compared:
        text = Text(
            "会员资料不够：除了姓名，还需要生日、地址或邮编。",
            "Too little is known of the members: beside names, birthdays, addresses or postcodes are needed.",
        )
    names = ("people", "found", "fresh", "decided", "gone")
    click.echo(say(text.format(**{name: f"{getattr(search, name):,}" for name in names})), err=True)


def _rows(workspace: Workspace, state: str, kind: str | None) -> Iterator[tuple[Any, ...]]:
    from siyu.unify.duplicates.listing import list_proposals
    from siyu.unify.members.reviewing import list_conflicts

    if kind != PROBABLE:
        for one in _every(lambda cursor: list_conflicts(workspace, state, None, cursor, 200)):
            yield _conflict(one)
    if kind != CONFLICT:
        for one in _every(lambda cursor: list_proposals(workspace, state, cursor, 200)):
            yield _probable(one)


def _every(page_at: Callable[[str | None], Any]) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        page = page_at(cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _conflict(one: dict[str, Any]) -> tuple[Any, ...]:
    held, decision = one["identifier"] or {}, one["decision"] or {}
    return (
        CONFLICT, one["id"], _members(one), None, None, None, one["why"], held.get("kind"), held.get("value"),
        one["reference"], one["opened_at"].isoformat(), decision.get("verdict"), decision.get("by"),
    )  # fmt: skip


def _probable(one: dict[str, Any]) -> tuple[Any, ...]:
    decision = one["decision"] or {}
    agree = " ".join(told["name"] for told in one["agreements"] if told["how"] in {"equal", "close"})
    differ = " ".join(told["name"] for told in one["agreements"] if told["how"] == "differs")
    return (
        PROBABLE, one["id"], _members(one), one["probability"], agree, differ, None, None, None, one["model"],
        one["found_at"].isoformat(), decision.get("verdict"), decision.get("by"),
    )  # fmt: skip


def _members(one: dict[str, Any]) -> str:
    return " ".join(str(member["member_id"]) for member in one["members"])


def _short(row: tuple[Any, ...]) -> tuple[Any, ...]:
    told = dict(zip(_COLUMNS, row, strict=True))
    about = f"{told['identifier_kind']} {told['identifier']}: {told['why']}"
    if told["kind"] == PROBABLE:
        about = f"= {told['agree']}" + (f", ≠ {told['differ']}" if told["differ"] else "")
    return (told["kind"], told["id"], told["members"], told["probability"], about, told["verdict"])
