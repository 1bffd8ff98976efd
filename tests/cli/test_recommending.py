"""`siyu recommend`: refusals, and rates and products of a shop that has not enough of them."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--report"),
        (("1", "--report"), "--report"),
        (("--report",), "--learn"),
        (("--report", "--learn"), "nothing was learnt"),
        (("99",), "99"),
        (("one",), "MEMBER"),
    ],
)
def test_what_cannot_be_recommended_is_refused(
    siyu: Run, shop: Workspace, arguments: tuple[str, ...], words: str
) -> None:
    done = siyu("recommend", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
