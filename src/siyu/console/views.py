"""The console's one page for every address of its own, and the login links that lead to it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_safe

from siyu.accounts.sign_in import sign_in_by_link
from siyu.console.pages import plain_page
from siyu.lib.text import Text


@require_safe
@never_cache
@ensure_csrf_cookie
def show_console(request: HttpRequest) -> HttpResponse:
    """Answer with the built console, which routes by itself; say how to build it where that was not done."""
    page = settings.CONSOLE / "index.html"
    if not page.is_file():
        return plain_page(
            Text("控制台尚未构建", "The console is not built"),
            Text(
                "API 正常工作。要使用控制台，请在源码目录运行 python hatch_build.py，再重启 Siyu。",
                "The API works. For the console, run python hatch_build.py in the source folder and start Siyu again.",
            ),
            status=503,
        )
    return HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")


@require_GET
@never_cache
def use_login_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Sign in by a one-time link and go to the console."""
    if sign_in_by_link(request, token) is None:
        return plain_page(
            Text("登录链接已失效", "This login link is no longer good"),
            Text(
                "链接只能使用一次，15 分钟内有效。请向工作区所有者再要一个，或在服务器上运行 siyu users link。",
                "A link works once and for 15 minutes. Ask an owner for another, or run siyu users link on the server.",
            ),
            status=410,
        )
    return HttpResponseRedirect("/")
