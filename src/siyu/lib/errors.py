"""The one exception for input that is refused: says what, where and how to mend it, in both languages."""

from __future__ import annotations

from typing import Any

from siyu.lib.text import Text


class Refusal(Exception):  # noqa: N818 - a refusal is the domain's word
    """Bad input, refused before anything was changed.

    `code` is stable and dotted (`rule.unknown_feature`); `where` is a path into what was sent (`all[0].feature`,
    `line 12`); `status` is the HTTP status the API answers with.
    """

    def __init__(
        self, code: str, text: Text, *, where: str | None = None, mend: Text | None = None, status: int = 422
    ) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text
        self.where = where
        self.mend = mend
        self.status = status

    def as_dict(self) -> dict[str, Any]:
        """Return the error envelope's `error` object."""
        return {
            "code": self.code,
            "message": self.text.as_dict(),
            "where": self.where,
            "mend": self.mend.as_dict() if self.mend else None,
        }

    def in_(self, language: str) -> str:
        """Return one line for a terminal: where, what, how to mend."""
        where = f"{self.where}: " if self.where else ""
        text = self.text.in_(language)
        if self.mend is None:
            return f"{where}{text}"
        stop = Text("" if text.endswith("。") else "。", " " if text.endswith((".", "?", "!")) else ". ").in_(language)
        return f"{where}{text}{stop}{self.mend.in_(language)}"
