"""The shape of a text in documents and in the API."""

from __future__ import annotations

from typing_extensions import TypedDict

Label = TypedDict("Label", {"zh-CN": str, "en": str})
