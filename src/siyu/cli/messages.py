"""`siyu messages`: what was said to whom and what became of it, and sends to a segment."""

from __future__ import annotations

import json
from typing import Any

import click

from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

messages = group("messages", "消息：列出、群发、预测。", "Messages: list them, send to a segment, forecast.")

_SHOWN = ("id", "member_id", "transport", "template", "content_class", "state", "rule", "reason", "due_at", "sent_at")


@command("list", "列出消息，新的在前。", "List messages, the newest first.")
@workspace_option
@format_option
@option("--state", zh="只列某种状态", en="Only those in a state")
@option("--rule", zh="只列被某条规则拦下的", en="Only those a rule stopped")
@option("--member", type=click.IntRange(1), zh="只列某会员的", en="Only those to a member")
@option("--limit", default=50, show_default=True, type=click.IntRange(1, 200), zh="最多行数", en="At most so many rows")
def list_(
    workspace: str | None, form: str, *, state: str | None, rule: str | None, member: int | None, limit: int
) -> None:
    """Print messages; never what they say."""
    open_home()
    from siyu.engage.messaging.listing import list_messages

    found = list_messages(workspace_of(workspace), {"state": state, "rule": rule}, member, None, limit)
    show(Rows(_SHOWN, [[row[name] for name in _SHOWN] for row in found["items"]]), form)


@command(
    "send",
    "发给一个分群；加 --dry-run 只预测，不发送。",
    "Send to a segment; with --dry-run only tell what would become of it.",
)
@click.argument("segment")
@workspace_option
@format_option
@option("--by", "transport", required=True, zh="发送方式，如 sms", en="The transport, such as sms")
@option("--account", default="", zh="账号（渠道名称）", en="The account, by the name of its channel")
@option("--template", default="", zh="消息模板", en="The message template")
@option("--content", "content_json", default="", zh="内容（JSON）", en="The content as JSON")
@option("--service", is_flag=True, zh="服务通知，不是营销", en="A service notice, not marketing")
@option("--name", default="", zh="名称（默认分群名）", en="What it is called (default: the segment)")
@option("--dry-run", is_flag=True, zh="只预测", en="Only forecast")
def send(
    segment: str,
    workspace: str | None,
    form: str,
    *,
    transport: str,
    account: str,
    template: str,
    content_json: str,
    service: bool,
    name: str,
    dry_run: bool,
) -> None:
    """Print the forecast by rule, or the number of the batch that was started."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.engage.messaging.batches import Wish, start_batch
    from siyu.engage.messaging.forecasting import forecast

    found = workspace_of(workspace)
    wish = Wish(
        name=name or segment,
        transport=transport,
        content_class="service" if service else "marketing",
        segment=segment,
        account=account,
        template=template,
        content=_content(content_json),
    )
    if not dry_run:
        batch = start_batch(command_line(found), wish)
        show(Rows(["batch", "state"], [(batch.pk, batch.state)]), form)
        return
    told = forecast(found, wish)
    names = ("verdict", "rule", "reason", "count", "until")
    show(Rows(names, [[one[column] for column in names] for one in told.counts]), form)


def _content(given: str) -> dict[str, Any] | None:
    if not given:
        return None
    try:
        told = json.loads(given)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refusal("message.content", Text("内容须为 JSON 对象", "the content is a JSON object"), where="--content")
    return told


messages.add_command(list_)
messages.add_command(send)
