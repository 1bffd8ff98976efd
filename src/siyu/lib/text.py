"""A sentence in the two languages Siyu speaks, and the nearest known name for a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyu.lib.labels import Label


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in simplified Chinese and in English; `{name}` places are filled by `format`."""

    zh: str
    en: str

    def format(self, **values: Any) -> Text:
        """Return the text with its places filled in both languages."""
        return Text(self.zh.format(**values), self.en.format(**values))

    def in_(self, language: str) -> str:
        """Return the Chinese words for any `zh…` language tag and the English ones for every other."""
        return self.zh if language.lower().startswith("zh") else self.en

    def as_dict(self) -> Label:
        """Return `{"zh-CN": …, "en": …}`."""
        return {"zh-CN": self.zh, "en": self.en}


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None when nothing comes close."""
    import difflib

    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return found[0] if found else None
