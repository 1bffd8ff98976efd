"""The address `/receipts/<key>` at which providers tell what became of messages and what people answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from siyu.connect.collection.rates import TooFast, rates
from siyu.engage.channels.dead import opt_out
from siyu.engage.channels.sms.kinds import ALIBABA, PROVIDERS, SmsSettings
from siyu.engage.channels.sms.reports import Reply, receipts_in, replies_in
from siyu.engage.messaging.outcomes import hear_of_messages
from siyu.lib.jsons import UNREADABLE
from siyu.platforms.channels.kinds import channel_kind
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.tuning import settings_of

MOST_BYTES, MOST_ROWS, A_SECOND = 262_144, 1_000, 200
DONE: dict[bool, dict[str, Any]] = {
    True: {"code": 0, "msg": "成功"},
    False: {"result": 0, "errmsg": "OK"},
}
"""What Alibaba, and what Tencent, takes for an acknowledgement."""


@csrf_exempt  # the key in the address is what proves the provider
@require_POST
@never_cache
def take_reports(request: HttpRequest, key: str) -> HttpResponse:
    """Take receipts and replies in; told twice, they change nothing the second time."""
    channel = Channel.objects.select_related("workspace").filter(callback_key=key, disabled_at=None).first()
    if channel is None or channel.kind not in PROVIDERS:
        return HttpResponse(status=404)
    try:
        rates.take(f"receipts:{channel.pk}", 1, A_SECOND)
    except TooFast:
        return HttpResponse(status=429)
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    rows = _rows(request.body)
    if rows is None:
        return HttpResponse(status=400)
    hear_of_messages(channel.workspace, "sms", receipts_in(channel.kind, rows))
    for reply in replies_in(channel.kind, rows):
        _hear_reply(channel, reply)
    Channel.objects.filter(pk=channel.pk, callback_verified_at=None).update(callback_verified_at=datetime.now(UTC))
    return JsonResponse(DONE[channel.kind == ALIBABA])


def _hear_reply(channel: Channel, reply: Reply) -> None:
    model = channel_kind(channel.kind).settings
    assert issubclass(model, SmsSettings)
    words = {word.strip().upper() for word in settings_of(channel, model).opt_out_words.split(",")}
    if reply.text.upper() in words - {""}:
        opt_out(channel.workspace, "phone", "sms", reply.number, source="event", proof=f"SMS {reply.text[:20]}")


def _rows(body: bytes) -> list[Mapping[str, Any]] | None:
    try:
        found = msgspec.json.decode(body)
    except UNREADABLE:
        return None
    rows = found if isinstance(found, list) else [found]
    if len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        return None
    return rows
