"""`siyu workspaces`: brands on this server."""

from __future__ import annotations

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show
from siyu.cli.session import open_home, set_up
from siyu.cli.words import command, group, option
from siyu.lib.text import Text

workspaces = group("workspaces", "新建和列出工作区（每个品牌一个）。", "Open and list workspaces, one a brand.")


@command("list", "列出工作区。", "List the workspaces.")
@format_option
def list_workspaces(form: str) -> None:
    """Print slug, name, currency, zone and the business day of each."""
    open_home()
    from siyu.accounts.models import Workspace

    found = Workspace.objects.order_by("slug")
    rows = [(one.slug, one.name, one.currency, one.zone, one.today()) for one in found]
    show(Rows(["slug", "name", "currency", "zone", "today"], rows), form)


@command("add", "新建工作区。", "Open a workspace.")
@click.argument("slug")
@option("--name", default="", zh="品牌名称", en="Name of the brand")
@option("--currency", default="CNY", show_default=True, zh="货币（ISO 4217）", en="Currency (ISO 4217)")
@option("--zone", default="Asia/Shanghai", show_default=True, zh="品牌所在时区", en="The brand's time zone")
@option("--owner", default=None, zh="所有者的邮箱", en="The owner's e-mail")
def add(slug: str, name: str, currency: str, zone: str, owner: str | None) -> None:
    """Open a workspace, in a new home too, and give it an owner when one is named."""
    set_up()
    from siyu.accounts.access import command_line
    from siyu.accounts.users import add_user
    from siyu.accounts.workspaces import open_workspace
    from siyu.cli.schema import bring_up_to_date

    bring_up_to_date()
    workspace = open_workspace(slug, name, currency, zone)
    if owner:
        add_user(command_line(workspace), owner, "", "owner")
    click.echo(say(Text("已新建工作区 {slug}", "opened workspace {slug}").format(slug=slug)))


workspaces.add_command(list_workspaces)
workspaces.add_command(add)
