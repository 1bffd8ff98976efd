"""The shell of pages that anybody may open: plain HTML for phones, no script, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LANGUAGES = {"zh-CN": "中文", "en": "English"}

_PAGE = (
    '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<title>{}</title><link rel="stylesheet" href="/f/style.css"></head><body><main>{}</main></body></html>'
)


def language_of(request: HttpRequest) -> str:
    """Return the language that was chosen, else that of the browser."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        return asked
    told = request.headers.get("Accept-Language", "")[:200].lower()
    return "en" if told and "zh" not in told else "zh-CN"


def public_page(title: str, body: SafeString, language: str) -> str:
    """Return a whole page around a body."""
    return format_html(_PAGE, language, title, body)


def word_page(title: str, about: str, language: str) -> str:
    """Return a page that only says something."""
    said = format_html("<p>{}</p>", about) if about else SafeString()
    return public_page(title, format_html("<h1>{}</h1>{}", title, said), language)


def language_links(language: str) -> SafeString:
    """Return links to the page in the other languages."""
    links = ((name, name, label) for name, label in LANGUAGES.items() if name != language)
    return format_html("<nav>{}</nav>", format_html_join(" ", '<a href="?lang={}" lang="{}">{}</a>', links))
