"""Personal data as it is shown to those who may not see it: enough to recognise, too little to use."""

from __future__ import annotations


def mask(kind: str, value: str) -> str:
    """Return the value with its middle hidden: `138****5678`, `w***@example.com`, `ox****9f`."""
    if kind == "email" and "@" in value:
        user, _, host = value.partition("@")
        return f"{user[:1]}***@{host}"
    if kind == "phone" and len(value) >= 8:
        return f"{value[:-8]}****{value[-4:]}"
    if kind == "name":
        return value[:1] + "*" * min(len(value) - 1, 2) if value else ""
    shown = 2 if len(value) >= 8 else 1
    return f"{value[:shown]}****{value[-shown:]}" if len(value) > 2 * shown else "****"
