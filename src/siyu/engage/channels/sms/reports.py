"""What providers call back with: receipts of messages and replies of people, each provider in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from siyu.engage.channels.sms.kinds import ALIBABA
from siyu.engage.messaging.outcomes import DELIVERED, FAILED, Heard
from siyu.unify.members.normalise import normalise

BEIJING = ZoneInfo("Asia/Shanghai")
"""Both providers write the time of China without saying so."""
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered by SMS."""

    number: str
    text: str


def receipts_in(kind: str, rows: Rows) -> list[Heard]:
    """Return the receipts among what a provider called back with."""
    if kind == ALIBABA:
        return [
            Heard(str(row["biz_id"]), DELIVERED if row.get("success") is True else FAILED, _at(row.get("report_time")),
                  str(row.get("err_code") or "")[:100])
            for row in rows if row.get("biz_id")
        ]  # fmt: skip
    return [
        Heard(str(row["sid"]), DELIVERED if row.get("report_status") == "SUCCESS" else FAILED,
              _at(row.get("user_receive_time")), str(row.get("errmsg") or "")[:100])
        for row in rows if row.get("sid") and "report_status" in row
    ]  # fmt: skip


def replies_in(kind: str, rows: Rows) -> list[Reply]:
    """Return the replies among what a provider called back with, numbers in their one spelling; others are left out."""
    if kind == ALIBABA:
        told = [(str(row.get("phone_number") or ""), row["content"]) for row in rows if "content" in row]
    else:
        told = [
            (f"+{row.get('nationcode') or 86}{row.get('mobile') or ''}", row["text"]) for row in rows if "text" in row
        ]
    found = [(normalise("phone", number), str(text)) for number, text in told]
    return [Reply(number, text.strip()) for number, text in found if number]


def _at(text: Any) -> datetime:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=BEIJING)
    except ValueError:
        return datetime.now(UTC)
