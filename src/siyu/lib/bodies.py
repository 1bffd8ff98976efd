"""What a client sends: an object of exactly the declared fields, so that a misspelt one is refused, not ignored."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """The base of every request body."""

    model_config = ConfigDict(extra="forbid")
