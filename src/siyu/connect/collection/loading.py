"""Loading the inbox: a batch becomes facts in the lake exactly once, and then what follows from it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from siyu.accounts.models import Workspace
from siyu.connect.collection.messages import MessageWork
from siyu.connect.inbox.batches import WEBHOOK, begin, finish, received_in
from siyu.connect.inbox.models import Batch as InboxBatch
from siyu.connect.loads.batch import Batch
from siyu.connect.loads.loading import PATIENCE_SECONDS, run_load
from siyu.connect.loads.models import Load
from siyu.connect.loads.origin import coming_from
from siyu.connect.webhooks.loading import WebhookWork

if TYPE_CHECKING:
    from siyu.engine.snapshot import Snapshot

Hook = Callable[[str], None]


class Work(Protocol):
    """What is done with the requests of one batch."""

    def prepare(self, snapshot: Snapshot) -> Batch:
        """Return the facts."""
        ...

    def follow(self, load: Load) -> None:
        """Keep what follows from the batch once its facts are loaded; called again after a crash."""
        ...


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def load_inbox(workspace: Workspace, *, hook: Hook = _no_hook, patience: float = PATIENCE_SECONDS) -> int:
    """Load the next batch of the workspace's inbox and return how many events it had; 0 when nothing waits.

    After a crash at any point the next call finishes the same batch, and nothing is lost or doubled. `hook` is called
    with the name of every step just done.
    """
    batch = begin(workspace.pk)
    if batch is None:
        return 0
    hook("begun")
    work = _work_of(workspace, batch, hook)
    with coming_from(reference := f"inbox:{batch.number}"):
        load = run_load(workspace, work.prepare, reference=reference, hook=hook, patience=patience)
        work.follow(load)
    hook("followed")
    finish(batch)
    hook("finished")
    return int(load.counts.get("events", 0))


def _work_of(workspace: Workspace, batch: InboxBatch, hook: Hook) -> Work:
    """Return the work for the batch's requests, which are all of webhooks or none of them is."""
    first = next(iter(received_in(batch)), None)
    kind = WebhookWork if first is not None and first.protocol == WEBHOOK else MessageWork
    return kind(workspace, batch, hook)
