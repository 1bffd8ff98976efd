"""Refuses a request that another site made a signed-in browser send."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def refuse_forged(request: HttpRequest) -> None:
    """Check the CSRF token of a request that changes something; raises a 403 `Refusal`."""
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    check.process_request(request)
    if check.process_view(request, _a_view, (), {}) is not None:
        raise Refusal(
            "access.csrf",
            Text("请求缺少有效的 CSRF 令牌", "the request has no valid CSRF token"),
            mend=Text("请刷新页面后重试。", "Reload the page and try again."),
            status=403,
        )


def _a_view() -> HttpResponse:
    """Stands for a view without exemption."""
    return HttpResponse()
