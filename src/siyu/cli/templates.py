"""`siyu imports templates`: the mappings of files that came in before."""

from __future__ import annotations

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group

templates = group("templates", "对应模板：列出、查看、改名、删除。", "Mapping templates: list, show, rename, delete.")


@command("list", "列出对应模板，最近用过的在前。", "List mapping templates, the last used first.")
@workspace_option
@format_option
def list_(workspace: str | None, form: str) -> None:
    """Print name, kind, columns, the last file and who used it when."""
    open_home()
    from siyu.connect.imports.models import MappingTemplate

    kept = MappingTemplate.objects.filter(workspace=workspace_of(workspace)).order_by("-used_at", "-pk")
    rows = [
        (one.name, one.kind, len(one.columns), one.source, one.used_at.isoformat(timespec="seconds"), one.used_by)
        for one in kept
    ]
    show(Rows(["name", "kind", "columns", "last_file", "used_at", "used_by"], rows), form)


@command("show", "输出模板的映射文档（YAML）。", "Print a template's mapping document as YAML.")
@click.argument("name")
@workspace_option
def show_(name: str, workspace: str | None) -> None:
    """Print the document, as `siyu import --map` takes it."""
    open_home()
    from siyu.connect.imports.templates import template_named
    from siyu.lib.documents import dump

    click.echo(dump(template_named(workspace_of(workspace), name).mapping), nl=False)


@command("rename", "给模板改名。", "Give a template another name.")
@click.argument("name")
@click.argument("new")
@workspace_option
def rename(name: str, new: str, workspace: str | None) -> None:
    """Rename a template; a name that is taken is refused."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.connect.imports.templates import LONGEST_NAME, rename_template, template_named
    from siyu.lib.errors import Refusal
    from siyu.lib.text import Text

    if not 0 < len(new.strip()) <= LONGEST_NAME:
        text = Text("名称须有 1 到 {most} 个字符", "a name has 1 to {most} signs").format(most=LONGEST_NAME)
        raise Refusal("template.name", text, where="NEW")
    access = command_line(workspace_of(workspace))
    rename_template(access, template_named(access.workspace, name).pk, new.strip())


@command("delete", "删除模板。", "Delete a template.")
@click.argument("name")
@workspace_option
def delete(name: str, workspace: str | None) -> None:
    """Forget a template; imports keep their own mapping."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.connect.imports.templates import delete_template, template_named

    access = command_line(workspace_of(workspace))
    delete_template(access, template_named(access.workspace, name).pk)


for _command in (list_, show_, rename, delete):
    templates.add_command(_command)
