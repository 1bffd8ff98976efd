"""The command line: each command parses, calls one function and prints. Nothing heavy is imported before it runs."""

from __future__ import annotations


def main() -> None:
    """Run `siyu`."""
    from siyu.cli.root import run

    run()
