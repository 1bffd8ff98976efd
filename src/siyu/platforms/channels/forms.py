"""The fields of a kind as a form needs them."""

from __future__ import annotations

from typing import Any

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelKind, ChannelSettings, SecretField


def describe_kind(kind: ChannelKind) -> dict[str, Any]:
    """Return what a channel of the kind is made of."""
    return {
        "name": kind.name, "label": kind.label.as_dict(), "identity": kind.identity.as_dict(), "default_url": kind.default_url,
        "has_callbacks": kind.has_callbacks, "callback_about": kind.callback_about.as_dict(), "can_be_checked": kind.check is not None,
        "secrets": [_secret(field) for field in kind.secrets], "settings": describe_settings(kind.settings),
    }  # fmt: skip


def describe_settings(model: type[ChannelSettings]) -> list[dict[str, Any]]:
    """Return the fields of settings: `type` is integer, number, boolean, string, choice, or json for what has no simple shape."""
    properties = model.model_json_schema()["properties"]
    return [_setting(name, described) for name, described in properties.items()]


def _secret(field: SecretField) -> dict[str, Any]:
    label, about = field.label.as_dict(), field.about.as_dict()
    return {"name": field.name, "label": label, "about": about, "is_needed": field.is_needed}


def _setting(name: str, described: dict[str, Any]) -> dict[str, Any]:
    arms = [arm for arm in described.get("anyOf", [described]) if arm.get("type") != "null"]
    shape = arms[0] if len(arms) == 1 else {}
    kind = "choice" if "enum" in shape else shape.get("type", "json")
    return {
        "name": name, "label": described.get("label") or Text(name, name).as_dict(), "about": described.get("about"),
        "type": "json" if kind in {"array", "object"} else kind, "choices": _choices(shape.get("enum"), described.get("choices", {})),
        "default": described.get("default"), "least": shape.get("minimum"), "most": shape.get("maximum"),
    }  # fmt: skip


def _choices(values: list[str] | None, labels: dict[str, Any]) -> list[dict[str, Any]] | None:
    if values is None:
        return None
    return [{"value": value, "label": labels.get(value) or Text(value, value).as_dict()} for value in values]
