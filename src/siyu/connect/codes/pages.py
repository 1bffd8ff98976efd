"""The public page `/c/<serial>`: says whether a code is genuine and how often it was scanned, and logs the scan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from siyu.connect.codes.finding import Known, find_code
from siyu.connect.codes.rendering import LATER, MISTYPED, UNKNOWN, code_page, problem_page
from siyu.connect.codes.scanning import scan
from siyu.connect.codes.visitors import ROBOT, agent_of, hash_address
from siyu.connect.collection.rates import TooFast, rates
from siyu.connect.public import language_of
from siyu.lib.errors import Refusal

A_SECOND = 5
"""Pages a second for one address: a shop's guests share one, and trying serials out leads nowhere anyway."""


@require_safe
@never_cache
def show_code(request: HttpRequest, serial: str) -> HttpResponse:
    """Count a scan and tell what the code is; a `HEAD` request and a program see without being counted."""
    language = language_of(request)
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        rates.take(f"code:{address}", 1, A_SECOND)
        known = find_code(serial)
    except TooFast as refusal:
        response = HttpResponse(problem_page(LATER, language), status=429)
        response["Retry-After"] = str(refusal.seconds)
        return response
    except Refusal as refusal:
        said = {"code.mistyped": MISTYPED, "code.unknown": UNKNOWN}.get(refusal.code)
        # Whatever else is wrong is ours, and no reason to call a code an imitation.
        return HttpResponse(problem_page(said or LATER, language), status=404 if said else 503)
    return HttpResponse(
        code_page(known, serial_of(known), scan(known, _agent(request), hash_address(address)), language)
    )


def serial_of(known: Known) -> str:
    """Return the serial of a known code in its one spelling."""
    from siyu.connect.codes.keys import key_of
    from siyu.connect.codes.serials import write_serial

    return write_serial(known.batch.tag, key_of(known.batch), known.number)


def _agent(request: HttpRequest) -> str:
    return ROBOT if request.method == "HEAD" else agent_of(request.headers.get("User-Agent", ""))
