"""The public page `/u/<token>`, by which a reader gets no more marketing mail, and the address at which mail comes back."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from siyu.connect.collection.rates import TooFast, rates
from siyu.connect.public import language_links, language_of, public_page, word_page
from siyu.engage.channels.dead import withdraw
from siyu.engage.channels.mail.bounces import MOST_BYTES, TRANSPORT, take_bounce
from siyu.engage.channels.mail.kinds import MAIL
from siyu.engage.channels.mail.leaving import Leaving, read_link
from siyu.engage.messaging.outcomes import UNSUBSCRIBED, Heard, hear_of_messages
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel

A_SECOND, BOUNCES_A_SECOND = 10, 50

TITLE = Text("不再接收营销邮件？", "No more marketing mail?")
ABOUT = Text("“{brand}”将不再向您发送活动与优惠邮件。", "{brand} will send you no more mail about offers and events.")
LEAVE = Text("退订", "Unsubscribe")
LEFT = Text("已退订", "You are unsubscribed"), Text("我们不会再发送此类邮件。", "We will send no more of such mail.")
UNKNOWN = Text("链接无效", "This link is not valid"), Text("可能没有复制完整。", "It may not have been copied whole.")
LATER = Text("请稍后再试", "Please try again later"), Text("现在请求太多。", "There are too many requests right now.")


@csrf_exempt  # the token is what proves the reader, and mail programs that unsubscribe have no session
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show_leaving(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and on POST take down that the reader wants no more; looking alone, as scanners of links do, changes nothing."""
    language = language_of(request)
    try:
        rates.take(f"leaving:{request.META.get('REMOTE_ADDR', '')}", 1, A_SECOND)
    except TooFast:
        return _words(LATER, language, 429)
    leaving = read_link(token)
    if leaving is None:
        return _words(UNKNOWN, language, 404)
    if request.method == "POST":
        _leave(leaving)
        return _words(LEFT, language, 200)
    about = ABOUT.in_(language).replace("{brand}", leaving.workspace.name)
    body = format_html(
        '{}<h1>{}</h1><p>{}</p><form method="post"><button type="submit">{}</button></form>',
        language_links(language), TITLE.in_(language), about, LEAVE.in_(language),
    )  # fmt: skip
    return HttpResponse(public_page(TITLE.in_(language), body, language))


@csrf_exempt  # the key in the address is what proves the mail server
@require_POST
@never_cache
def take_mail(request: HttpRequest, key: str) -> HttpResponse:
    """Take in a mail that came back, as the mail server got it (`message/rfc822`)."""
    channel = Channel.objects.select_related("workspace").filter(callback_key=key, kind=MAIL, disabled_at=None).first()
    if channel is None:
        return HttpResponse(status=404)
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    try:
        rates.take(f"bounces:{channel.pk}", 1, BOUNCES_A_SECOND)
    except TooFast:
        return HttpResponse(status=429)
    take_bounce(channel.workspace, request.body)
    Channel.objects.filter(pk=channel.pk, callback_verified_at=None).update(callback_verified_at=datetime.now(UTC))
    return HttpResponse(status=204)


def _leave(leaving: Leaving) -> None:
    """Take the withdrawal down for the mail it came by; where that is not known any more, for the person."""
    now = leaving.workspace.clock.now()
    if hear_of_messages(leaving.workspace, TRANSPORT, [Heard(leaving.message_id, UNSUBSCRIBED, now)]):
        return
    with transaction.atomic():
        withdraw(leaving.workspace, "email", [leaving.source_id], source="event", proof="unsubscribe link")


def _words(texts: tuple[Text, Text], language: str, status: int) -> HttpResponse:
    title, about = texts
    return HttpResponse(word_page(title.in_(language), about.in_(language), language), status=status)
