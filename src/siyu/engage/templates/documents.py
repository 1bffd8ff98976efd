"""The template document: read from YAML or JSON, checked against what the workspace knows, kept as plain JSON."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.accounts.models import Workspace
from siyu.engage.templates.checking import check_contents
from siyu.engage.templates.contents.kinds import KINDS, ContentClass, ContentKind
from siyu.engage.templates.fields import known_fields
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.rules.problems import join, misshapen, unknown, wrong

MOST_FALLBACKS, LONGEST_FALLBACK = 50, 200

CLASSES: dict[ContentClass, Text] = {
    "transactional": Text("事务通知", "Transactional"),
    "service": Text("服务", "Service"),
    "marketing": Text("营销", "Marketing"),
}
LANGUAGES = {"zh-CN": Text("中文", "Chinese"), "en": Text("英文", "English")}


class TemplateDocument(BaseModel):
    """A message by the kinds of channels it fits; `fallbacks` say what is read where a member lacks a field."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    kind: Literal["template"]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    label: Label
    content_class: ContentClass = Field(alias="class")
    language: Literal["zh-CN", "en"] = "zh-CN"
    contents: dict[str, Any]
    fallbacks: dict[str, str] = Field(default={}, max_length=MOST_FALLBACKS)

    def as_json(self) -> dict[str, Any]:
        """Return the document as it is kept."""
        return self.model_dump(by_alias=True)


def read_template(workspace: Workspace, raw: object) -> TemplateDocument:
    """Return the checked document; raises `Refusal` with the path of what is wrong."""
    if not isinstance(raw, dict):
        raise wrong("template.wrong_type", "", "模板文档须为字段的集合", "a template document is a mapping")
    try:
        document = TemplateDocument.model_validate(raw)
    except ValidationError as error:
        raise _misshapen(error) from None
    if not all(text.strip() and len(text) <= 100 for text in (document.label["zh-CN"], document.label["en"])):
        raise wrong("template.label", "label", "标签须有 1 到 100 个字", "a label has 1 to 100 characters")
    document.contents = {name: _shaped(name, content) for name, content in document.contents.items()}
    if not document.contents:
        raise wrong("template.empty", "contents", "至少要有一种渠道的内容", "it has the content of no channel")
    fields = known_fields(workspace)
    for name, text in document.fallbacks.items():
        where = join("fallbacks", name)
        if name not in fields:
            raise unknown("template.unknown_field", Text("字段", "field"), name, fields, where)
        if not text.strip() or len(text) > LONGEST_FALLBACK or not text.isprintable():
            raise wrong("template.fallback", where, "缺省值须为 1–200 个字", "a fallback has 1 to 200 signs")
    check_contents(document.contents, document.content_class, fields, document.fallbacks)
    return document


def kind_named(name: str, where: str) -> ContentKind:
    """Return the kind of content; raises `Refusal` with the nearest known name."""
    if name in KINDS:
        return KINDS[name]
    refusal = unknown("template.unknown_channel", Text("渠道", "channel"), name, KINDS, where)
    known = Text("可用：{known}", "Known: {known}").format(known=", ".join(KINDS))
    raise Refusal(refusal.code, refusal.text, where=where, mend=refusal.mend or known)


def _shaped(name: str, content: Any) -> dict[str, Any]:
    where = join("contents", name)
    kind = kind_named(name, where)
    if not isinstance(content, dict):
        raise wrong("template.wrong_type", where, "内容须为字段的集合", "a content is a mapping")
    try:
        return kind.shape.model_validate(content).model_dump()
    except ValidationError as error:
        raise misshapen(error, kind.shape, where) from None


def _misshapen(error: ValidationError) -> Refusal:
    first = error.errors()[0]
    if first["loc"] == ("name",) and first["type"] == "string_pattern_mismatch":
        text = Text(
            "模板名只能用小写字母、数字和连字符，最多 64 个",
            "a template's name has lower-case letters, digits and hyphens, at most 64",
        )
        return Refusal("template.name", text, where="name")
    return misshapen(error, TemplateDocument, "")
