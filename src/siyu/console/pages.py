"""A page without the console: a heading and a paragraph, in both languages."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import format_html

from siyu.lib.text import Text

STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem }
:root { color-scheme: light dark }
h1 { font-size: 1.4rem }
"""
# Braces stand for themselves in a style and for words in a page.
_STYLE = STYLE.replace("{", "{{").replace("}", "}}")
_PAGE = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{}} · Siyu</title><style>{_STYLE}</style></head><body><main>
<h1>{{}}</h1><p>{{}}</p><section lang="en"><h2>{{}}</h2><p>{{}}</p></section></main></body></html>
"""


def plain_page(title: Text, body: Text, *, status: int) -> HttpResponse:
    """Return the page; the words are escaped."""
    return HttpResponse(format_html(_PAGE, title.zh, title.zh, body.zh, title.en, body.en), status=status)
