"""Why a text is refused, in words an operator can act on."""

from __future__ import annotations

from typing import Any, NamedTuple

from liquid.exceptions import (
    BlockNestingError,
    FilterArgumentError,
    FilterValueError,
    LiquidError,
    LiquidSyntaxError,
    ResourceLimitError,
    UnknownFilterError,
)

from siyu.engage.templates.filters import FILTERS
from siyu.engage.templates.places import place_at
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Words = tuple[str, str]


class _Reason(NamedTuple):
    kinds: type[Exception] | tuple[type[Exception], ...]
    code: str
    words: Words
    mend: Words | None = None


def refuse(code: str, zh: str, en: str, where: str | None, *, mend: Words | None = None, **told: Any) -> Refusal:
    """Return a refusal; `told` fills the places of its texts and may hold any text."""
    advice = Text(*mend).format(**told) if mend else None
    return Refusal(f"template.{code}", Text(zh, en).format(**told), where=where, mend=advice)


def refuse_liquid(error: Exception, text: str, where: str | None) -> Refusal:
    """Return what went wrong with a text as a refusal."""
    error = error.__cause__ if isinstance(error.__cause__, RecursionError) else error
    reason = next(one for one in _REASONS if isinstance(error, one.kinds))
    problem = str(error.message) if isinstance(error, LiquidError) else str(error)
    told = {"problem": problem[:200], "filters": ", ".join(sorted(FILTERS)), "tags": _TAG_NAMES}
    words = reason.words
    token = getattr(error, "token", None)
    if token is not None and 0 <= token.start_index <= len(text):
        place = place_at(text, token.start_index).text
        words = (f"{words[0]}（{place.zh}）", f"{words[1]} ({place.en})")
    return refuse(reason.code, *words, where, mend=reason.mend, **told)


_TAG_NAMES = "if, unless, case, comment"
_REASONS = (
    _Reason(
        UnknownFilterError, "unknown_filter", ("没有这个过滤器：{problem}", "there is no such filter: {problem}"),
        ("可用：{filters}", "Known: {filters}"),
    ),
    _Reason((BlockNestingError, RecursionError), "too_deep", ("嵌套太深", "it is nested too deep")),
    _Reason(
        (ResourceLimitError, FilterValueError, ArithmeticError), "too_much",
        ("结果太大：{problem}", "it grows too large: {problem}"),
    ),
    _Reason(
        FilterArgumentError, "bad_argument",
        ("过滤器参数不对：{problem}", "a filter is given something wrong: {problem}"),
    ),
    _Reason(
        LiquidSyntaxError, "syntax", ("语法不对：{problem}", "this is not Liquid as messages know it: {problem}"),
        ("可用的标签：{tags}；例如 {{{{ name | default: '您' }}}}", "Tags: {tags}. For instance {{{{ name | default: 'you' }}}}"),
    ),
    _Reason(Exception, "unreadable", ("文本无法解析：{problem}", "the text cannot be read: {problem}")),
)  # fmt: skip
