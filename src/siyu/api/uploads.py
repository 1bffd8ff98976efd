"""Refuses a request with files that is too large before any of it is read, so that nobody can fill the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

AROUND_THE_FILE = 65_536
"""What a request may hold besides the file: boundaries, headers and the other fields of the form."""


class SizeLimit(FileUploadHandler):
    """Looks at the declared length, which no request can exceed, and leaves the file to the next handler."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.SIYU_UPLOAD_MAX_BYTES + AROUND_THE_FILE:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Give no file: the next handler does."""
