"""Customers handed to another member: of an active member, who may do so, or of one who left."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number, text
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import Rejected
from siyu_sandbox.people.handing import hand_over
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.campaigns import Transfer
from siyu_sandbox.world.contacts import Relation

MOST_AT_ONCE, TWICE_IN, RESULTS = 100, 90 * DAY, 1000
NO_CUSTOMER, NOT_RESIGNED, FREQUENT, RUNNING, SAME = 40096, 40097, 40128, 40129, 40130
_PAIR = (text("handover_userid", needed=True, missing=41009), text("takeover_userid", needed=True, missing=41009))
_WHO = listed("external_userid", needed=True, least=1, most=MOST_AT_ONCE)


@contacts.post(
    "/transfer_customer", *_PAIR, _WHO, text("transfer_success_msg", default="", most=200), codes=(60111, SAME)
)
def transfer(
    call: Call, handover_userid: str, takeover_userid: str, external_userid: list[Any], transfer_success_msg: str
) -> dict[str, Any]:
    """Customers of an active member to another; done after 24 hours unless refused."""
    call.member(handover_userid)
    return _ask(call, handover_userid, takeover_userid, external_userid, has_left=False)


@contacts.post("/transfer_result", *_PAIR, text("cursor", default=""))
def tell_result(call: Call, handover_userid: str, takeover_userid: str, cursor: str) -> dict[str, Any]:
    """What became of them: 1 done, 2 waiting, 3 refused, 4 the other is full."""
    return _results(call, handover_userid, takeover_userid, cursor, has_left=False)


@contacts.post("/resigned/transfer_customer", *_PAIR, _WHO, codes=(NOT_RESIGNED, SAME))
def inherit(call: Call, handover_userid: str, takeover_userid: str, external_userid: list[Any]) -> dict[str, Any]:
    """Customers of a member who left to another."""
    member = call.world.members.get(handover_userid)
    if member is None:
        raise Rejected(60111)
    if member.left_at is None:
        raise Rejected(NOT_RESIGNED)
    return _ask(call, handover_userid, takeover_userid, external_userid, has_left=True)


@contacts.post("/resigned/transfer_result", *_PAIR, text("cursor", default=""))
def tell_inherited(call: Call, handover_userid: str, takeover_userid: str, cursor: str) -> dict[str, Any]:
    """What became of the customers of a member who left."""
    return _results(call, handover_userid, takeover_userid, cursor, has_left=True)


@contacts.post(
    "/get_unassigned_list",
    number("page_id", default=0, least=0),
    number("page_size", default=1000, least=1, most=1000),
    text("cursor", default=""),
)
def list_unassigned(call: Call, page_id: int, page_size: int, cursor: str) -> dict[str, Any]:
    """The customers of members who left, waiting for somebody."""
    rows = [
        (one, member.left_at)
        for member in call.world.members.values()
        if member.left_at is not None
        for one in call.world.relations.of_member(member.userid)
        if not _waits(call, one)
    ]
    if not cursor and page_id:
        rows = rows[page_id * page_size :]
    found, following = page(rows, cursor, page_size)
    return {
        "info": [
            {"handover_userid": one.userid, "external_userid": one.external_userid, "dimission_time": at}
            for one, at in found
        ],
        "is_last": not following,
        "next_cursor": following,
    }


def _ask(call: Call, giver: str, taker: str, wanted: list[Any], *, has_left: bool) -> dict[str, Any]:
    call.member(taker)
    if giver == taker:
        raise Rejected(SAME)
    answers = []
    for one in wanted:
        code = _refusal(call, giver, one, has_left=has_left)
        if not code:
            hand_over(call.world, Transfer(giver, taker, one, call.now, has_left=has_left))
        answers.append({"external_userid": one, "errcode": code})
    return {"customer": answers}


def _refusal(call: Call, giver: str, customer: Any, *, has_left: bool) -> int:
    if not isinstance(customer, str) or (giver, customer) not in call.world.relations.alive:
        return NO_CUSTOMER
    before = [one for one in call.world.transfers if one.external_userid == customer]
    if any(one.status == 2 for one in before):
        return RUNNING
    recent = [one for one in before if one.asked_at > call.now - TWICE_IN and one.status == 1 and not one.has_left]
    return FREQUENT if not has_left and len(recent) >= 2 else 0


def _results(call: Call, giver: str, taker: str, cursor: str, *, has_left: bool) -> dict[str, Any]:
    def is_listed(one: Transfer) -> bool:
        return (one.handover, one.takeover, one.has_left) == (giver, taker, has_left)

    found, following = page(call.world.transfers, cursor, RESULTS, is_listed)
    return {
        "customer": [
            {"external_userid": one.external_userid, "status": one.status, "takeover_time": one.takeover_time}
            for one in found
        ],
        "next_cursor": following,
    }


def _waits(call: Call, relation: Relation) -> bool:
    pair = relation.userid, relation.external_userid
    return any((one.handover, one.external_userid) == pair and one.status == 2 for one in call.world.transfers)
