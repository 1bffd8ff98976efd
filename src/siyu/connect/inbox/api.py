"""Endpoints of the inbox: how much waits, and dead letters."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.connect.inbox import showing
from siyu.connect.inbox.letters import discard, replay
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit, RowNumber

router = Router(tags=["inbox"])
Code = Annotated[str, Field(max_length=60)]


class Refused(Schema):
    """Events refused in the last hour by this server process: the key sent too fast, or the inbox was full."""

    too_fast: int
    full: int


class InboxOut(Schema):
    waiting: int
    waiting_events: int
    oldest_at: datetime | None
    last_batch: int
    last_done_at: datetime | None
    letters: int
    events_a_second: float
    refused: Refused


class LetterOut(Schema):
    id: int
    name: str
    code: str
    message: Label
    where: str | None
    mend: Label | None
    protocol: str
    source: str
    received_at: datetime
    settled_at: datetime | None
    settled_how: str
    settled_by: str


class LetterCode(Schema):
    code: str
    message: Label
    count: int
    last: int


class LetterPage(Schema):
    items: list[LetterOut]
    next: str | None
    total: int
    codes: list[LetterCode]


class LetterDetail(LetterOut):
    event: Any
    is_masked: bool


class Settle(Body):
    """Either the letters by number or all open ones of a code, `up_to` the newest that was seen."""

    ids: Annotated[list[RowNumber], Field(max_length=1_000)] | None = None
    code: Code | None = None
    up_to: RowNumber | None = None


class Settled(Schema):
    letters: int


@router.get("/inbox", response=InboxOut, summary="Tell how much waits to be loaded")
def read_inbox(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return what waits in the inbox and when it was last loaded."""
    return showing.inbox_of(require(request, workspace, "events.view").workspace)


@router.get("/dead-letters", response=LetterPage, summary="List events that could not be understood")
def list_letters(
    request: HttpRequest,
    workspace: Path[str],
    code: Code | None = None,
    search: Annotated[str, Field(max_length=100)] = "",
    settled: bool = False,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return open letters, or settled ones, the newest first, and how many open ones there are of each code."""
    access = require(request, workspace, "events.view")
    return showing.list_letters(
        access.workspace, code, search=search.strip(), settled=settled, cursor=cursor, limit=limit
    )


@router.get("/dead-letters/{int:letter}", response=LetterDetail, summary="Show a dead letter")
def read_letter(request: HttpRequest, workspace: Path[str], letter: int) -> Any:
    """Return the letter and its event with the values masked."""
    return showing.letter_of(require(request, workspace, "events.view").workspace, letter)


@router.post("/dead-letters/{int:letter}/reveals", response=LetterDetail, summary="Show a dead letter unmasked")
def reveal_letter(request: HttpRequest, workspace: Path[str], letter: int) -> Any:
    """Return the letter and the event as it was sent; it may hold personal data, so that reading it is kept on record."""
    access = require(request, workspace, "members.reveal")
    found = showing.letter_of(access.workspace, letter, reveal=True)
    record(access, "dead_letter.read", "dead_letter", str(letter))
    return found


@router.post("/dead-letters/replays", response={200: Settled}, summary="Send dead letters again")
def replay_letters(request: HttpRequest, workspace: Path[str], which: Settle) -> Any:
    """Put the events into the inbox again, after what was wrong has been mended; at most a thousand at once."""
    access = require(request, workspace, "events.edit")
    done = replay(showing.open_letters(access.workspace, which.ids, which.code, which.up_to), by=access.by)
    record(access, "dead_letters.replayed", "dead_letter", which.code or "", {"letters": done})
    return Status(200, Settled(letters=done))


@router.post("/dead-letters/discards", response={200: Settled}, summary="Discard dead letters")
def discard_letters(request: HttpRequest, workspace: Path[str], which: Settle) -> Any:
    """Settle letters that nobody wants to send again."""
    access = require(request, workspace, "events.edit")
    done = discard(showing.open_letters(access.workspace, which.ids, which.code, which.up_to), by=access.by)
    record(access, "dead_letters.discarded", "dead_letter", which.code or "", {"letters": done})
    return Status(200, Settled(letters=done))
