"""Gives each request an id and keeps the API's envelope where Django would answer with a page of its own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from siyu.api.errors import BAD_REQUEST, NOT_FOUND, TOO_LARGE, WRONG_METHOD, envelope

API = "/api/"
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_BARE = {400: BAD_REQUEST, 404: NOT_FOUND, 405: WRONG_METHOD, 413: TOO_LARGE}


class RequestId:
    """Sets `X-Request-ID`: the client's, when it is one, else a new one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        request.id = request_id  # type: ignore[attr-defined]
        response = envelope(BAD_REQUEST) if _holds_null(request) else _in_envelope(request, self.answer(request))
        response.headers["X-Request-ID"] = request_id
        return response


def _holds_null(request: HttpRequest) -> bool:
    """Say whether the address holds a null sign: neither PostgreSQL nor DuckDB takes one in a text."""
    return "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")


def _in_envelope(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    is_json = response.headers.get("Content-Type", "").startswith("application/json")
    if not request.path.startswith(API) or is_json or response.status_code not in _BARE:
        return response
    answer = envelope(_BARE[response.status_code])
    if "Allow" in response.headers:
        answer["Allow"] = response.headers["Allow"]
    return answer
