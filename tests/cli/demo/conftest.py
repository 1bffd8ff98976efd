"""The demo's brand beside a sandbox that is really served."""

from __future__ import annotations

from tests.connect.callbacks.platform import platform
from tests.sandboxes import sandbox

__all__ = ["platform", "sandbox"]
