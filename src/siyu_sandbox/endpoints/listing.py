"""The table as Markdown: the reference of what the sandbox answers is written by itself."""

from __future__ import annotations

from siyu_sandbox.endpoints.fields import Field
from siyu_sandbox.endpoints.table import ENDPOINTS, Endpoint

TITLES = {"wecom": "WeCom", "official": "Official account and mini-program", "control": "Control API"}
_HEAD = "| call | what | token of | fields (**needed**) |\n|---|---|---|---|\n"


def as_markdown() -> str:
    """Return one table per platform, sorted by path."""
    parts = ["# Endpoints\n\nWritten by `siyu sandbox --list`; a test keeps it true.\n"]
    for platform, title in TITLES.items():
        rows = sorted((one for one in ENDPOINTS.values() if one.platform == platform), key=lambda one: one.path)
        if rows:
            parts.append(f"\n## {title} ({len(rows)})\n\n{_HEAD}{''.join(map(_row, rows))}")
    return "".join(parts)


def _row(row: Endpoint) -> str:
    who = ", ".join(sorted(row.allowed)) or "–"
    fields = ", ".join(map(_field, row.fields)) or "–"
    codes = f" Codes: {', '.join(map(str, row.codes))}." if row.codes else ""
    about = row.about.replace("|", "\\|")
    return f"| `{row.method}` `{row.path}` | {about}{codes} | {who} | {fields} |\n"


def _field(one: Field) -> str:
    name = f"**`{one.name}`**" if one.needed else f"`{one.name}`"
    limits = one.limits()
    return f"{name} ({limits})" if limits else name
