"""Carrying requests out: alone, from wherever they stand; what keeps one waiting is told and tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.connect.loads.leases import LASTS, hold
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.privacy.erasing import GRACE, erase
from siyu.unify.privacy.exporting import export
from siyu.unify.privacy.models import PrivacyRequest

Hook = Callable[[str], None]
AGAIN_AFTER = timedelta(minutes=5)

INTERNAL = Refusal(
    "privacy.internal",
    Text("处理时发生内部错误", "the request met an internal error"),
    mend=Text("系统会自动重试；请查看服务日志。", "It is tried again by itself; see the log."),
)


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def carry_out_request(request_id: int, *, grace: timedelta = GRACE, hook: Hook = _no_hook) -> PrivacyRequest:
    """Carry a request out as far as it can go now and return it.

    An erasure waits for `grace` before it removes what readers that began earlier may still have open. `hook` is
    called with the name of every step just done. Anything but a `Refusal` is recorded, raised, and tried again later.
    """
    with hold(f"privacy:{request_id}", patience=1.5 * LASTS.total_seconds()):
        request = PrivacyRequest.objects.select_related("workspace").get(pk=request_id)
        if request.state == PrivacyRequest.DONE:
            return request
        _change(request, state=PrivacyRequest.RUNNING, begun_at=request.begun_at or datetime.now(UTC), error=None)
        try:
            is_done = export(request) if request.kind == PrivacyRequest.EXPORT else erase(request, grace, hook)
        except Refusal as refusal:
            again = datetime.now(UTC) + AGAIN_AFTER
            _change(request, state=PrivacyRequest.WAITING, error=refusal.as_dict(), goes_on_at=again)
            return request
        except Exception:
            again = datetime.now(UTC) + AGAIN_AFTER
            _change(request, state=PrivacyRequest.FAILED, error=INTERNAL.as_dict(), goes_on_at=again)
            raise
        if is_done:
            _change(request, state=PrivacyRequest.DONE, finished_at=datetime.now(UTC), goes_on_at=None)
            change = {"request": request.pk, "stores": len(request.receipt.get("stores", []))}
            record(command_line(request.workspace), f"{request.kind}.done", "member", str(request.member_id), change)
        return request


def requests_to_go_on() -> list[int]:
    """Return the requests that wait for a time that has come, and those that were begun by a worker that is gone."""
    now = datetime.now(UTC)
    due = Q(state__in=[PrivacyRequest.WAITING, PrivacyRequest.FAILED], goes_on_at__lte=now)
    left = Q(state__in=[PrivacyRequest.QUEUED, PrivacyRequest.RUNNING])
    return list(PrivacyRequest.objects.filter(due | left).order_by("pk").values_list("pk", flat=True))


def _change(request: PrivacyRequest, **changes: object) -> None:
    for name, value in changes.items():
        setattr(request, name, value)
    request.save(update_fields=list(changes))
