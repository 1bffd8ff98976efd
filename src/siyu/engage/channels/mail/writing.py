"""From a filled content to a mail: one line in every head, the way out of marketing, an id that nobody can guess."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.utils.html import format_html

from siyu.accounts.models import Workspace
from siyu.engage.channels.mail.kinds import MailSettings
from siyu.engage.channels.mail.leaving import Leaving, link_of
from siyu.engage.messaging.models import MARKETING
from siyu.engage.messaging.transports import Outgoing
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

ONE_LINE = SMTP.clone(max_line_length=900)
"""Heads are not folded: a link folded would be written in a way that mail programs do not follow."""
# Quoted names and comments, which the standard knows too, nobody is reached by, and they could hide what they are.
_ADDRESS = re.compile(
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)
LEAVE = Text("退订此类邮件", "Unsubscribe from such mail")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to be handed over."""

    message_id: str
    sender: str
    recipient: str
    message: EmailMessage


def write_mail(workspace: Workspace, sender: str, settings: MailSettings, outgoing: Outgoing) -> Mail:
    """Return the mail. Raises `Refusal` for an address or subject that is no single line, or an address that is none."""
    recipient = checked_address(outgoing.address)
    author = checked_address(sender)
    message_id = f"<{secrets.token_hex(16)}@{author.domain}>"
    message = EmailMessage(policy=ONE_LINE)
    message["Subject"] = _line(outgoing.content.get("subject", ""), "subject")
    message["From"] = Address(_line(settings.sender_name, "sender"), author.username, author.domain)
    message["To"] = recipient
    message["Message-ID"] = message_id
    message["Date"] = format_datetime(datetime.now(UTC))
    text, html = _sendable(outgoing.content.get("text", "")), _sendable(outgoing.content.get("html", ""))
    if outgoing.content_class == MARKETING:
        link = link_of(settings.public_url, Leaving(workspace, outgoing.source_id, message_id))
        message["List-Unsubscribe"] = f"<{link}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        text, html = _with_way_out(text, html, link)
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return Mail(message_id, settings.return_path or sender, str(recipient), message)


def checked_address(text: str) -> Address:
    """Return an address of mail in its plain form. Raises `Refusal` for what is none, such as one with a line end in it."""
    found = _ADDRESS.fullmatch(text)
    if found is None or len(text) > 254:
        raise _odd("address")
    return Address(username=found[1], domain=found[2])


def _with_way_out(text: str, html: str, link: str) -> tuple[str, str]:
    said = f"{LEAVE.zh} / {LEAVE.en}"
    below = format_html('<p><a href="{}">{}</a></p>', link, said)
    return f"{text}\n\n{said}: {link}\n", f"{html}{below}" if html else ""


def _sendable(text: Any) -> str:
    """Return a text without halves of signs, which no encoding has."""
    return str(text).encode("utf-8", "replace").decode()


def _line(given: Any, where: str) -> str:
    text = _sendable(given)
    if any(ord(sign) < 32 or sign in "\x7f\x85\u2028\u2029" for sign in text):
        raise _odd(where)
    return text


def _odd(where: str) -> Refusal:
    return Refusal(
        f"mail.bad_{where}", Text("邮件头不是有效的一行", "a head of the mail is no valid line"), where=where
    )
