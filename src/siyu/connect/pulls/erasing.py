"""What folder pulls hold that may name a person: names of files, documents and reasons. The folders are not ours."""

from __future__ import annotations

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, count_named, redact_named, redact_names
from siyu.connect.pulls.models import FolderLook, FolderPull, PulledFile
from siyu.lib.text import Text

PULLS = Texts(FolderPull, ("document",))
FILES = Texts(PulledFile, ("moved_to", "error"), "pull__workspace")
LOOKS = Texts(FolderLook, ("error",), "pull__workspace")


def _count(person: Person) -> int:
    named = [(PULLS, ("name",)), (FILES, ("name",)), (LOOKS, ())]
    return sum(count_named(one.rows(person), (*more, *one.fields), person.traces) for one, more in named)


def _redact(person: Person) -> None:
    for one in (PULLS, FILES):
        redact_names(one.rows(person), "name", person.traces)
    for one in (PULLS, FILES, LOOKS):
        redact_named(one.rows(person), one.fields, person.traces)


STORES = (
    PersonalData(
        name="folder_pulls",
        label=Text("文件夹拉取的记录", "Records of folder pulls"),
        holds=("connect_pulls.FolderPull", "connect_pulls.PulledFile", "connect_pulls.FolderLook"),
        fate="redacted",
        count=_count,
        erase=_redact,
    ),
)
