"""The mapping document: which column of a file becomes which field, and who a row is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field

from siyu.accounts.models import Workspace
from siyu.connect.imports.identifiers import identifier_kinds, kind_named
from siyu.connect.imports.kinds import ImportKind, kind_of
from siyu.lib import validating
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

TIME_PATTERN = re.compile(r"([^%]|%(-?[dHIjmMSy]|[aAbBcfgGnpuUVwWxXYzZ%]))+")
"""A strptime pattern whose every sign DuckDB knows."""

Name = Annotated[str, Field(min_length=1, max_length=100)]


class FromColumn(BaseModel):
    """The field is read from a column of the file."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    column: str = Field(alias="from", min_length=1, max_length=500)


class Constant(BaseModel):
    """The field has the same value in every row."""

    model_config = ConfigDict(extra="forbid")
    value: bool | int | Decimal | str


class FromIdentifier(BaseModel):
    """A column by which the member of a row is known."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    kind: Name
    column: str = Field(alias="from", min_length=1, max_length=500)


class Mapping(BaseModel):
    """A file's columns as fields. Times without an offset are in `zone`; `time_format` is `auto`, `unix`, `unix_ms`
    or a strptime pattern such as `%d/%m/%Y %H:%M`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    kind: Literal["mapping"] = "mapping"
    version: Literal[1] = 1
    imports: Name
    zone: Name = "UTC"
    currency: str | None = None
    time_format: Name = "auto"
    columns: dict[Name, FromColumn | Constant] = Field(default_factory=dict, max_length=500)
    identifiers: list[FromIdentifier] = Field(default_factory=list, max_length=10)

    def as_document(self) -> dict[str, Any]:
        """Return the document as it is stored and written as YAML."""
        document = self.model_dump(by_alias=True, exclude_none=True, mode="json")
        return dict(document)


Document = TypeVar("Document", bound=BaseModel)


def parse_mapping(document: Any) -> Mapping:
    """Return the mapping. Raises `Refusal` with the path of the first thing that is wrong in it."""
    return validated(Mapping, document)


_INVALID = Text("映射文档有误：{problem}", "the mapping document is not valid: {problem}")


def validated(
    model: type[Document], document: Any, *, code: str = "mapping.invalid", text: Text = _INVALID
) -> Document:
    """Return the document as its model. Raises `Refusal` with the path of the first thing that is wrong in it."""
    return validating.validated(model, document, code=code, text=text, unnamed={"FromColumn", "Constant"})


def check_mapping(mapping: Mapping, columns: Sequence[str], workspace: Workspace) -> ImportKind:
    """Return the mapping's kind when the mapping fits the file and the workspace.

    Raises `Refusal` naming the path: an unknown field, column or identifier kind with the nearest known name, a
    required field that is not mapped, a time zone or currency that cannot be used.
    """
    kind = kind_of(mapping.imports)
    for name, source in mapping.columns.items():
        if kind.field_of(name) is None:
            raise _unknown("field", f"columns.{name}", name, [known.name for known in kind.fields])
        if isinstance(source, FromColumn) and source.column not in columns:
            raise _unknown("column", f"columns.{name}.from", source.column, columns)
    for place, identifier in enumerate(mapping.identifiers):
        if kind_named(identifier.kind) is None:
            raise _unknown("identifier", f"identifiers[{place}].kind", identifier.kind, identifier_kinds())
        if identifier.column not in columns:
            raise _unknown("column", f"identifiers[{place}].from", identifier.column, columns)
    _check_distinct(mapping)
    _check_complete(mapping, kind)
    _check_time_format(mapping)
    _check_zone_and_currency(mapping, workspace)
    return kind


_UNKNOWN = {
    "field": Text("没有字段“{name}”", "there is no field “{name}”"),
    "column": Text("文件里没有列“{name}”", "the file has no column “{name}”"),
    "identifier": Text("没有“{name}”这种会员标识", "there is no identifier kind “{name}”"),
}


def _unknown(what: str, where: str, name: str, known: Any) -> Refusal:
    near = nearest(name, known)
    choices = near or ", ".join(list(known)[:20])
    return Refusal(
        f"mapping.unknown_{what}",
        _UNKNOWN[what].format(name=name),
        where=where,
        mend=Text("是否指：{choices}？", "Did you mean: {choices}?").format(choices=choices),
    )


def _check_distinct(mapping: Mapping) -> None:
    """Refuse names that differ only by case: the engine would take them for one column."""
    known: dict[str, str] = {}
    for name in mapping.columns:
        other = known.setdefault(name.lower(), name)
        if other != name:
            raise Refusal(
                "mapping.same_field",
                Text("“{name}”与“{other}”只有大小写不同", "“{name}” and “{other}” differ only by case").format(
                    name=name, other=other
                ),
                where=f"columns.{name}",
                mend=Text("请改名或去掉其中一个。", "Rename one of them or leave it out."),
            )


def _check_complete(mapping: Mapping, kind: ImportKind) -> None:
    for known in kind.fields:
        if known.required and known.name not in mapping.columns:
            raise Refusal(
                "mapping.missing_field",
                Text("必填字段“{zh}”还没有对应的列", "the required field “{en}” is not mapped").format(
                    zh=known.label.zh, en=known.label.en
                ),
                where=f"columns.{known.name}",
                mend=Text("为它选择一列，或填一个固定值。", "Choose a column for it, or give a constant value."),
            )
    if kind.identified == "always" and not mapping.identifiers:
        raise Refusal(
            "mapping.missing_identifier",
            Text("至少要有一列会员标识", "at least one column must identify the member"),
            where="identifiers",
            mend=Text("选择手机号、会员号等一列。", "Choose a column such as the phone or the member number."),
        )
    if kind.identified == "never" and mapping.identifiers:
        raise Refusal(
            "mapping.needless_identifier",
            Text("“{zh}”不属于任何会员", "{en} are not about a member").format(zh=kind.label.zh, en=kind.label.en),
            where="identifiers",
        )


def _check_time_format(mapping: Mapping) -> None:
    if not TIME_PATTERN.fullmatch(mapping.time_format):
        raise Refusal(
            "mapping.time_format",
            Text("时间格式“{given}”无法使用", "the time format “{given}” can not be used").format(
                given=mapping.time_format
            ),
            where="time_format",
            mend=Text("例如 auto、unix 或 %d/%m/%Y %H:%M。", "For example auto, unix or %d/%m/%Y %H:%M."),
        )


def _check_zone_and_currency(mapping: Mapping, workspace: Workspace) -> None:
    try:
        ZoneInfo(mapping.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal(
            "mapping.unknown_zone",
            Text("没有时区“{zone}”", "there is no time zone “{zone}”").format(zone=mapping.zone),
            where="zone",
            mend=Text("例如 Asia/Shanghai 或 UTC。", "For example Asia/Shanghai or UTC."),
        ) from None
    if mapping.currency and mapping.currency != workspace.currency:
        raise Refusal(
            "mapping.foreign_currency",
            Text("没有从 {there} 到 {here} 的汇率", "there is no rate from {there} to {here}").format(
                there=mapping.currency, here=workspace.currency
            ),
            where="currency",
            mend=Text("请先把金额换算成 {here}。", "Convert the amounts to {here} first.").format(
                here=workspace.currency
            ),
        )
