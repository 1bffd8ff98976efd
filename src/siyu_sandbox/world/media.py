"""Files that were uploaded: three days for most, for ever for some images."""

from __future__ import annotations

from dataclasses import dataclass

LIFE = 3 * 86400


@dataclass(slots=True)
class Media:
    """A file. The bytes are kept so that they can be fetched, and left out of the state."""

    media_id: str
    type: str
    name: str
    size: int
    content_type: str
    created_at: int
    ends_at: int | None
    holder: str
    attachment_type: int = 0
