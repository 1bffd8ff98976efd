"""Personal data as it is shown to those who may not see it: enough to recognise, too little to use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HIDDEN = "****"


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


PERSONAL_WORDS = (
    "address", "birth", "contact", "id_card", "identity", "mail", "mobile", "name", "passport", "phone", "postcode",
    "wechat", "zip", "住址", "出生", "地址", "姓名", "微信", "手机", "护照", "昵称", "生日", "电话", "身份证", "邮箱", "邮编",
)  # fmt: skip


def is_personal(attribute: str) -> bool:
    """Say whether an attribute's name tells that it points at a person, as an address or a birthday does."""
    return any(word in attribute.lower() for word in PERSONAL_WORDS)


def mask_attributes(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes with the values of personal ones hidden."""
    return {name: HIDDEN if is_personal(name) else value for name, value in attributes.items()}
