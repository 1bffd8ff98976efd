"""The document of a folder pull: which files of which folder come in, by which mapping, how often, and what then."""

from __future__ import annotations

import codecs
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from siyu.accounts.models import Workspace
from siyu.connect.imports.mapping import FromColumn, Mapping, check_mapping, validated
from siyu.connect.pulls.folders import open_folder
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOVE = "move"

_INVALID = Text("文件夹拉取的文档有误：{problem}", "the document of the folder pull is not valid: {problem}")


class PullDocument(BaseModel):
    """A file is taken when its size and time were the same in two looks `quiet_seconds` apart; with 0 at first sight."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["folder_pull"] = "folder_pull"
    version: Literal[1] = 1
    folder: Annotated[str, Field(min_length=1, max_length=500)]
    pattern: Annotated[str, Field(min_length=1, max_length=200)] = "*"
    mapping: Mapping
    encoding: Annotated[str, Field(max_length=20)] | None = None
    sheet: Annotated[str, Field(max_length=255)] | None = None
    every_minutes: Annotated[int, Field(ge=1, le=10_080)] = 15
    quiet_seconds: Annotated[int, Field(ge=0, le=3_600)] = 60
    afterwards: Literal["leave", "move"] = "leave"

    def as_document(self) -> dict[str, Any]:
        """Return the document as it is stored and written as YAML."""
        return {**self.model_dump(exclude_none=True, mode="json"), "mapping": self.mapping.as_document()}


def parse_pull(document: Any) -> PullDocument:
    """Return the document. Raises `Refusal` with the path of the first thing that is wrong in it."""
    return validated(PullDocument, document, code="pull.invalid", text=_INVALID)


def check_pull(document: PullDocument, workspace: Workspace) -> None:
    """Refuse a folder that may not or can not be read, a pattern of paths, an unknown encoding, and a mapping that no
    file could be read by. Whether a file has its columns shows when there is one."""
    if "/" in document.pattern or "\0" in document.pattern:
        raise Refusal(
            "pull.pattern",
            Text("文件名模式不能含“/”", "the pattern is one of file names and has no “/”"),
            where="pattern",
            mend=Text("例如 *.csv 或 orders-*.xlsx。", "For example *.csv or orders-*.xlsx."),
        )
    _check_encoding(document.encoding)
    mapping = document.mapping
    told = [source.column for source in mapping.columns.values() if isinstance(source, FromColumn)]
    try:
        check_mapping(mapping, [*told, *(source.column for source in mapping.identifiers)], workspace)
    except Refusal as refusal:
        where = f"mapping.{refusal.where}" if refusal.where else "mapping"
        raise Refusal(refusal.code, refusal.text, where=where, mend=refusal.mend) from None
    with open_folder(workspace, document.folder):
        pass


def _check_encoding(encoding: str | None) -> None:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise Refusal(
            "pull.encoding",
            Text("没有文字编码“{name}”", "there is no encoding “{name}”").format(name=encoding),
            where="encoding",
            mend=Text(
                "例如 utf-8 或 gb18030；不填则自动识别。", "For example utf-8 or gb18030; leave it out to detect it."
            ),
        ) from None
