"""A sentence in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in both languages; `{name}` places are filled by `format`."""

    zh: str
    en: str

    def format(self, **values: Any) -> Wording:
        """Return the sentence with its places filled."""
        return Wording(self.zh.format(**values), self.en.format(**values))

    def as_dict(self) -> dict[str, str]:
        """Return `{"zh-CN": …, "en": …}`."""
        return {"zh-CN": self.zh, "en": self.en}
