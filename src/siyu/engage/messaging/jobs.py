"""Jobs: gathering a batch, dropping a cancelled one, telling the lake what became of messages, following tasks of WeCom."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.engage.messaging.batches import drop_messages_of, gather_batch
from siyu.engage.messaging.models import Batch
from siyu.engage.messaging.outcomes import tell_lake
from siyu.engage.messaging.wechat.group_sends import follow_group_sends
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


@job()
def follow_all() -> int:
    """Ask WeCom what became of group messages that staff had to confirm."""
    return sum(follow_group_sends(workspace) for workspace in Workspace.objects.order_by("pk"))
