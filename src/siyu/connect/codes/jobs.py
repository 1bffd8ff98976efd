"""Jobs of codes: files to print, claims that wait to be told, salts of days that are over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from siyu.jobs.queue import MAINTENANCE, enqueue_once, job

LOST_AFTER = timedelta(minutes=5)


@job()
def draw_print(number: int) -> None:
    """Draw a file; killed midway, the next worker goes on with it."""
    from siyu.connect.codes.drawing import carry_out
    from siyu.lib.errors import Refusal

    try:
        carry_out(number)
    except Refusal as refusal:
        # Another worker is at it already.
        if refusal.code != "lease.held":
            raise


@job(queue=MAINTENANCE)
def take_up_prints() -> int:
    """Queue drawings that nobody has worked on for a while, delete files whose days are over."""
    from siyu.connect.codes.drawing import drop_expired
    from siyu.connect.codes.models import CodePrint

    drop_expired()
    lost = CodePrint.objects.filter(state__in=CodePrint.OPEN, touched_at__lt=datetime.now(UTC) - LOST_AFTER)
    numbers = list(lost.values_list("pk", flat=True))
    for number in numbers:
        enqueue_once(draw_print, number)
    return len(numbers)


@job()
def tell_waiting_claims() -> int:
    """Tell the events of claims that a crash or a full inbox left untold."""
    from siyu.connect.codes.telling import tell_waiting

    return tell_waiting()


@job(queue=MAINTENANCE)
def forget_old_salts() -> int:
    """Destroy what addresses were hashed with on days that are over."""
    from siyu.connect.codes.visitors import forget_salts

    return forget_salts(datetime.now(UTC).date())
