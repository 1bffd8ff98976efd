"""Handing mails to the brand's server, one after the other in one session."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence

from siyu.accounts.models import Workspace
from siyu.engage.channels.choosing import channel_of
from siyu.engage.channels.mail.connecting import connected
from siyu.engage.channels.mail.kinds import MAIL, MailSettings
from siyu.engage.channels.mail.writing import Mail, write_mail
from siyu.engage.messaging.transports import Outgoing, Result, Route
from siyu.lib.errors import Refusal
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.channels.tuning import settings_of


def send(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
    """Send the messages; when the session breaks off, the mail on its way is uncertain and those after it wait."""
    channel = channel_of(route, [MAIL])
    if channel is None:
        return [Result("failed", reason="mail.no_channel")] * len(messages)
    settings = settings_of(channel, MailSettings)
    written = [_written(route.workspace, channel, settings, message) for message in messages]
    results = {place: mail for place, mail in enumerate(written) if isinstance(mail, Result)}
    waiting = {place: mail for place, mail in enumerate(written) if isinstance(mail, Mail)}
    reason = "mail.broken"
    try:
        with connected(channel.base_url, settings.username, secrets_of(channel).get("password", "")) as session:
            for place, mail in waiting.items():
                results[place] = Result("uncertain", platform_id=mail.message_id, reason="mail.broken")
                results[place] = _send(session, mail)
    except OSError as error:
        reason = f"mail.{type(error).__name__}"
    return [results.get(place, Result("later", reason=reason)) for place in range(len(messages))]


def _written(workspace: Workspace, channel: Channel, settings: MailSettings, message: Outgoing) -> Mail | Result:
    try:
        return write_mail(workspace, channel.identity, settings, message)
    except Refusal as refusal:
        return Result("failed", reason=refusal.code)


def _send(session: smtplib.SMTP, mail: Mail) -> Result:
    """Return what the server said; a code of four hundred means another time, of five hundred never."""
    try:
        session.send_message(mail.message, mail.sender, [mail.recipient])
    except smtplib.SMTPRecipientsRefused as error:
        ((code, _),) = error.recipients.values()
    except smtplib.SMTPResponseException as error:
        code = error.smtp_code
    else:
        return Result("sent", platform_id=mail.message_id)
    return Result("later" if 400 <= code < 500 else "failed", reason=f"mail.{code}")
