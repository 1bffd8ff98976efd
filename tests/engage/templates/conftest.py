"""Documents of templates."""

from __future__ import annotations

from typing import Any

HELLO = "{{ name | default: '您' }}，您已下单 {{ feature.orders_total }} 次"


def document(name: str = "hello", **fields: Any) -> dict[str, Any]:
    """Return a template document that fits SMS, unless told otherwise."""
    return {
        "kind": "template",
        "name": name,
        "label": {"zh-CN": f"模板{name}", "en": name},
        "class": "service",
        "contents": {"sms": {"text": HELLO}},
        **fields,
    }
