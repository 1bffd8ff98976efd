"""Fields that whoever sends a message gives: nobody has them in another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from siyu.accounts.models import Workspace
from siyu.engage.templates.fields import Field, Found, Source
from siyu.lib.text import Text

GUIDE, CODE = "guide", "code"


def _fields(workspace: Workspace) -> Iterator[Field]:
    yield Field(GUIDE, Text("导购姓名", "Guide"), "text", "given")
    yield Field(CODE, Text("渠道码名称", "Contact code"), "text", "given")


def _read(workspace: Workspace, members: Sequence[int], names: Collection[str], language: str) -> Found:
    return {}


SOURCE = Source(_fields, lambda name: name in {GUIDE, CODE}, _read)
