"""Jobs: gathering a batch, dropping a cancelled one, and telling the lake what became of messages."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.engage.messaging.batches import drop_messages_of, gather_batch
from siyu.engage.messaging.models import Batch
from siyu.engage.messaging.outcomes import tell_lake
from siyu.jobs import job


@job()
def gather(batch_id: int) -> None:
    """Write the messages of a batch."""
    gather_batch(Batch.objects.select_related("workspace").get(pk=batch_id))


@job()
def drop_cancelled(batch_id: int) -> int:
    """Drop what a cancelled batch has waiting."""
    return drop_messages_of(Batch.objects.select_related("workspace").get(pk=batch_id))


@job()
def tell_all() -> int:
    """Tell the lake of every workspace what became of its messages."""
    return sum(tell_lake(workspace) for workspace in Workspace.objects.order_by("pk"))
