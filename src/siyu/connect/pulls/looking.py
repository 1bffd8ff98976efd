"""A look into a folder: what is new waits until it is complete, what is complete is taken, what is over is settled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from siyu.connect.imports.models import Import
from siyu.connect.loads.leases import hold
from siyu.connect.pulls.documents import PullDocument, parse_pull
from siyu.connect.pulls.folders import open_folder, unusable
from siyu.connect.pulls.listing import Seen, list_files
from siyu.connect.pulls.models import FolderLook, FolderPull, PulledFile, key_of_name
from siyu.connect.pulls.settling import settle, settle_imported
from siyu.connect.pulls.taking import Hook, take
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOST_TAKEN = 50
"""Files of one look; the others follow at the next, so that no look lasts for ever."""
SOON = timedelta(minutes=1)
LOOKS_KEPT = 100

GONE = Refusal("pull.file_gone", Text("文件在导入之前消失了", "the file went before it was imported"))
NO_FILE = Refusal(
    "pull.no_file",
    Text("不是普通文件（可能是链接）", "this is no plain file, maybe a link"),
    mend=Text("请放入文件本身，不跟随链接。", "Put the file itself there; links are not followed."),
)
UNNAMEABLE = Text(
    "{count} 个文件名含有无法显示的字符，没有读取", "{count} files have names that are no text and were left"
)


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def look_into_folder(
    pull_id: int, *, now: datetime | None = None, hook: Hook = _no_hook, patience: float = 0.0
) -> FolderLook | None:
    """Look into the folder of a pull and return what was found; None when the pull is gone.

    Killed between any two steps, the next look goes on: `hook` is called with the name of every step just done. Why the
    folder can't be read stands in `error`. Raises `Refusal` `lease.held` when another process looks for longer than
    `patience` seconds.
    """
    with hold(f"pull:{pull_id}", patience=patience):
        pull = FolderPull.objects.select_related("workspace").filter(pk=pull_id).first()
        if pull is None:
            return None
        now = now or datetime.now(UTC)
        counts: Counter[str] = Counter()
        error: Refusal | None = None
        try:
            document = parse_pull(pull.document)
            with open_folder(pull.workspace, document.folder) as folder:
                error = _Look(pull, document, folder, now, hook, counts).carry_out()
        except Refusal as refusal:
            error = refusal
        except OSError as trouble:
            error = unusable(str(pull.document.get("folder", "")), trouble)
        return _note(pull, now, counts, error)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look, with the folder in hand."""

    pull: FolderPull
    document: PullDocument
    folder: int
    now: datetime
    hook: Hook
    counts: Counter[str]

    def carry_out(self) -> Refusal | None:
        """Settle, list, wait, take; return what is wrong with the folder as a whole."""
        settle_imported(self.pull, self.document, self.folder, self.hook)
        listed = list_files(self.folder, self.document.pattern)
        known, waiting = self._rows()
        for seen in listed.files:
            if file := self._complete(seen, known, waiting):
                self._take(file, seen)
        self._note_gone({seen.name for seen in listed.files}, waiting)
        if listed.unnameable:
            return Refusal("pull.unnameable", UNNAMEABLE.format(count=listed.unnameable))
        return None

    def _rows(self) -> tuple[dict[tuple[Any, ...], PulledFile], dict[str, PulledFile]]:
        """Return the settled files by their stamp and the waiting ones by their name."""
        known, waiting = {}, {}
        for file in PulledFile.objects.filter(pull=self.pull).exclude(state=PulledFile.GONE).iterator():
            file.pull = self.pull
            if file.state == PulledFile.WAITING:
                waiting[file.name] = file
            else:
                known[file.name_key, file.size, file.modified_ns, file.inode] = file
        return known, waiting

    def _complete(
        self, seen: Seen, known: dict[tuple[Any, ...], PulledFile], waiting: dict[str, PulledFile]
    ) -> PulledFile | None:
        """Return the file's row when it is complete and was not taken before."""
        if file := known.get((key_of_name(seen.name), *seen.stamp[1:])):
            if not _is_wanted_again(file):
                self.counts["known"] += 1
                return None
            self._wait_again(file, seen.name, waiting)
        file = waiting.get(seen.name) or self._wait(seen)
        if (file.size, file.modified_ns, file.inode) != seen.stamp[1:]:
            self._start_anew(file, seen)
        waiting[seen.name] = file
        if self.now - file.seen_at < timedelta(seconds=self.document.quiet_seconds):
            self.counts["waiting"] += 1
            return None
        return file

    def _take(self, file: PulledFile, seen: Seen) -> None:
        if self.counts["taken"] + self.counts["failed"] >= MOST_TAKEN:
            self.counts["waiting"] += 1
            return
        if not seen.is_plain:
            file.error, outcome = NO_FILE.as_dict(), "failed"
        else:
            outcome = take(file, self.document, self.folder, seen, self.hook)
        self.counts[outcome] += 1
        if outcome == "failed":
            settle(file, self.document, self.folder, PulledFile.FAILED, error=file.error, hook=self.hook)

    def _wait(self, seen: Seen) -> PulledFile:
        file = PulledFile.objects.create(
            pull=self.pull, name=seen.name, name_key=key_of_name(seen.name), size=seen.size,
            modified_ns=seen.modified_ns, inode=seen.inode, seen_at=self.now,
        )  # fmt: skip
        self.hook("seen")
        return file

    def _start_anew(self, file: PulledFile, seen: Seen) -> None:
        """Wait from now on: the file grew, or was replaced."""
        file.size, file.modified_ns, file.inode, file.seen_at = seen.size, seen.modified_ns, seen.inode, self.now
        file.save(update_fields=["size", "modified_ns", "inode", "seen_at"])

    def _wait_again(self, file: PulledFile, name: str, waiting: dict[str, PulledFile]) -> None:
        with transaction.atomic():
            if other := waiting.pop(name, None):
                other.copy.unlink(missing_ok=True)
                other.delete()
            file.name, file.state, file.error, file.moved_to = name, PulledFile.WAITING, None, ""
            file.retry_asked_at = None
            file.save(update_fields=["name", "state", "error", "moved_to", "retry_asked_at"])
        waiting[name] = file

    def _note_gone(self, names: set[str], waiting: dict[str, PulledFile]) -> None:
        for name, file in waiting.items():
            if name not in names:
                file.copy.unlink(missing_ok=True)
                PulledFile.objects.filter(pk=file.pk, state=PulledFile.WAITING).update(
                    state=PulledFile.GONE, error=GONE.as_dict(), settled_at=self.now
                )
                self.counts["gone"] += 1


