"""Siyu: the open-source system with which a brand owns, understands and serves its members."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_LAZY = {"open": ("siyu.cli.brand", "open_brand"), "Brand": ("siyu.cli.brand", "Brand")}
"""The Python interface, imported when it is first asked for: the package itself stays light and free of cycles."""


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(name)
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*globals(), *_LAZY]
