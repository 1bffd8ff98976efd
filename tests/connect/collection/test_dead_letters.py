"""Dead letters: listed with their reason, read on record, sent again or discarded, once."""

from __future__ import annotations

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.inbox.letters import discard, replay
from siyu.connect.inbox.models import DeadLetter
from tests.conftest import MakeClient
from tests.connect.collecting import Collect, load_all, rows

GOOD = {"type": "track", "userId": "u1", "event": "E", "messageId": "good"}
BAD = {"type": "track", "event": "E", "messageId": "bad", "properties": {"phone": "13912345678"}}
PATH = "/workspaces/shop/dead-letters"


@pytest.fixture
def letters(collect: Collect, workspace: Workspace) -> list[DeadLetter]:
    collect("/v1/batch", {"batch": [BAD, GOOD, {"type": "bogus", "userId": "u"}]})
    load_all(workspace)
    return list(DeadLetter.objects.order_by("pk"))


def test_they_are_listed_without_their_content(letters: list[DeadLetter], bob: User, api: MakeClient) -> None:
    told = api(bob).get(PATH).json()
    assert (told["total"], [one["code"] for one in told["items"]]) == (2, ["event.unknown_type", "event.nobody"])
    assert {one["code"]: one["count"] for one in told["codes"]} == {"event.nobody": 1, "event.unknown_type": 1}
    assert "13912345678" not in str(told)
    assert set(told["items"][1]["message"]) == {"zh-CN", "en"}
    assert api(bob).get(f"{PATH}?code=event.nobody").json()["total"] == 1
    page = api(bob).get(f"{PATH}?limit=1").json()
    assert [one["code"] for one in api(bob).get(f"{PATH}?limit=1&cursor={page['next']}").json()["items"]] == [
        "event.nobody"
    ]


def test_reading_one_is_kept_on_record(letters: list[DeadLetter], bob: User, dora: User, api: MakeClient) -> None:
    told = api(bob).get(f"{PATH}/{letters[0].pk}").json()
    assert told["event"]["properties"] == {"phone": "13912345678"}
    assert AuditEntry.objects.filter(action="dead_letter.read", object_id=str(letters[0].pk)).exists()
    assert api(dora).get(f"{PATH}/{letters[0].pk}").status_code == 403
    assert api(bob).get(f"{PATH}/999").status_code == 404


def test_what_lies_in_the_database_is_sealed(letters: list[DeadLetter]) -> None:
    assert b"13912345678" not in bytes(letters[0].payload)


def test_sent_again_they_are_judged_anew_and_become_letters_again(
    letters: list[DeadLetter], workspace: Workspace, bob: User, api: MakeClient
) -> None:
    answered = api(bob).post(f"{PATH}/replays", {"code": "event.nobody"})
    assert answered.json() == {"letters": 1}
    load_all(workspace)
    assert [one.settled_how for one in DeadLetter.objects.order_by("pk")] == ["replayed", "", ""]
    assert DeadLetter.objects.filter(code="event.nobody", settled_at=None).count() == 1
    assert api(bob).get(f"{PATH}?settled=true").json()["total"] == 1


def test_a_letter_is_sent_again_once(letters: list[DeadLetter]) -> None:
    assert replay(letters, by="bob") == 2
    assert replay(letters, by="bob") == 0
    assert discard(letters, by="bob") == 0


def test_a_crash_between_two_letters_sends_none_twice(letters: list[DeadLetter], workspace: Workspace) -> None:
    def crash(step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replay(letters, by="bob", between=crash)
    assert replay(list(DeadLetter.objects.order_by("pk")), by="bob") == 1


def test_the_good_event_of_the_request_is_not_sent_again(letters: list[DeadLetter], workspace: Workspace) -> None:
    replay(letters, by="bob")
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 1


def test_discarding_is_on_record(letters: list[DeadLetter], bob: User, api: MakeClient) -> None:
    assert api(bob).post(f"{PATH}/discards", {"ids": [letters[0].pk]}).json() == {"letters": 1}
    entry = AuditEntry.objects.get(action="dead_letters.discarded")
    assert entry.change == {"letters": 1}


def test_one_must_say_which(letters: list[DeadLetter], bob: User, dora: User, api: MakeClient) -> None:
    assert api(bob).post(f"{PATH}/replays", {}).status_code == 422
    assert api(bob).post(f"{PATH}/replays", {"ids": [1], "code": "x"}).status_code == 422
    assert api(dora).post(f"{PATH}/replays", {"ids": [1]}).status_code == 403


def test_another_brands_letters_are_out_of_reach(letters: list[DeadLetter], charlie: User, api: MakeClient) -> None:
    assert api(charlie).get(PATH).status_code == 404
    elsewhere = "/workspaces/elsewhere/dead-letters"
    assert api(charlie).get(elsewhere).json()["total"] == 0
    assert api(charlie).get(f"{elsewhere}/{letters[0].pk}").status_code == 404
    assert api(charlie).post(f"{elsewhere}/replays", {"ids": [letters[0].pk]}).json() == {"letters": 0}


def test_the_inbox_tells_what_waits(collect: Collect, workspace: Workspace, bob: User, api: MakeClient) -> None:
    collect("/v1/batch", {"batch": [GOOD, BAD]})
    told = api(bob).get("/workspaces/shop/inbox").json()
    assert (told["waiting"], told["waiting_events"], told["last_batch"], told["letters"]) == (1, 2, 0, 0)
    load_all(workspace)
    told = api(bob).get("/workspaces/shop/inbox").json()
    assert (told["waiting"], told["oldest_at"], told["last_batch"], told["letters"]) == (0, None, 1, 1)
