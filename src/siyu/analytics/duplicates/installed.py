"""Whether the optional extra is there that probable duplicates are found with."""

from __future__ import annotations

import importlib.util

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

NOT_INSTALLED = Refusal(
    "duplicates.not_installed",
    Text("没有安装查找疑似重复所需的组件 Splink", "Splink, which probable duplicates are found with, is not installed"),
    mend=Text(
        "运行 pip install 'siyu[duplicates]'，然后重启 siyu up。",
        "Run pip install 'siyu[duplicates]' and start siyu up again.",
    ),
    status=409,
)


def is_installed() -> bool:
    """Say whether the extra `duplicates` is there, without loading it."""
    return importlib.util.find_spec("splink") is not None
