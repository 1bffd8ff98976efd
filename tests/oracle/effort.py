"""How hard the oracle is asked: the same few histories in every run, or ever new ones with `ORACLE_EXAMPLES=500`.

`ORACLE_SHRINK=1` makes a failing history small before it is shown, which takes minutes.
"""

from __future__ import annotations

import os

from hypothesis import Phase, settings


def effort(examples: int) -> settings:
    """Return settings for a test that draws histories."""
    asked = os.environ.get("ORACLE_EXAMPLES")
    phases = (Phase.generate, Phase.shrink) if "ORACLE_SHRINK" in os.environ else (Phase.generate,)
    return settings(
        # A few in CI, which is to stay below twenty minutes; `make test-slow` asks for more.
        max_examples=int(asked or max(2, examples // 3)),
        derandomize=asked is None,
        database=None,
        phases=phases,
        print_blob=False,
    )
