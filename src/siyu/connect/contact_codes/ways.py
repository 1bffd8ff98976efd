"""A code as the platform's contact way or join way: made once even when the answer gets lost, and rewritten."""

from __future__ import annotations

from datetime import UTC, datetime

from siyu.connect.contact_codes.documents import ContactCodeDocument, Groups
from siyu.connect.contact_codes.models import ContactCode
from siyu.platforms.wecom import contact_ways, groups
from siyu.platforms.wecom.contact_ways import BY_CODE, MULTI, NewWay, WayChange

MOST_REMARK = 30


def make_way(code: ContactCode, document: ContactCodeDocument, people: list[str]) -> None:
    """Make the way and put its id and picture into the code; one that was made unheard before is found by its state."""
    if document.groups is not None:
        _make_join_way(code, document.groups)
        return
    found = _find_made(code) if code.making_at else None
    if found is not None:
        code.config_id, code.qr_code = found.config_id, found.qr_code
        rewrite_way(code, document, people)
        return
    _note_making(code)
    way = NewWay(
        type=MULTI, scene=BY_CODE, skip_verify=not document.asks_first, state=code.key, remark=code.name[:MOST_REMARK],
        user=people,
    )  # fmt: skip
    made = contact_ways.add_way(code.channel, way)
    code.config_id, code.qr_code = made.config_id, made.qr_code


def rewrite_way(code: ContactCode, document: ContactCodeDocument, people: list[str]) -> None:
    """Replace who stands behind the way, or which groups it leads into."""
    if document.groups is not None:
        groups.update_join_way(code.channel, code.config_id, _join_way(code, document.groups))
        return
    change = WayChange(code.config_id, skip_verify=not document.asks_first, state=code.key, user=people)
    contact_ways.update_way(code.channel, change)


def _find_made(code: ContactCode) -> contact_ways.Way | None:
    assert code.making_at is not None
    since, until = int(code.making_at.timestamp()) - 60, int(datetime.now(UTC).timestamp()) + 60
    for config_id in contact_ways.list_ways(code.channel, since, until):
        way = contact_ways.get_way(code.channel, config_id)
        if way.state == code.key:
            return way
    return None


def _make_join_way(code: ContactCode, into: Groups) -> None:
    """Ways into groups can't be listed: one whose answer got lost is left behind, and leads into the same groups."""
    code.config_id = groups.add_join_way(code.channel, _join_way(code, into))
    code.save(update_fields=["config_id"])
    code.qr_code = groups.get_join_way(code.channel, code.config_id).qr_code


def _join_way(code: ContactCode, into: Groups) -> groups.JoinWay:
    return groups.JoinWay(
        scene=BY_CODE, chat_id_list=into.chats, auto_create_room=int(into.makes_new), room_base_name=into.base_name,
        room_base_id=into.base_number, state=code.key, remark=code.name[:MOST_REMARK],
    )  # fmt: skip


def _note_making(code: ContactCode) -> None:
    if code.making_at is None:
        code.making_at = datetime.now(UTC)
        code.save(update_fields=["making_at"])
