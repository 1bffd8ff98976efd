"""Mail that came back: delivery reports that name one of our messages tell that its address is dead."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import unquote
from pathlib import Path

from siyu.accounts.models import Workspace
from siyu.engage.channels.dead import mark_dead
from siyu.engage.messaging.models import Message as Sent
from siyu.engage.messaging.outcomes import FAILED, Heard, hear_of_messages
from siyu.unify.members.models import Identifier

TRANSPORT = "mail"
MOST_PARTS = 50
MOST_BYTES = 524_288


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a mail of ours could not be delivered; permanent when its address never will take one."""

    message_id: str
    status: str
    is_permanent: bool


def bounce_in(raw: bytes) -> Bounce | None:
    """Return the failure a delivery report (RFC 3464) tells of; None for any other mail and for mere delays."""
    # The older way of reading heads: the newer one breaks off at some that are malformed.
    message = message_from_bytes(raw)
    if message.get_content_type() != "multipart/report":
        return None
    parts = list(_parts(message))
    status = next((found for part in parts if (found := _status(part))), None)
    message_id = next((found for part in parts if (found := _original_id(part))), None)
    if status is None or message_id is None:
        return None
    return Bounce(message_id, status, status.startswith("5."))


def take_bounce(workspace: Workspace, raw: bytes) -> bool:
    """Mark the address of a mail that came back for good; say whether the report was of a mail of this workspace.

    A report is believed for the id it returns, which only who got the mail can know, and for that mail's address only.
    """
    bounce = bounce_in(raw)
    if bounce is None or not bounce.is_permanent:
        return False
    sent = Sent.objects.filter(workspace=workspace, transport=TRANSPORT, platform_id=bounce.message_id).first()
    if sent is None:
        return False
    heard = Heard(bounce.message_id, FAILED, workspace.clock.now(), f"mail.{bounce.status}")
    hear_of_messages(workspace, TRANSPORT, [heard])
    held = Identifier.objects.filter(workspace=workspace, pk=sent.identifier_id or 0)
    if address := held.values_list("value", flat=True).first():
        mark_dead(workspace, "email", "email", address)
    return True


def mails_in(path: Path) -> Iterator[bytes]:
    """Yield the mails of a maildir, or of a file in the format of mbox; mails beyond the size of a report are left out."""
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            raw = box.get_bytes(key)
            if len(raw) <= MOST_BYTES:
                yield raw
    finally:
        box.close()


def _parts(message: Message) -> Iterator[Message]:
    for place, part in enumerate(message.walk()):
        if place >= MOST_PARTS:
            return
        yield part


def _status(part: Message) -> str | None:
    """Return the status of the first recipient that failed; the blocks of a status part are messages of heads only."""
    if part.get_content_type() != "message/delivery-status":
        return None
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
            return str(block.get("Status", "")).strip()[:20] or None
    return None


def _original_id(part: Message) -> str | None:
    """Return the id of the mail that was sent, from its heads in the report."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        found = inner[0].get("Message-ID") if isinstance(inner, list) and isinstance(inner[0], Message) else None
    elif kind == "text/rfc822-headers":
        heads = part.get_payload(decode=True)
        found = message_from_bytes(heads).get("Message-ID") if isinstance(heads, bytes) else None
    else:
        return None
    return f"<{unquote(str(found).strip())}>" if found else None
