"""Where this server is reached from outside: the beginning of the address in a printed code."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """Return scheme and host of a request, one of the hosts that are allowed; https where cookies are for https only."""
    scheme = "https" if settings.SESSION_COOKIE_SECURE else str(request.scheme)
    return f"{scheme}://{request.get_host()}"
