"""How the API knows its caller: a bearer key, or the session cookie with a CSRF token."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.base import AuthBase

from siyu.accounts.access import Caller, identify
from siyu.accounts.csrf import refuse_forged


class ByKey(AuthBase):
    """An API key in the Authorization header."""

    openapi_type = HttpBearer.openapi_type
    openapi_scheme = HttpBearer.openapi_scheme

    def __call__(self, request: HttpRequest) -> Caller | None:
        return identify(request) if "Authorization" in request.headers else None


class BySession(AuthBase):
    """The session cookie; a change also needs the CSRF token."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Caller | None:
        if "Authorization" in request.headers:
            return None
        caller = identify(request)
        if caller:
            refuse_forged(request)
        return caller
