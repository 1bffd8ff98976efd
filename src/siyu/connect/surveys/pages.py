"""The public page `/f/<token>`: shown, answered, thanked; small requests only, a few a second from one address."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from siyu.accounts.csrf import refuse_forged
from siyu.connect.collection.rates import TooFast, rates
from siyu.connect.inbox.limits import InboxFull
from siyu.connect.public import language_of, word_page
from siyu.connect.surveys.answering import keep_answers, read_answers
from siyu.connect.surveys.documents import SurveyDocument, parse_survey
from siyu.connect.surveys.models import Survey
from siyu.connect.surveys.rendering import Filled, form_page, hidden_field
from siyu.connect.surveys.style import STYLE
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOST_BYTES = 65_536
FORM = "application/x-www-form-urlencoded"
A_SECOND = 10
"""Answers a second from one address: people behind one router, or a proxy before the server, share it."""
GOOD_SECONDS = 24 * 3600
VISITOR, VISITOR_SECONDS = "siyu_visitor", 365 * 24 * 3600
SALT = "siyu.surveys.nonce"

GONE = Text("没有这份问卷", "There is no such form"), Text("链接可能写错了。", "The link may be misspelt.")
CLOSED = (
    Text("问卷已结束", "This form is closed"),
    Text("感谢关注，现在不再接受回答。", "It takes no answers any more."),
)
THANKS = Text("已收到，谢谢", "Received, thank you")
STALE = Text("页面已过期，请再点一次提交。", "The page had grown old; please send it once more.")
LATER = Text("现在提交的人太多，请稍后再试。", "Too many answers right now; please try again in a moment.")


@require_safe
@cache_control(public=True, max_age=3600)
def show_style(request: HttpRequest) -> HttpResponse:
    """Answer with the style sheet of all forms; the editor's preview, which has no origin, reads it too."""
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(STYLE, content_type="text/css; charset=utf-8", headers=headers)


@csrf_exempt  # the token is checked below, after the size of the request: before it nothing of it is read
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show_survey(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show a form, or take an answer to it."""
    language = language_of(request)
    survey = Survey.objects.filter(token=token).first()
    if survey is None:
        return _words(GONE, language, 404)
    if survey.closed_at is not None:
        return _words(CLOSED, language, 410)
    document = parse_survey(survey.document)
    if request.method == "POST":
        return _answer(request, survey, document, language)
    return _form(request, survey, document, language, Filled())


@require_safe
@never_cache
def thank(request: HttpRequest, token: str) -> HttpResponse:
    """Say thanks for an answer."""
    language = language_of(request)
    survey = Survey.objects.filter(token=token).first()
    if survey is None:
        return _words(GONE, language, 404)
    said = parse_survey(survey.document).thanks.in_(language)
    return HttpResponse(word_page(THANKS.in_(language), said, language))


def _answer(request: HttpRequest, survey: Survey, document: SurveyDocument, language: str) -> HttpResponseBase:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if request.content_type != FORM or not length.isdecimal() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    try:
        refuse_forged(request)
    except Refusal:
        return _form(request, survey, document, language, Filled(_typed(request.POST), problem=STALE), status=403)
    answers = read_answers(document, request.POST)
    filled = Filled(_typed(request.POST), answers.wrong)
    nonce = _nonce_of(request, survey)
    if nonce is None:
        filled.problem = STALE
        return _form(request, survey, document, language, filled, status=422)
    if not answers.is_good:
        return _form(request, survey, document, language, filled, status=422)
    visitor = request.get_signed_cookie(VISITOR, default="", salt=VISITOR) or secrets.token_hex(12)
    try:
        rates.take(f"survey:{request.META.get('REMOTE_ADDR', '')}", 1, A_SECOND)
        keep_answers(survey, document, answers, nonce, visitor)
    except (TooFast, InboxFull) as refusal:
        filled.problem = LATER
        response = _form(request, survey, document, language, filled, status=refusal.status)
        response["Retry-After"] = str(refusal.seconds)
        return response
    answer = HttpResponseRedirect(f"/f/{survey.token}/thanks?lang={language}", status=303)
    answer.set_signed_cookie(
        VISITOR, visitor, salt=VISITOR, max_age=VISITOR_SECONDS, path="/f/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def _form(
    request: HttpRequest, survey: Survey, document: SurveyDocument, language: str, filled: Filled, *, status: int = 200
) -> HttpResponse:
    """Return the form; what is sent from it counts once, however often it is sent."""
    kept = _nonce_of(request, survey) if request.method == "POST" else None
    nonce = signing.dumps([survey.token, kept or secrets.token_hex(12)], salt=SALT)
    hidden = hidden_field("csrfmiddlewaretoken", get_token(request)) + hidden_field("nonce", nonce)
    return HttpResponse(form_page(document, language, hidden=hidden, filled=filled), status=status)


def _nonce_of(request: HttpRequest, survey: Survey) -> str | None:
    """Return the number the form was given when it was shown; None for another form's, an old or a made-up one."""
    try:
        token, nonce = signing.loads(request.POST.get("nonce", ""), salt=SALT, max_age=GOOD_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return str(nonce) if token == survey.token else None


def _typed(sent: QueryDict) -> dict[str, list[str]]:
    return {name: [value[:5_000] for value in sent.getlist(name)] for name in sent}


def _words(texts: tuple[Text, Text], language: str, status: int) -> HttpResponse:
    title, about = texts
    return HttpResponse(word_page(title.in_(language), about.in_(language), language), status=status)
