"""`siyu tags`: what is said of members, who has it, and giving a manual tag from the command line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import read_rule
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option

if TYPE_CHECKING:
    from siyu.understand.tags.choosing import Chosen

tags = group("tags", "列出标签、查看谁带有它、批量打标签。", "List tags, see who has them, give them.")

_LISTED = ("name", "group", "type", "values", "members", "coverage", "expires_days", "owner", "evaluated_at")
_MEMBER = ("member_id", "name", "joined_on", "orders_total", "last_order_on")


@command("list", "列出全部标签。", "List all tags.")
@workspace_option
@format_option
@option("--group", "in_group", default="", zh="只列某一组", en="Only those of a group")
def list_tags(workspace: str | None, form: str, in_group: str) -> None:
    """Print a row a tag: group, type, values, members, coverage, expiry, owner and when it was evaluated."""
    open_home()
    from siyu.understand.tags.listing import row_of
    from siyu.understand.tags.models import Tag

    found = Tag.objects.filter(workspace=workspace_of(workspace)).order_by("group", "name")
    found = found.filter(group=in_group) if in_group else found
    show(Rows(_LISTED, [tuple(_cell(row_of(tag)[name]) for name in _LISTED) for tag in found]), form)


@command("show", "输出标签的 YAML 文档。", "Print the YAML document of a tag.")
@click.argument("name")
@workspace_option
def show_tag(name: str, workspace: str | None) -> None:
    """Print the document as it is saved."""
    open_home()
    from siyu.understand.segments.documents import to_yaml
    from siyu.understand.tags.reading import find_tag

    click.echo(to_yaml(find_tag(workspace_of(workspace), name).document), nl=False)


@command("count", "输出每个值的人数和占比。", "Print the members and the share of each value.")
@click.argument("name")
@workspace_option
@format_option
def count(name: str, workspace: str | None, form: str) -> None:
    """Print one row a value, counted now."""
    open_home()
    from siyu.understand.tags.reading import find_tag, values_of
    from siyu.unify.members.base import base_of

    found = workspace_of(workspace)
    held = values_of(find_tag(found, name))
    base = len(base_of(found))
    rows = [(value, len(bits), round(len(bits) / base, 6) if base else None) for value, bits in sorted(held.items())]
    show(Rows(["value", "members", "share"], rows), form)


@command("members", "列出带有标签的会员（隐私信息打码）。", "List the members that have a tag, personal data masked.")
@click.argument("name")
@click.argument("value", required=False)
@workspace_option
@format_option
@option("--limit", default=50, show_default=True, type=click.IntRange(1), zh="最多行数", en="At most so many rows")
def members(name: str, value: str | None, workspace: str | None, form: str, limit: int) -> None:
    """Print members in the order of their ids, of any value or of one."""
    open_home()
    from siyu.understand.tags.reading import find_tag, members_of
    from siyu.unify.members.listing import rows_of

    found = workspace_of(workspace)
    ids = list(islice(members_of(find_tag(found, name), value), limit))
    rows = rows_of(found, ids) if ids else []
    show(Rows(_MEMBER, [tuple(row[one] for one in _MEMBER) for row in rows]), form)


@command("give", "给规则或分群选中的会员打手动标签；RULE 是 YAML 文件或分群名。",
         "Give a manual tag to whom RULE holds for: a YAML file or the name of a segment.")  # fmt: skip
@click.argument("name")
@click.argument("rule")
@workspace_option
@option("--value", default=None, zh="值（标签有多个值时）", en="The value, of a tag with several")
def give(name: str, rule: str, workspace: str | None, value: str | None) -> None:
    """Make one act and print its number, by which it can be undone."""
    _act(name, "assign", rule, workspace, value)


@command("take", "从规则或分群选中的会员取消手动标签。", "Take a manual tag off those RULE holds for.")
@click.argument("name")
@click.argument("rule")
@workspace_option
def take(name: str, rule: str, workspace: str | None) -> None:
    """Make one act and print its number, by which it can be undone."""
    _act(name, "remove", rule, workspace, None)


@command("undo", "撤销一次打标签操作。", "Undo one act on a tag.")
@click.argument("act", type=int)
@workspace_option
def undo(act: int, workspace: str | None) -> None:
    """Make an act count as if it had never been."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.understand.tags.acting import undo_act

    undo_act(command_line(workspace_of(workspace)), act)


def _act(name: str, how: Any, rule: str, workspace: str | None, value: str | None) -> None:
    open_home()
    from siyu.accounts.access import command_line
    from siyu.understand.tags.acting import carry_out
    from siyu.understand.tags.choosing import choose
    from siyu.understand.tags.reading import find_tag

    found = workspace_of(workspace)
    chosen = _chosen(rule)
    act = carry_out(
        command_line(found), find_tag(found, name), how, value, choose(found, chosen), via="command", about=chosen.about
    )
    show(Rows(["act", "members"], [(act.pk, act.members)]), "table")


def _chosen(rule: str) -> Chosen:
    from siyu.understand.tags.choosing import Chosen

    read = read_rule(rule)
    if isinstance(read, str):
        return Chosen(segment=read)
    return Chosen(rule=read["rule"] if read.get("kind") == "segment" else read)


def _cell(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value


for _command in (list_tags, show_tag, count, members, give, take, undo):
    tags.add_command(_command)
