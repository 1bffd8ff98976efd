"""What privacy requests themselves hold about one person: files of exports, and while an erasure runs its traces."""

from __future__ import annotations

from siyu.accounts.personal import Person, PersonalData
from siyu.lib.text import Text
from siyu.unify.privacy.exporting import drop_file, exports_of


def _drop(person: Person) -> None:
    for request in list(exports_of(person)):
        drop_file(request)


STORES = (
    PersonalData(
        name="exports",
        label=Text("个人数据导出文件", "Files of exports"),
        holds=("unify_privacy.PrivacyRequest", "files.exports"),
        fate="erased",
        count=lambda person: sum(1 for _ in exports_of(person)),
        erase=_drop,
    ),
)
