"""The document of a webhook: an import mapping whose columns are paths into the JSON that comes in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from siyu.accounts.models import Workspace
from siyu.connect.imports.kinds import ImportKind
from siyu.connect.imports.mapping import FromColumn, Mapping, check_mapping, validated
from siyu.connect.webhooks.paths import check_path

Path = Annotated[str, Field(min_length=1, max_length=200)]
Scalar = str | int | bool


class WebhookMapping(Mapping):
    """What the JSON of a call means.

    `each` is the path of a list whose items are the rows; without it the whole is one row, or a list its items. `when`
    names paths and the values they must have: other calls are left alone. Paths start at the row, or with `$.` at the
    whole.
    """

    kind: Literal["webhook"] = "webhook"  # type: ignore[assignment]
    each: Path | None = None
    when: dict[Path, Scalar | list[Scalar]] = Field(default_factory=dict, max_length=10)


def parse_webhook(document: Any) -> WebhookMapping:
    """Return the mapping. Raises `Refusal` with the path of the first thing that is wrong in it."""
    return validated(WebhookMapping, document)


def check_webhook(mapping: WebhookMapping, workspace: Workspace) -> ImportKind:
    """Return the import kind the mapping makes. Raises `Refusal` for an unknown field, kind, zone or a broken path."""
    for where, path in paths_of(mapping).items():
        check_path(path, where)
    return check_mapping(mapping, list(dict.fromkeys(columns_of(mapping))), workspace)


def columns_of(mapping: WebhookMapping) -> list[str]:
    """Return the paths that fields and identifiers are read from, in the order they stand in the document."""
    fields = [source.column for source in mapping.columns.values() if isinstance(source, FromColumn)]
    return list(dict.fromkeys([*fields, *(source.column for source in mapping.identifiers)]))


def paths_of(mapping: WebhookMapping) -> dict[str, str]:
    """Return every path by where it stands in the document."""
    found = {f"columns.{name}.from": one.column for name, one in mapping.columns.items() if isinstance(one, FromColumn)}
    found |= {f"identifiers[{place}].from": one.column for place, one in enumerate(mapping.identifiers)}
    found |= {f"when.{path}": path for path in mapping.when}
    return found | ({"each": mapping.each} if mapping.each else {})
