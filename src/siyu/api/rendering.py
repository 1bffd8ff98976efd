"""How values become JSON: instants with their offset, decimals as numbers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from siyu.lib.jsons import plain


class Encoder(NinjaJSONEncoder):
    """Writes what plain JSON has no word for."""

    def default(self, o: Any) -> Any:
        return plain(o) if isinstance(o, date | Decimal) else super().default(o)


class JSON(BaseRenderer):
    """Compact JSON in UTF-8; not-a-number is refused, because no JSON parser reads it."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        return json.dumps(data, cls=Encoder, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
