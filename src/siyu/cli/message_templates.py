"""`siyu templates`: message templates as files: list, show, apply, preview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from siyu.cli.language import language
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.text import Text

templates = group("templates", "消息模板：列出、查看、写入、预览。", "Message templates: list, show, apply, preview.")


@command("list", "列出消息模板，最近改过的在前。", "List message templates, the last changed first.")
@workspace_option
@format_option
def list_(workspace: str | None, form: str) -> None:
    """Print name, label, class, channels and version."""
    open_home()
    from siyu.engage.templates.reading import list_templates

    rows = [
        (one.name, one.label[_words()], one.content_class, " ".join(one.channels), one.version, one.updated_by)
        for one in list_templates(workspace_of(workspace))
    ]
    show(Rows(["name", "label", "class", "channels", "version", "updated_by"], rows), form)


@command("show", "输出模板文档（YAML）。", "Print a template's document as YAML.")
@click.argument("name")
@workspace_option
def show_(name: str, workspace: str | None) -> None:
    """Print the document, as `siyu templates apply` takes it."""
    open_home()
    from siyu.engage.templates.reading import find_template
    from siyu.lib.documents import dump

    click.echo(dump(find_template(workspace_of(workspace), name).document), nl=False)


@command("apply", "从 YAML 文件写入模板；没变的不动。", "Save templates from YAML files; what is the same is kept.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@workspace_option
@format_option
def apply_(files: tuple[Path, ...], workspace: str | None, form: str) -> None:
    """Print what became of each: created, changed or kept."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.engage.templates.changing import apply_template

    access = command_line(workspace_of(workspace))
    done = [apply_template(access, _read(file)) for file in files]
    show(Rows(["name", "version", "done"], [(template.name, template.version, how) for template, how in done]), form)


@command("preview", "看某个会员（默认：什么都不知道的人）收到的内容。",
         "Show what a member would read; by default somebody of whom nothing is known.")  # fmt: skip
@click.argument("template")
@workspace_option
@format_option
@option("--member", type=click.IntRange(1), default=None, zh="会员号（内容写入审计日志）", en="A member's id (audited)")
def preview(template: str, workspace: str | None, form: str, member: int | None) -> None:
    """Take a saved template by its name, or a YAML file; print each channel's texts, and what is counted."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.engage.templates.contents.kinds import texts_of
    from siyu.engage.templates.previewing import preview_template
    from siyu.engage.templates.reading import find_template

    access = command_line(workspace_of(workspace))
    is_file = Path(template).suffix.lower() in {".yaml", ".yml", ".json"}
    document = _read(Path(template)) if is_file else find_template(access.workspace, template).document
    rows: list[tuple[Any, ...]] = []
    for found in preview_template(access, document, member, reveal=member is not None)["channels"]:
        counted: dict[str, list[str]] = {}
        for one in found["measures"]:
            limit = f"/{one['most']}" if one["most"] is not None else ""
            counted.setdefault(one["where"], []).append(f"{one['count']}{limit} {one['unit']}")
        if found["problem"] is not None:
            rows.append((found["channel"], found["problem"]["where"], found["problem"]["message"][_words()], ""))
        for where, _, text in texts_of(found["content"] or {}, f"contents.{found['channel']}"):
            rows.append((found["channel"], where, text, ", ".join(counted.get(where, []))))
    show(Rows(["channel", "where", "text", "counted"], rows), form)


def _words() -> str:
    return "zh-CN" if language() == "zh" else "en"


def _read(file: Path) -> Any:
    from siyu.lib import documents
    from siyu.lib.errors import Refusal

    try:
        return documents.load(file.read_bytes())
    except OSError as error:
        text = Text("无法读取：{error}", "can't be read: {error}").format(error=error.strerror)
        raise Refusal("template.file", text, where=str(file)) from None


for _command in (list_, show_, apply_, preview):
    templates.add_command(_command)
