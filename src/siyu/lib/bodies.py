"""What a client sends: an object of exactly the declared fields, so that a misspelt one is refused, not ignored."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from siyu.lib.clock import EARLIEST, LATEST

Instant = Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST)]


class Body(BaseModel):
    """The base of every request body."""

    model_config = ConfigDict(extra="forbid")
