"""The document of a contact code: who stands behind it and when, what the newcomer hears and is marked with, what it is for."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from siyu.connect.contact_codes.standing import Rule
from siyu.connect.contact_codes.standing import Shift as RuleShift
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.lib.validating import validated

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
UserId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\s|]+$")]
Day = Annotated[int, Field(ge=1, le=7)]
Words = Annotated[str, Field(max_length=200)]
Motive = Literal["benefit", "service", "information", "process"]
MOST_PEOPLE, MOST_SHIFTS, MOST_GROUPS, MOST_TAGS = 100, 50, 5, 50
MOST_WELCOME_BYTES = 4_000

MOTIVES: dict[str, Text] = {
    "benefit": Text("福利", "Benefit"),
    "service": Text("服务", "Service"),
    "information": Text("信息", "Information"),
    "process": Text("流程", "Process"),
}
_INVALID = Text("渠道活码文档有误：{problem}", "the contact code is not valid: {problem}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Label(_Strict):
    """What it is called in both languages; one of them is enough."""

    zh: Annotated[Words, Field(alias="zh-CN")] = ""
    en: Words = ""


class Shift(_Strict):
    """Who is on duty on which weekdays, Monday being 1, from when to when in the brand's zone."""

    staff: Annotated[list[UserId], Field(min_length=1, max_length=MOST_PEOPLE)]
    days: Annotated[list[Day], Field(min_length=1, max_length=7)] = [1, 2, 3, 4, 5, 6, 7]
    start: Annotated[time, Field(alias="from")]
    end: Annotated[time, Field(alias="to")]


class Groups(_Strict):
    """The groups a code leads into, one after another; when all are full a new one is made under a running number."""

    chats: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=64)]], Field(min_length=1, max_length=MOST_GROUPS)
    ]
    makes_new: bool = True
    base_name: Annotated[str, Field(max_length=40)] = ""
    base_number: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class ContactCodeDocument(_Strict):
    """A code. It leads either to staff or into groups."""

    kind: Literal["contact_code"] = "contact_code"
    name: Name
    label: Label = Label()
    channel: Annotated[str, Field(min_length=1, max_length=100)]
    staff: Annotated[list[UserId], Field(max_length=MOST_PEOPLE)] = []
    backup: Annotated[list[UserId], Field(max_length=MOST_PEOPLE)] = []
    shifts: Annotated[list[Shift], Field(max_length=MOST_SHIFTS)] = []
    daily_cap: Annotated[int, Field(ge=1, le=20_000)] | None = None
    asks_first: bool = False
    groups: Groups | None = None
    tags: Annotated[list[Annotated[str, Field(min_length=1, max_length=64)]], Field(max_length=MOST_TAGS)] = []
    welcome: Annotated[str, Field(max_length=4_000)] = ""
    source: Words = ""
    motive: Motive | None = None
    store: Words = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        people = self.people
        if bool(people) == (self.groups is not None):
            raise ValueError("写 staff 或 groups 之一 · give either staff or groups")
        if self.groups and (self.backup or self.daily_cap or self.tags or self.welcome):
            raise ValueError("群码没有备用、上限、标签与欢迎语 · a code of groups has no backup, cap, tags or welcome")
        if len(people) > MOST_PEOPLE:
            raise ValueError(f"平台最多 {MOST_PEOPLE} 人 · the platform allows {MOST_PEOPLE} people")
        if len(self.welcome.encode()) > MOST_WELCOME_BYTES:
            raise ValueError(
                f"欢迎语超过 {MOST_WELCOME_BYTES} 字节 · the welcome is longer than {MOST_WELCOME_BYTES} bytes"
            )
        return self

    @property
    def people(self) -> list[str]:
        """Everybody who may ever stand behind the code."""
        return list(dict.fromkeys([*self.staff, *(one for shift in self.shifts for one in shift.staff), *self.backup]))

    @property
    def rule(self) -> Rule:
        """Who stands when."""
        shifts = [RuleShift(one.staff, frozenset(one.days), one.start, one.end) for one in self.shifts]
        return Rule(self.staff, self.backup, shifts, self.daily_cap)

    @property
    def changes_by_itself(self) -> bool:
        """Whether who stands depends on the hour or the day's counts."""
        return bool(self.shifts) or self.daily_cap is not None

    def as_document(self) -> dict[str, Any]:
        """Return it as it is stored and written."""
        written: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {"kind": self.kind, **written}


def read_document(raw: object) -> ContactCodeDocument:
    """Return the document. Raises `Refusal` with the path of the first thing that is wrong in it."""
    if not isinstance(raw, dict):
        raise Refusal("contact_code.invalid", Text("文档须为对象", "the document must be an object"), where="document")
    return validated(ContactCodeDocument, raw, code="contact_code.invalid", text=_INVALID)
