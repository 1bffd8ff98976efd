"""The public page `/k/<key>` behind a printed code: shows the platform's picture to be pressed, and counts the visit."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from siyu.connect.collection.rates import TooFast, rates
from siyu.connect.contact_codes.models import ContactCode
from siyu.connect.public import language_links, language_of, public_page, word_page
from siyu.lib.text import Text

A_SECOND = 10
PICTURES = "https://wework.qpic.cn https://*.qpic.cn"
"""Where the platform keeps the pictures of its codes."""
POLICY = f"default-src 'none'; style-src 'self'; img-src 'self' {PICTURES}; base-uri 'none'; frame-ancestors 'none'"

GONE = Text("没有这个码", "There is no such code"), Text("链接可能写错了。", "The link may be misspelt.")
SOON = (
    Text("这个码正在准备", "This code is being prepared"),
    Text("请稍后再扫一次。", "Please scan it again in a moment."),
)
LATER = Text("请稍后再试", "Please try again in a moment"), Text("", "")
PRESS = Text("长按识别二维码", "Press and hold the code")
TO_STAFF = Text("添加后即可与我们联系。", "Add us to talk with us.")
TO_GROUP = Text("识别后即可加入群聊。", "It leads into our group.")


@require_safe
@never_cache
def show_contact_code(request: HttpRequest, key: str) -> HttpResponse:
    """Show the code's picture; a `HEAD` request sees it without being counted."""
    language = language_of(request)
    try:
        rates.take(f"contact code:{request.META.get('REMOTE_ADDR', '')}", 1, A_SECOND)
    except TooFast as refusal:
        response = _words(LATER, language, 429)
        response["Retry-After"] = str(refusal.seconds)
        return response
    code = ContactCode.objects.filter(key=key).select_related("workspace").first()
    if code is None:
        return _words(GONE, language, 404)
    if not code.qr_code:
        return _words(SOON, language, 503)
    if request.method == "GET":
        ContactCode.objects.filter(pk=code.pk).update(visits=F("visits") + 1)
    response = HttpResponse(_page(code, language))
    response["Content-Security-Policy"] = POLICY
    return response


def _page(code: ContactCode, language: str) -> str:
    about = TO_GROUP if code.document.get("groups") else TO_STAFF
    press = PRESS.in_(language)
    body = format_html(
        '<h1>{}</h1><p><img class="code" src="{}" alt="{}" width="280" height="280" referrerpolicy="no-referrer"></p>'
        "<p><strong>{}</strong></p><p>{}</p>{}",
        code.workspace.name, code.qr_code, press, press, about.in_(language), language_links(language),
    )  # fmt: skip
    return public_page(code.workspace.name, body, language)


def _words(words: tuple[Text, Text], language: str, status: int) -> HttpResponse:
    title, about = words
    return HttpResponse(word_page(title.in_(language), about.in_(language), language), status=status)
