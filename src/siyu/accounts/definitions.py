"""Definitions an operator saves under a name: found, created, changed in versions and deleted, each kind in the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, models, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Definitions(Generic[Row]):
    """One kind of definition.

    Its rows have `workspace`, `name`, `document`, `version`, `updated_at`, `updated_by`, and their `versions` rows
    `version`, `document`, `at`, `by`. `code` begins the codes of errors and audit entries, `word` is what it is called,
    `kept` are the other fields that a change changes.
    """

    rows: type[Row]
    code: str
    word: Text
    kept: tuple[str, ...]

    def find(self, workspace: Workspace, name: str) -> Row:
        """Return the one of the name; raises `Refusal` (404) with the nearest known name."""
        mine = self._rows().filter(workspace=workspace)
        found: Row | None = mine.select_related("workspace").filter(name=name).first()
        if found is not None:
            return found
        near = nearest(name, mine.values_list("name", flat=True))
        mend = Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near) if near else None
        text = Text("没有名为“{name}”的{zh}", "there is no {en} called “{name}”")
        raise self._refusal("unknown", text, 404, mend=mend, name=name)

    def find_version(self, workspace: Workspace, name: str, version: int) -> Any:
        """Return a version of it; raises `Refusal` (404) when the name or the version is unknown."""
        row: Any = self.find(workspace, name)
        found = row.versions.filter(version=version).first()
        if found is None:
            text = Text("{zh}“{name}”没有第 {version} 版", "the {en} “{name}” has no version {version}")
            raise self._refusal("unknown_version", text, 404, where="version", name=name, version=version)
        return found

    def create(self, access: Access, row: Any) -> None:
        """Save a new one as version 1; raises `Refusal` (409) for a taken name."""
        row.version = 1
        _sign(row, access)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                self._keep_version(access, row, "created")
        except IntegrityError:
            text = Text("已有名为“{name}”的{zh}", "there is a {en} called “{name}” already")
            raise self._refusal("taken", text, 409, name=row.name) from None

    def change(self, access: Access, row: Any, version: int) -> None:
        """Save what was changed in the row as the version after `version`.

        Raises `Refusal` (409) when another one is saved, so that nobody overwrites what they have not seen.
        """
        _sign(row, access)
        fields = (*self.kept, "document", "updated_at", "updated_by")
        with transaction.atomic():
            held = self._rows().filter(pk=row.pk, version=version)
            if not held.update(version=version + 1, **{field: getattr(row, field) for field in fields}):
                text = Text("{zh}已被改为第 {version} 版", "the {en} is at version {version} by now")
                mend = Text("请重新载入后再改。", "Load it again and repeat the change.")
                raise self._refusal("outdated", text, 409, mend=mend, where="version", version=row.version)
            row.refresh_from_db()
            self._keep_version(access, row, "changed")

    def delete(self, access: Access, row: Any, users: Callable[[], list[str]] = list) -> None:
        """Delete it with its versions; raises `Refusal` (409) while there are `users`, which are named."""
        with transaction.atomic():
            if named := users():
                mend = Text("请先修改它们。", "Change those first.")
                text = Text("{users} 正在使用它", "{users} refer to it")
                raise self._refusal("in_use", text, 409, mend=mend, where=None, users=", ".join(named))
            version, name = row.version, row.name
            row.delete()
            record(access, f"{self.code}.deleted", self.code, name, {"version": version})

    def check_name(self, row: Any, name: str) -> None:
        """Raise `Refusal` when a document would give the row another name."""
        if row.name != name:
            text = Text("{zh}不能改名：{old} → {new}", "a {en} cannot be renamed: {old} → {new}")
            raise self._refusal("renamed", text, 422, old=row.name, new=name)

    def _keep_version(self, access: Access, row: Any, what: str) -> None:
        row.versions.create(version=row.version, document=row.document, at=row.updated_at, by=row.updated_by)
        record(access, f"{self.code}.{what}", self.code, row.name, {"version": row.version})

    def _rows(self) -> models.QuerySet[Row]:
        return self.rows._default_manager.all()

    def _refusal(
        self, code: str, text: Text, status: int, *, mend: Text | None = None, where: str | None = "name", **told: Any
    ) -> Refusal:
        words = text.format(zh=self.word.zh, en=self.word.en, **told)
        return Refusal(f"{self.code}.{code}", words, where=where, mend=mend, status=status)


def _sign(row: Any, access: Access) -> None:
    row.updated_at, row.updated_by = datetime.now(UTC), access.by
