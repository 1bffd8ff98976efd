"""The table: every path with its method, fields, limits, who may call it and the function that answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from siyu_sandbox.endpoints.fields import Field

Result = Any
"""What a function returns: a dict, None for a bare ok, or an `Answer` for bytes."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One row. `allowed` names the kinds of app or account whose token may call it; empty means no token at all."""

    platform: str
    method: str
    path: str
    allowed: frozenset[str]
    fields: tuple[Field, ...]
    answer: Callable[..., Result]
    codes: tuple[int, ...] = ()
    raw: bool = False
    """The body is a file, not JSON."""

    @property
    def about(self) -> str:
        """Return the first sentence of the function's docstring."""
        return (inspect.getdoc(self.answer) or "").partition("\n")[0]


ENDPOINTS: dict[tuple[str, str], Endpoint] = {}
"""All rows by platform and path."""

Decorator = Callable[[Callable[..., Result]], Callable[..., Result]]


@dataclass(frozen=True, slots=True)
class Table:
    """Adds the rows of one platform below one prefix."""

    platform: str
    prefix: str
    allowed: frozenset[str] = field(default_factory=frozenset)

    def get(self, path: str, *fields: Field, **more: Any) -> Decorator:
        """Return a decorator that adds a row of GET: its fields are in the query."""
        return self._row("GET", path, fields, **more)

    def post(self, path: str, *fields: Field, **more: Any) -> Decorator:
        """Return a decorator that adds a row of POST: its fields are in a JSON body."""
        return self._row("POST", path, fields, **more)

    def both(self, path: str, *fields: Field, **more: Any) -> Decorator:
        """Return a decorator that adds a row for either method, where the sources disagree."""
        return self._row("GET POST", path, fields, **more)

    def _row(self, method: str, path: str, fields: tuple[Field, ...], **more: Any) -> Decorator:
        def add(function: Callable[..., Result]) -> Callable[..., Result]:
            _check(function, fields)
            whole = self.prefix + path
            assert (self.platform, whole) not in ENDPOINTS, f"{whole} stands twice"
            row = {"allowed": self.allowed, **more}
            ENDPOINTS[self.platform, whole] = Endpoint(
                self.platform, method, whole, fields=fields, answer=function, **row
            )
            return function

        return add


def _check(function: Callable[..., Result], fields: tuple[Field, ...]) -> None:
    """Hold a function to its fields: the same names in the same order, the last ones together when it takes `**given`."""
    taken = list(inspect.signature(function).parameters.values())[1:]
    rest = bool(taken) and taken[-1].kind is inspect.Parameter.VAR_KEYWORD
    names, there = [one.name for one in taken[: len(taken) - rest]], [one.name for one in fields]
    assert (set(names) <= set(there)) if rest else (names == there), (
        f"{function.__name__} takes {names}, its fields are {there}"
    )
