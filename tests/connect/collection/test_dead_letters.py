"""Dead letters: listed with their reason, read on record, sent again or discarded, once."""

from __future__ import annotations

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.inbox.letters import discard, replay
from siyu.connect.inbox.masking import masked
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


def test_its_event_is_masked_and_revealing_it_is_kept_on_record(
    letters: list[DeadLetter], bob: User, dora: User, api: MakeClient
) -> None:
    path = f"{PATH}/{letters[0].pk}"
    told = api(dora).get(path).json()
    assert (told["event"]["event"], told["is_masked"]) == ("E", True)
    assert told["event"]["properties"] == {"phone": "•••（11）"}
    assert not AuditEntry.objects.filter(action="dead_letter.read").exists()
    told = api(bob).post(f"{path}/reveals").json()
    assert (told["event"]["properties"], told["is_masked"]) == ({"phone": "13912345678"}, False)
    assert AuditEntry.objects.filter(action="dead_letter.read", object_id=str(letters[0].pk)).exists()
    assert api(dora).post(f"{path}/reveals").status_code == 403
    assert api(bob).get(f"{PATH}/999").status_code == 404


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"userId": 42, "age": 42, "event": "Paid", "ok": True, "note": None},
         {"userId": "•••（2）", "age": 42, "event": "Paid", "ok": True, "note": None}),
        ({"traits": {"name": "王芳", "tags": ["vip", 1234567]}},
         {"traits": {"name": "•••（2）", "tags": ["•••（3）", "•••（7）"]}}),
        ("not JSON at all", "•••（15）"),
        ({"event": "E" * 61, "order_id": "A1"}, {"event": "•••（61）", "order_id": "A1"}),
    ],
    ids=["numbers", "nested", "text", "long"],
)  # fmt: skip
def test_masking_keeps_names_and_what_tells_of_nobody(sent: object, shown: object) -> None:
    assert masked(sent) == shown


def test_all_of_a_reason_means_those_that_were_seen(letters: list[DeadLetter], bob: User, api: MakeClient) -> None:
    (seen,) = [one for one in api(bob).get(PATH).json()["codes"] if one["code"] == "event.nobody"]
    assert seen["last"] == letters[0].pk
    told = {"code": "event.nobody", "up_to": seen["last"] - 1}
    assert api(bob).post(f"{PATH}/discards", told).json() == {"letters": 0}
    told["up_to"] = seen["last"]
    assert api(bob).post(f"{PATH}/discards", told).json() == {"letters": 1}


def test_they_are_found_by_the_name_of_the_event(letters: list[DeadLetter], bob: User, api: MakeClient) -> None:
    assert [one["code"] for one in api(bob).get(f"{PATH}?search=BOG").json()["items"]] == ["event.unknown_type"]


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
