"""Customers change hands: after a day unless they refuse, or when the other is full."""

from __future__ import annotations

from siyu_sandbox.errors import refuse
from siyu_sandbox.people.meeting import BY_TRANSFER, befriend, is_full
from siyu_sandbox.world.campaigns import Transfer
from siyu_sandbox.world.people import Person
from siyu_sandbox.world.telling import tell_corp
from siyu_sandbox.world.world import World

DONE, WAITING, REFUSED, FULL = 1, 2, 3, 4


def hand_over(world: World, transfer: Transfer) -> None:
    """Begin a transfer; it ends by itself after a day."""
    world.transfers.append(transfer)
    world.agenda.after(world.settings.transfer_seconds, lambda: _finish(world, transfer))


def refuse_transfer(world: World, person: Person) -> Transfer:
    """Let a customer refuse to be handed over."""
    for transfer in world.transfers:
        if transfer.external_userid == person.external_userid and transfer.status == WAITING:
            _fail(world, transfer, REFUSED, "customer_refused")
            return transfer
    raise refuse(f"{person.id} 没有待确认的分配", f"{person.id} is not being handed over")


def _finish(world: World, transfer: Transfer) -> None:
    if transfer.status != WAITING:
        return
    if is_full(world, transfer.takeover):
        _fail(world, transfer, FULL, "customer_limit_exceed")
        return
    before = world.relations.alive.get((transfer.handover, transfer.external_userid))
    transfer.status, transfer.takeover_time = DONE, world.clock.now()
    if before:
        world.relations.end(before, world.clock.now(), "transfer")
        tell_corp(
            world, "change_external_contact", "del_external_contact", about=transfer.handover,
            UserID=transfer.handover, ExternalUserID=transfer.external_userid, Source="DELETE_BY_TRANSFER",
        )  # fmt: skip
    person = world.people.by_external[transfer.external_userid]
    state = before.state if before else ""
    relation = befriend(world, person, transfer.takeover, oper="admin", state=state, add_way=BY_TRANSFER)
    if before:
        relation.remark, relation.tags = before.remark, list(before.tags)


def _fail(world: World, transfer: Transfer, status: int, reason: str) -> None:
    transfer.status = status
    tell_corp(
        world, "change_external_contact", "transfer_fail", about=transfer.takeover,
        FailReason=reason, UserID=transfer.takeover, ExternalUserID=transfer.external_userid,
    )  # fmt: skip
