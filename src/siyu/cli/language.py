"""The language of the terminal: `--lang`, else SIYU_LANG, else the locale; Chinese for zh…, English for the rest."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siyu.lib.text import Text

_chosen: list[str] = []


def choose(arguments: Sequence[str]) -> None:
    """Take the language from the arguments, before any help text is made."""
    given = [
        following if argument == "--lang" else argument.removeprefix("--lang=")
        for argument, following in zip(arguments, [*arguments[1:], ""], strict=True)
        if argument == "--lang" or argument.startswith("--lang=")
    ]
    _chosen[:] = [value for value in given if value][:1]


def language() -> str:
    """Return a language tag such as `zh_CN.UTF-8` or `en`."""
    variables = ("SIYU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for value in (*_chosen, *map(os.environ.get, variables)) if value), "en")


def say(text: Text) -> str:
    """Return the words of the terminal's language."""
    return text.in_(language())
