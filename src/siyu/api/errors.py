"""Every answer that is not a success has one shape: `{"error": {"code", "message", "where", "mend"}}`."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from siyu.api.messages import message_of
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

log = logging.getLogger("siyu.api")

NOT_FOUND = Refusal("not_found", Text("没有这个地址", "there is nothing at this address"), status=404)
WRONG_METHOD = Refusal("method", Text("此地址不支持该方法", "this address does not support the method"), status=405)
TOO_LARGE = Refusal("body.too_large", Text("请求内容过大", "the request is too large"), status=413)
BAD_REQUEST = Refusal("bad_request", Text("请求无法解析", "the request can't be read"), status=400)
SIGN_IN = Refusal(
    "access.sign_in",
    Text("请先登录", "sign in first"),
    mend=Text("请登录，或在 Authorization 头中带上 API 密钥。", "Sign in, or send an API key as a bearer token."),
    status=401,
)

_REFUSED_AS: dict[type[Exception], Refusal | None] = {
    Refusal: None,
    ValidationError: None,
    AuthenticationError: SIGN_IN,
    HttpError: None,
    Http404: NOT_FOUND,
    RequestDataTooBig: TOO_LARGE,
    BadRequest: BAD_REQUEST,
    SuspiciousOperation: BAD_REQUEST,
    UnreadablePostError: BAD_REQUEST,
    MultiPartParserError: BAD_REQUEST,
}
"""Known failures; those with None are described one by one. The order decides between a class and its base."""


def answer_errors(api: NinjaAPI) -> None:
    """Make the API answer each kind of failure in the envelope."""
    for kind in (*_REFUSED_AS, Exception):
        api.add_exception_handler(kind, answer_failure)


def answer_failure(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer any exception: a refusal as it is, known failures as refusals, the rest as an internal error."""
    if isinstance(error, Refusal):
        return envelope(error)
    if isinstance(error, ValidationError):
        return envelope(_invalid(error.errors))
    for kind, refusal in _REFUSED_AS.items():
        if refusal is not None and isinstance(error, kind):
            return envelope(refusal)
    if isinstance(error, HttpError):
        return envelope(_of_status(error.status_code))
    return answer_unexpected(request, error)


def envelope(refusal: Refusal) -> HttpResponse:
    """Return the answer for a refusal; one that says when to come back gets `Retry-After`."""
    from siyu.api.rendering import JSON

    content = JSON().render(HttpRequest(), {"error": refusal.as_dict()}, response_status=refusal.status)
    response = HttpResponse(content, status=refusal.status, content_type="application/json; charset=utf-8")
    if seconds := getattr(refusal, "seconds", None):
        response["Retry-After"] = str(seconds)
    return response


def answer_unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """Log the failure with the request's id and tell the client only that id."""
    request_id = getattr(request, "id", "-")
    log.error("request %s failed: %s %s", request_id, request.method, request.path, exc_info=error)
    text = Text("服务器内部错误（请求编号 {id}）", "the server failed (request {id})").format(id=request_id)
    mend = Text(
        "请重试；如仍失败，请把编号告诉管理员。", "Try again; if it stays, give the number to your administrator."
    )
    return envelope(Refusal("internal", text, mend=mend, status=500))


def _of_status(status: int) -> Refusal:
    known = {404: NOT_FOUND, 405: WRONG_METHOD, 401: SIGN_IN, 413: TOO_LARGE}
    return known.get(status) or Refusal(BAD_REQUEST.code, BAD_REQUEST.text, status=status)


def _invalid(errors: list[dict[str, Any]]) -> Refusal:
    """Describe the first fault of a request that does not have the declared shape; one at a time is enough to mend."""
    first: dict[str, Any] = dict(errors[0])
    place = [part for part in first["loc"][1:] if isinstance(part, str | int)]
    parts = place[1:] if first["loc"][0] == "body" and len(place) > 1 else place
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")
    return Refusal("request.invalid", message_of(first), where=where or str(first["loc"][0]))
