"""How bodies are read: JSON without null signs, which neither PostgreSQL nor DuckDB takes in a text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from ninja.parser import Parser

_NULL = b"\\u0000"


class WithoutNull(Parser):
    """Refuses a body with a null sign as one that can't be read."""

    def parse_body(self, request: HttpRequest) -> Any:
        if _NULL in request.body:
            raise BadRequest
        return super().parse_body(request)
