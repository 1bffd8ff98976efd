"""`siyu keys`: API keys for programs."""

from __future__ import annotations

import click

from siyu.cli.output import workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option

keys = group("keys", "创建 API 密钥。", "Make API keys.")


@command("create", "创建 API 密钥；密钥只显示这一次。", "Make an API key; it is shown this once.")
@click.argument("role")
@click.argument("name", required=False)
@workspace_option
@option("--rate", type=click.IntRange(1), zh="每秒最多事件数（仅写入密钥）", en="Most events a second, for a write key")
def create(role: str, name: str | None, workspace: str | None, rate: int | None) -> None:
    """Print the secret of a new key. `write` may only send events; the other roles are those of users."""
    open_home()
    from django.db import transaction

    from siyu.accounts.access import command_line
    from siyu.accounts.audit import record
    from siyu.accounts.keys import make_key
    from siyu.accounts.permissions import KEY_ROLES
    from siyu.accounts.users import checked_role

    access = command_line(workspace_of(workspace))
    checked_role(role, KEY_ROLES)
    with transaction.atomic():
        key, secret = make_key(access.workspace, (name or role)[:100], role, by=None, rate=rate)
        record(access, "key.made", "key", key.prefix, {"role": role})
    click.echo(secret)


keys.add_command(create)
