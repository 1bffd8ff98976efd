"""The loop of a worker that keeps contact codes as they should be."""

from __future__ import annotations

import logging
import threading

from django.db import OperationalError, close_old_connections

from siyu.connect.contact_codes.refreshing import refresh_due

log = logging.getLogger("siyu.contact_codes")
LOOK_EVERY_SECONDS = 0.2
PAUSE_AFTER_FAILURE_SECONDS = 5.0


def run(stop: threading.Event) -> None:
    """Refresh what is due until told to stop."""
    while not stop.is_set():
        close_old_connections()
        try:
            found = refresh_due()
        except OperationalError:
            log.warning("the database was busy; contact codes are looked at again", exc_info=True)
            stop.wait(PAUSE_AFTER_FAILURE_SECONDS)
        except Exception:
            log.exception("contact codes could not be refreshed; they are looked at again")
            stop.wait(PAUSE_AFTER_FAILURE_SECONDS)
        else:
            stop.wait(0 if found else LOOK_EVERY_SECONDS)
