"""`siyu members`: conflicts about who is who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

members = group("members", "核对谁是谁。", "Review who is who.")

_COLUMNS = ("conflict", "why", "kind", "identifier", "members", "reference", "opened_at", "verdict", "by")


@command("duplicates", "列出出现在多位会员身上、因而不合并任何人的标识（打码）。",
         "List identifiers that were seen with several members and therefore link none, masked.")  # fmt: skip
@workspace_option
@format_option
@option("--state", type=click.Choice(["open", "decided"]), default="open", show_default=True,
        zh="待核对或已判定", en="To review, or decided")  # fmt: skip
def duplicates(workspace: str | None, form: str, state: str) -> None:
    """Print one row a conflict, the newest first."""
    open_home()
    show(Rows(_COLUMNS, _rows(workspace_of(workspace), state)), form)


def _rows(workspace: Workspace, state: str) -> Iterator[tuple[Any, ...]]:
    from siyu.unify.members.reviewing import list_conflicts

    cursor: str | None = None
    while True:
        page = list_conflicts(workspace, state, None, cursor, 200)
        for one in page.items:
            held, decision = one["identifier"] or {}, one["decision"] or {}
            ids = " ".join(str(member["member_id"]) for member in one["members"])
            yield (
                one["id"], one["why"], held.get("kind"), held.get("value"), ids, one["reference"],
                one["opened_at"].isoformat(), decision.get("verdict"), decision.get("by"),
            )  # fmt: skip
        cursor = page.next
        if cursor is None:
            return


members.add_command(duplicates)
