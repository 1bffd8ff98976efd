"""`siyu users`: people who sign in."""

from __future__ import annotations

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import address_of, open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

users = group("users", "添加用户、列出用户、生成登录链接。", "Add and list users, make login links.")


@command("list", "列出工作区的用户。", "List the users of a workspace.")
@workspace_option
@format_option
def list_users(workspace: str | None, form: str) -> None:
    """Print e-mail, name, role and since when."""
    open_home()
    from siyu.accounts.models import Role

    roles = Role.objects.filter(workspace=workspace_of(workspace)).select_related("user").order_by("user__email")
    rows = [(role.user.email, role.user.name, role.role, role.granted_at, role.deactivated_at) for role in roles]
    show(Rows(["email", "name", "role", "granted_at", "deactivated_at"], rows), form)


@command("add", "给一个人在工作区中的角色。", "Give a person a role in a workspace.")
@click.argument("email")
@workspace_option
@option("--name", default="", zh="姓名", en="Name")
@option(
    "--role", default="analyst", show_default=True, zh="owner、operator 或 analyst", en="owner, operator or analyst"
)
def add(email: str, workspace: str | None, name: str, role: str) -> None:
    """Add the person and print a link that signs them in once."""
    home = open_home()
    from siyu.accounts.access import command_line
    from siyu.accounts.links import make_link
    from siyu.accounts.users import add_user

    granted = add_user(command_line(workspace_of(workspace)), email, name, role)
    click.echo(address_of(home) + make_link(granted.user))


@command("link", "为用户生成一次性登录链接。", "Make a one-time login link for a user.")
@click.argument("email")
def link(email: str) -> None:
    """Print a link that signs the user in once, for a quarter of an hour."""
    home = open_home()
    from siyu.accounts.audit import record_sign_in
    from siyu.accounts.links import make_link
    from siyu.accounts.models import User

    user = User.objects.filter(email=email.strip().lower(), deactivated_at=None).first()
    if user is None:
        text = Text("没有用户 {email}", "there is no user {email}").format(email=email)
        raise Refusal("user.unknown", text, mend=Text("用 siyu users add 添加。", "Add them with siyu users add."))
    record_sign_in(user, "user.link_made", "siyu")
    click.echo(address_of(home) + make_link(user))


for _command in (list_users, add, link):
    users.add_command(_command)