def _is_wanted_again(file: PulledFile) -> bool:
    """Say whether a failed file is to be tried once more: it was put back, or somebody asked for it."""
    return file.state == PulledFile.FAILED and bool(file.moved_to or file.retry_asked_at)


def _note(pull: FolderPull, now: datetime, counts: Counter[str], error: Refusal | None) -> FolderLook:
    """Keep what the look found and when the next one is due: soon while something waits or is under way."""
    told, problem = dict(sorted(counts.items())), error.as_dict() if error else None
    last = pull.looks.order_by("-pk").first()
    if last is not None and (last.counts, last.error) == (told, problem) and not counts["taken"]:
        last.at, last.times = now, last.times + 1
        last.save(update_fields=["at", "times"])
    else:
        last = FolderLook.objects.create(pull=pull, first_at=now, at=now, counts=told, error=problem)
        kept = pull.looks.order_by("-pk").values_list("pk", flat=True)[:LOOKS_KEPT]
        pull.looks.exclude(pk__in=list(kept)).delete()
    every = timedelta(minutes=int(pull.document.get("every_minutes", 15)))
    open_ = [Import.QUEUED, Import.RUNNING, Import.DONE, Import.FAILED]
    busy = counts["waiting"] or pull.files.filter(state=PulledFile.IMPORTING, run__state__in=open_).exists()
    FolderPull.objects.filter(pk=pull.pk).update(due_at=now + (min(every, SOON) if busy else every))
    return last
