"""What is kept of requests can only be opened with the key, for the workspace it was sealed for."""

from __future__ import annotations

import pytest

from siyu.connect.inbox.sealing import seal, unseal


def test_it_opens_as_it_was() -> None:
    for plain in (b"", b"x", b'{"phone": "13912345678"}' * 1000):
        sealed = seal(plain, 7)
        assert unseal(sealed, 7) == plain
        assert b"13912345678" not in sealed


def test_another_workspace_or_a_changed_byte_does_not_open_it() -> None:
    sealed = seal(b"secret", 7)
    for wrong, workspace in ((sealed, 8), (sealed[:-1] + bytes([sealed[-1] ^ 1]), 7), (b"short", 7)):
        with pytest.raises(ValueError, match="sealed"):
            unseal(wrong, workspace)
