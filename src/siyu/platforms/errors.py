"""What goes wrong when a platform is called: its code with our words for it, or why there was no answer."""

from __future__ import annotations

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.meanings import MEANINGS, PROBLEMS

BUSY, FREQUENT = -1, 45009


class PlatformError(Exception):
    """A platform answered with an error code, or not at all.

    `errcode` is the platform's; None means that there was no answer, and `problem` says why: `unreachable` (it was never
    sent), `timeout`, `broken`, `unexpected`, `too_fast` (held back here), `no_secret`, `disabled` or `http_<status>`. `errmsg` is shown
    and never matched: its words change.
    """

    def __init__(self, path: str, errcode: int | None, errmsg: str = "", *, problem: str = "") -> None:
        self.path, self.errcode, self.errmsg, self.problem = path, errcode, errmsg[:300], problem
        super().__init__(f"{path}: {errcode if errcode is not None else problem}")

    @property
    def is_passing(self) -> bool:
        """Say whether the same call may succeed a little later."""
        return self.errcode == BUSY or self.problem in {"unreachable", "timeout", "broken"} or self._is_server_error

    @property
    def is_uncertain(self) -> bool:
        """Say whether the platform may have done what was asked all the same: then it must not be asked again blindly."""
        return self.errcode == BUSY or self.problem in {"timeout", "broken", "unexpected"} or self._is_server_error

    @property
    def meaning(self) -> Text:
        """Say what it means."""
        return self._told[0]

    @property
    def mend(self) -> Text | None:
        """Say what to do about it, where anything can be done."""
        return self._told[1]

    def as_refusal(self, *, where: str | None = None, status: int = 502) -> Refusal:
        """Return it as an answer of our API."""
        code = f"platform.{self.problem or self.errcode}"
        return Refusal(code, self.meaning, where=where, mend=self.mend, status=status)

    @property
    def _is_server_error(self) -> bool:
        return self.problem.startswith("http_5")

    @property
    def _told(self) -> tuple[Text, Text | None]:
        if self.errcode is None:
            return PROBLEMS["http" if self.problem.startswith("http_") else self.problem]
        if told := MEANINGS.get(self.errcode):
            return told
        return Text(f"平台返回错误 {self.errcode}", f"the platform answered error {self.errcode}"), None
