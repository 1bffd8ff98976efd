"""`siyu keys`: API keys for programs."""

from __future__ import annotations

import click

from siyu.cli.output import workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option

keys = group("keys", "创建 API 密钥。", "Make API keys.")


@command("create", "创建 API 密钥；密钥只显示这一次。", "Make an API key; it is shown this once.")
@click.argument("name")
@workspace_option
@option(
    "--role", default="analyst", show_default=True, zh="owner、operator 或 analyst", en="owner, operator or analyst"
)
def create(name: str, workspace: str | None, role: str) -> None:
    """Print the secret of a new key."""
    open_home()
    from django.db import transaction

    from siyu.accounts.access import command_line
    from siyu.accounts.audit import record
    from siyu.accounts.keys import make_key
    from siyu.accounts.users import checked_role

    access = command_line(workspace_of(workspace))
    with transaction.atomic():
        key, secret = make_key(access.workspace, name[:100], checked_role(role), by=None)
        record(access, "key.made", "key", key.prefix, {"role": role})
    click.echo(secret)


keys.add_command(create)
