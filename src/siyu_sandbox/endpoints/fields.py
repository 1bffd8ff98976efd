"""Fields of a request: what each may hold, and with which code the platform refuses what it may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.wording import Wording

_KINDS: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "number": int,
    "decimal": (int, float),
    "flag": (bool, int),
    "list": list,
    "object": dict,
    "any": object,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `least` and `most` bound a number, or the length of a text (in characters) or of a list.

    `missing` and `wrong` are the platform's codes; `cut` shortens a text silently, as the platform does.
    """

    name: str
    kind: str
    needed: bool = False
    default: Any = None
    least: float | None = None
    most: float | None = None
    octets: int | None = None
    cut: int | None = None
    among: tuple[Any, ...] = ()
    missing: int = PARAMETER
    wrong: int = PARAMETER

    def take(self, given: Mapping[str, Any], *, loose: bool) -> Any:
        """Return the checked value; `loose` reads numbers and flags out of text, as queries hold them."""
        value = given.get(self.name)
        if value is None or (self.needed and value in ("", [], {})):
            if self.needed:
                raise self._refuse(self.missing, Wording("缺失", "missing"))
            return self.default
        value = self._read(value, loose)
        self._check(value)
        return value[: self.cut] if self.cut and isinstance(value, str) else value

    def limits(self) -> str:
        """Return the limits as a listing shows them."""
        parts = []
        if self.least is not None or self.most is not None:
            low = "" if self.least is None else f"{self.least:g}"
            parts.append(f"{low}–{'' if self.most is None else f'{self.most:g}'}")
        if self.octets:
            parts.append(f"≤{self.octets} B")
        if self.cut:
            parts.append(f"cut at {self.cut}")
        if self.among:
            parts.append("/".join(str(one) for one in self.among))
        return ", ".join(parts)

    def _read(self, value: Any, loose: bool) -> Any:
        if loose and isinstance(value, str) and self.kind in {"number", "decimal", "flag"}:
            try:
                value = {"true": 1, "false": 0}.get(value) if value in {"true", "false"} else int(value)
            except ValueError:
                raise self._refuse(self.wrong, Wording("不是数字", "not a number")) from None
        if not isinstance(value, _KINDS[self.kind]) or (self.kind in {"number", "decimal"} and isinstance(value, bool)):
            raise self._refuse(self.wrong, Wording(f"应为 {self.kind}", f"not a {self.kind}"))
        return bool(value) if self.kind == "flag" else value

    def _check(self, value: Any) -> None:
        size = value if self.kind in {"number", "decimal"} else len(value) if isinstance(value, str | list) else 0
        if (self.least is not None and size < self.least) or (self.most is not None and size > self.most):
            raise self._refuse(self.wrong, Wording(f"超出范围 {self.limits()}", f"out of {self.limits()}"))
        if self.octets and len(str(value).encode()) > self.octets:
            raise self._refuse(self.wrong, Wording(f"超过 {self.octets} 字节", f"longer than {self.octets} bytes"))
        if self.among and value not in self.among:
            raise self._refuse(self.wrong, Wording(f"只能是 {self.limits()}", f"none of {self.limits()}"))

    def _refuse(self, code: int, what: Wording) -> Rejected:
        return Rejected(code, problem=Wording(f"{self.name}：{what.zh}", f"{self.name}: {what.en}"))


def text(name: str, **rules: Any) -> Field:
    """Return a field of text; `least` and `most` count characters, `octets` UTF-8 bytes."""
    return Field(name, "text", **rules)


def number(name: str, **rules: Any) -> Field:
    """Return a field of a whole number."""
    return Field(name, "number", **rules)


def decimal(name: str, **rules: Any) -> Field:
    """Return a field of a number that may have a fraction."""
    return Field(name, "decimal", **rules)


def flag(name: str, **rules: Any) -> Field:
    """Return a field of true and false, also as 1 and 0."""
    return Field(name, "flag", **rules)


def listed(name: str, **rules: Any) -> Field:
    """Return a field of a list; `least` and `most` count its members."""
    return Field(name, "list", **rules)


def thing(name: str, **rules: Any) -> Field:
    """Return a field of an object."""
    return Field(name, "object", **rules)


def paged(most: int, default: int | None = None) -> tuple[Field, Field]:
    """Return the fields of a list in pages: `cursor` and `limit`."""
    return text("cursor", default=""), number("limit", least=1, most=most, default=default or most)
