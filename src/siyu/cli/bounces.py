"""`siyu channels bounces`: mail that came back, read from a mailbox on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command


@command(
    "bounces",
    "从邮箱（Maildir 目录或 mbox 文件）读退信，把无效的地址标记为不再发送。",
    "Read mail that came back from a maildir or an mbox file, and mark addresses that are dead.",
)
@click.argument("mailbox", type=click.Path(path_type=Path, exists=True))
@workspace_option
@format_option
def bounces(mailbox: Path, workspace: str | None, form: str) -> None:
    """Print how many mails were read and how many were failures of this workspace's mail; reading again changes nothing."""
    open_home()
    from siyu.engage.channels.mail.bounces import mails_in, take_bounce

    found = workspace_of(workspace)
    taken = [take_bounce(found, raw) for raw in mails_in(mailbox)]
    show(Rows(["mails", "failures"], [(len(taken), sum(taken))]), form)
