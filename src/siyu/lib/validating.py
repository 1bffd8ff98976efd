"""Documents held to their Pydantic models; what is wrong is a refusal that says where."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Document = TypeVar("Document", bound=BaseModel)


def validated(
    model: type[Document], document: Any, *, code: str, text: Text, below: str = "", unnamed: Collection[str] = ()
) -> Document:
    """Return the document as its model.

    Raises `Refusal` with the path of the first thing that is wrong in it, below the path of the document itself. `text` has
    a place for the `{problem}`; `unnamed` are parts of paths that no document has, such as the arms of a union.
    """
    try:
        return model.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in (below, *first["loc"]) if part != "" and part not in unnamed)
        raise Refusal(code, text.format(problem=first["msg"]), where=where or None) from None
