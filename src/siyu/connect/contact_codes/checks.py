"""What wings above have to say about a code before it is saved, such as whether its welcome can be rendered."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.module_loading import import_string

from siyu.connect.contact_codes.documents import ContactCodeDocument

Check = Callable[[ContactCodeDocument], None]

_paths: list[str] = []


def register_code_check(path: str) -> None:
    """Declare a check by its import path; called from an `apps.py`. It raises `Refusal`."""
    if path not in _paths:
        _paths.append(path)


def check_code(document: ContactCodeDocument) -> None:
    """Raise the `Refusal` of the first check that has something against the document."""
    for path in _paths:
        check: Check = import_string(path)
        check(document)
