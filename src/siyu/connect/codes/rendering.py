"""The words of the page a code leads to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString

from siyu.connect.codes.finding import Known
from siyu.connect.codes.scanning import Seen
from siyu.connect.codes.serials import shown
from siyu.connect.public import language_links, public_page, word_page
from siyu.lib.text import Text

MISTYPED = (
    Text("请再核对一遍", "Please check it again"),
    Text("这串字符有输入错误，请对照包装重新输入。", "There is a typing error in it: compare it with what is printed."),
)
UNKNOWN = (
    Text("查无此码", "There is no such code"),
    Text(
        "这不是我们发出的码，请谨防假冒。如有疑问，请联系购买处。",
        "This code was not made by us. Beware of imitations; if in doubt, ask where you bought it.",
    ),
)
LATER = Text("请稍后再试", "Please try again later"), Text("暂时无法查询。", "It cannot be looked up right now.")

TITLES: dict[str, Text] = {
    "genuine": Text("真品", "Genuine"),
    "again": Text("这个码曾被查询过", "This code was scanned before"),
    "claimed": Text("这个码已被领取", "This code has been claimed"),
    "early": Text("这个码尚未生效", "This code is not valid yet"),
    "expired": Text("这个码已过期", "This code has expired"),
    "void": Text("这个码已作废", "This code is void"),
}
ABOUT: dict[str, Text] = {
    "genuine": Text(
        "这个码由 {brand} 发出，此前没有人查询过。", "It was made by {brand}, and nobody scanned it before."
    ),
    "again": Text(
        "这个码由 {brand} 发出。若您刚买到且第一次查询，请谨防假冒。",
        "It was made by {brand}. If this is new and your first scan, beware of imitations.",
    ),
    "claimed": Text("这个码由 {brand} 发出。", "It was made by {brand}."),
    "early": Text("{from_} 起可用。", "It can be used from {from_} on."),
    "expired": Text("有效期至 {until}。", "It could be used until {until}."),
    "void": Text("{brand} 已将它作废：{reason}", "{brand} made it void: {reason}"),
}
SCANNED = Text("此前查询 {count} 次，首次在 {since}。", "Scanned {count} times before, first on {since}.")
ONCE = Text("此前查询 1 次，在 {since}。", "Scanned once before, on {since}.")
GO_ON = Text("继续", "Go on")


def code_page(known: Known, serial: str, seen: Seen, language: str) -> str:
    """Return the page of a code that was made."""
    title = TITLES[seen.verdict].in_(language)
    body = format_html(
        '{}<h1>{}</h1><p>{}</p>{}<p class="hint">{}</p>{}',
        language_links(language), title, _about(known, seen, language), _before(known, seen, language), shown(serial),
        _landing(known, serial, seen, language),
    )  # fmt: skip
    return public_page(title, body, language)


def problem_page(said: tuple[Text, Text], language: str) -> str:
    """Return a page for what is no code of ours."""
    title, about = said
    return word_page(title.in_(language), about.in_(language), language)


def _about(known: Known, seen: Seen, language: str) -> str:
    batch = known.batch
    filled = {"brand": batch.workspace.name, "reason": batch.void_reason, "from_": batch.valid_from_on,
              "until": batch.valid_until_on}  # fmt: skip
    return ABOUT[seen.verdict].format(**filled).in_(language)


def _before(known: Known, seen: Seen, language: str) -> SafeString:
    if not seen.before:
        return SafeString()
    text = ONCE if seen.before == 1 else SCANNED
    return format_html("<p>{}</p>", text.format(count=seen.before, since=_at(seen.first_at, known)).in_(language))


def _landing(known: Known, serial: str, seen: Seen, language: str) -> SafeString:
    address = known.batch.landing.replace("{serial}", serial)
    if not address or seen.verdict in {"void", "early", "expired"}:
        return SafeString()
    return format_html('<p><a href="{}" rel="noopener noreferrer">{}</a></p>', address, GO_ON.in_(language))


def _at(at: datetime | None, known: Known) -> str:
    return f"{at.astimezone(ZoneInfo(known.batch.workspace.zone)):%Y-%m-%d %H:%M}" if at else "–"
