"""`siyu policy`: the rules of sending, shown as YAML and changed from a file."""

from __future__ import annotations

from pathlib import Path

import click

from siyu.cli.language import say
from siyu.cli.output import workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

policy = group("policy", "发送规则：查看、修改。", "The rules of sending: show them, change them.")


@command("show", "输出发送规则（YAML）。", "Print the policy as YAML.")
@workspace_option
@option("--version", "version", type=click.IntRange(0), default=None, zh="某一版", en="One of its versions")
def show_(workspace: str | None, version: int | None) -> None:
    """Print the document; its version stands in the first line."""
    open_home()
    from siyu.engage.messaging.policy.document import as_json
    from siyu.engage.messaging.policy.keeping import find_version, policy_of
    from siyu.lib.documents import dump

    found = workspace_of(workspace)
    held = policy_of(found)
    number = held.version if version is None else version
    document = as_json(held.document) if version is None else find_version(found, version)
    click.echo(f"# version {number}\n{dump(document)}", nl=False)


@command("apply", "用 YAML 文件替换发送规则。", "Let the policy in a YAML file hold.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@workspace_option
@option("--version", "version", type=click.IntRange(0), default=None, zh="改自第几版（默认当前版）",
        en="The version it was made from (default: the one that holds)")  # fmt: skip
def apply(file: Path, workspace: str | None, version: int | None) -> None:
    """Keep it as the next version; refused when another one was kept meanwhile."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.engage.messaging.policy.keeping import change_policy, policy_of
    from siyu.understand.segments.documents import from_yaml

    found = workspace_of(workspace)
    try:
        raw = from_yaml(file.read_text(encoding="utf-8"))
    except OSError as error:
        text = Text("无法读取：{error}", "can't be read: {error}").format(error=error.strerror)
        raise Refusal("policy.file", text, where=str(file)) from None
    held = change_policy(command_line(found), raw, policy_of(found).version if version is None else version)
    told = Text("发送规则现在是第 {version} 版", "the policy is at version {version} now")
    click.echo(say(told.format(version=held.version)))


policy.add_command(show_)
policy.add_command(apply)
