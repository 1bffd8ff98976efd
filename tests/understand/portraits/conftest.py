"""Saving segments, for tests of portraits."""

from tests.understand.segments.conftest import save

__all__ = ["save"]
