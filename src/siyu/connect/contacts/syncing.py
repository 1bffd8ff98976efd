"""Reading all there is on the platform, in steps that go on where they were left."""

from __future__ import annotations

from collections.abc import Callable

from siyu.connect.contacts.contact_step import read_contacts
from siyu.connect.contacts.group_step import read_groups
from siyu.connect.contacts.models import ContactSync
from siyu.connect.contacts.runs import STEPS, LostLeaseError, Reading, take_sync
from siyu.connect.contacts.staff_step import read_staff
from siyu.connect.contacts.tag_step import read_tags
from siyu.connect.inbox.limits import InboxFull
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError

_READ: dict[str, Callable[[Reading], None]] = {
    "staff": read_staff,
    "tags": read_tags,
    "contacts": read_contacts,
    "groups": read_groups,
}
_PAUSING = frozenset({45009, 45011, 45033})


def _no_hook(place: str) -> None:
    """Do nothing between places."""


def sync_contacts(channel: Channel, *, hook: Callable[[str], None] = _no_hook) -> ContactSync | None:
    """Carry out the reading that waits and return it; None when there is none, or another process is at it.

    What passes by itself, such as a busy platform, leaves it to be gone on with; what does not ends it, with the reason.
    """
    reading = take_sync(channel, hook)
    if reading is None:
        return None
    try:
        for step in STEPS[STEPS.index(reading.run.step) :]:
            if step != reading.run.step:
                reading.begin(step)
            _READ[step](reading)
    except PlatformError as error:
        told = error.as_refusal().as_dict()
        passes = error.is_passing or error.errcode in _PAUSING or error.problem == "too_fast"
        (reading.pause if passes else reading.finish)(told)
    except InboxFull as full:
        reading.pause(full.as_dict())
    except LostLeaseError:
        return None
    else:
        reading.finish()
    return reading.run
