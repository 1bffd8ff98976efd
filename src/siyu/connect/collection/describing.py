"""The collection's addresses in the words of OpenAPI, because no router declares them."""

from __future__ import annotations

from typing import Any

from siyu.connect.collection.segment import CALLS, MOST_EVENTS
from siyu.connect.collection.wsgi import SHORT

_ERROR = {
    "type": "object",
    "required": ["success", "code", "message", "error"],
    "properties": {
        "success": {"type": "boolean", "const": False},
        "code": {"type": "string"},
        "message": {"type": "string"},
        "error": {"type": "object"},
    },
}
_ID = {"type": ["string", "integer", "null"]}
_EVENT = {
    "type": "object",
    "properties": {
        "type": {"type": ["string", "null"]},
        "messageId": {"type": ["string", "null"]},
        "userId": _ID,
        "anonymousId": _ID,
        "event": {"type": ["string", "null"]},
        "name": {"type": ["string", "null"]},
        "properties": {"type": "object"},
        "traits": {"type": ["object", "null"]},
        "timestamp": {"type": ["string", "null"], "format": "date-time"},
        "sentAt": {"type": ["string", "null"], "format": "date-time"},
        "previousId": _ID,
        "groupId": _ID,
    },
}
_BATCH = {
    "type": "object",
    "required": ["batch"],
    "properties": {
        "batch": {"type": "array", "items": _EVENT, "maxItems": MOST_EVENTS},
        "sentAt": {"type": ["string", "null"], "format": "date-time"},
        "writeKey": {"type": ["string", "null"]},
    },
}
_FORM = {"type": "object", "properties": {"data": {"type": "string"}, "data_list": {"type": "string"}}}


def collection_paths() -> dict[str, Any]:
    """Return the paths with their operations."""
    calls = {f"/v1/{name}": _operation(f"Send one {name}", _EVENT) for name in CALLS}
    short = {f"/v1/{name}": _operation(f"Send one {call} from a browser", _EVENT) for name, call in SHORT.items()}
    batch = _operation("Send events", _BATCH)
    sensors = _operation("Send events of Sensors' SDKs", _FORM, "application/x-www-form-urlencoded")
    sensors["post"]["parameters"] = [_text("token", "query")]
    hook = _operation("Call a webhook", {"type": ["object", "array"]})
    hook["post"]["parameters"] = [_text("token", "path")]
    return {"/v1/batch": batch, "/v1/b": _again(batch), **calls, **short, "/sa": sensors, "/v1/hooks/{token}": hook}


def _operation(summary: str, body: dict[str, Any], media: str = "application/json") -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "operationId": summary.lower().replace(" ", "_").replace("'", ""),
        "tags": ["collection"],
        "requestBody": {"required": True, "content": {media: {"schema": body}}},
        "responses": {
            "200": {"description": "Every event is on the disk."},
            **{str(status): _refusal(told) for status, told in _REFUSALS.items()},
        },
    }
    return {"post": operation}


_REFUSALS = {
    400: "It can't be read.",
    401: "There is no valid write key.",
    404: "There is no webhook at this address.",
    413: "It is too large.",
    415: "It is packed in an unknown way.",
    429: "The key sends too fast; see Retry-After.",
    503: "Too much waits; see Retry-After.",
}


def _refusal(told: str) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": _ERROR}}}


def _again(path: dict[str, Any]) -> dict[str, Any]:
    return {"post": {**path["post"], "operationId": f"{path['post']['operationId']}_from_a_browser"}}


def _text(name: str, place: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}
