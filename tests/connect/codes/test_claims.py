"""Claims: once a use and once a member, told to the lake exactly once, taken back from nobody but the erased."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.connect.codes.jobs import tell_waiting_claims
from siyu.connect.codes.models import CodeBatch, CodeClaim
from siyu.connect.collection import keeping
from siyu.connect.inbox.limits import Gate, InboxFull
from siyu.connect.inbox.models import DeadLetter, Received
from siyu.lib.text import Text
from siyu.unify.members.merge import merge_members
from siyu.unify.members.models import Identifier
from tests.conftest import MakeClient
from tests.connect.codes.conftest import BATCHES, make, open_page, serial
from tests.connect.collecting import load_all, rows

CLAIMS = "/workspaces/shop/codes/claims"
ANN, BEN = {"phone": "139 1234 5678"}, {"openid:wx1234567890": "oBEN"}


@pytest.fixture
def claim(batch: CodeBatch, bob: User, api: MakeClient) -> Any:
    """Claim as an integration does."""
    client = api(bob)
    return lambda code, who, **more: client.post(CLAIMS, {"serial": code, "identifiers": who, **more})


def test_a_claim_is_made_once_and_becomes_an_event(claim: Any, batch: CodeBatch, workspace: Workspace) -> None:
    told = [claim(serial(batch), ANN) for _ in range(2)]
    assert [one.status_code for one in told] == [201, 200]
    assert told[0].json()["id"] == told[1].json()["id"]
    load_all(workspace)
    assert not DeadLetter.objects.exists()
    ((kind, channel, product, properties, source_id),) = rows(
        workspace, "events", "type", "channel", "product_key", "properties", "source_id"
    )
    assert (kind, channel, product) == ("scanned", "code", "6901234567892")
    assert f'"code_batch":"{batch.tag}"' in properties
    assert '"code_type":"pack"' in properties
    assert Identifier.objects.get(source_id=source_id).value == "+8613912345678"
    assert told[0].json()["member_id"] == source_id
    assert CodeClaim.objects.get().untold is None


def test_another_member_comes_too_late(claim: Any, batch: CodeBatch) -> None:
    claim(serial(batch), ANN)
    late = claim(serial(batch), BEN)
    assert (late.status_code, late.json()["error"]["code"]) == (409, "code.claimed")
    assert "This code has been claimed" in open_page(serial(batch)).content.decode()
    batch.refresh_from_db()
    assert (batch.claims, batch.claimed) == (1, 1)


def test_a_poster_is_claimed_by_many_up_to_its_limit(claim: Any, bob: User, api: MakeClient) -> None:
    poster = make(api(bob), name="Posters", type="poster", count=1, uses=2, stands_for="spring")
    told = [claim(serial(poster), who).status_code for who in (ANN, BEN, ANN, {"member_no": "77"})]
    assert told == [201, 201, 200, 409]
    poster.refresh_from_db()
    assert (poster.claims, poster.claimed) == (2, 1)


def test_a_member_there_is_may_be_named_by_number(claim: Any, batch: CodeBatch, workspace: Workspace) -> None:
    ben = claim(serial(batch, 1), BEN).json()["member_id"]
    by_number = claim(serial(batch, 2), {}, member=ben)
    assert (by_number.status_code, by_number.json()["member_id"]) == (201, ben)
    load_all(workspace)
    assert [source for (source,) in rows(workspace, "events", "source_id")] == [ben, ben]
    assert claim(serial(batch, 3), {}, member=999_999).json()["error"]["code"] == "code.no_member"
    assert claim(serial(batch, 3), ANN, member=ben).status_code == 422


def test_who_is_known_to_be_one_person_claims_once(claim: Any, batch: CodeBatch, workspace: Workspace) -> None:
    claim(serial(batch, 1), {**ANN, **BEN})
    assert [claim(serial(batch, 2), who).status_code for who in (ANN, BEN)] == [201, 200]


@pytest.mark.parametrize("who", [{}, {"phone": "12"}, {"shoe": "x"}, {"household": "7"}, {"openid:b a d": "x"}])
def test_nobody_and_nonsense_claim_nothing(claim: Any, batch: CodeBatch, who: dict[str, str]) -> None:
    assert claim(serial(batch), who).status_code == 422
    assert not CodeClaim.objects.exists()


def test_void_early_and_expired_ones_are_not_claimed(claim: Any, batch: CodeBatch, bob: User, api: MakeClient) -> None:
    path = f"{BATCHES}/{batch.pk}"
    for change, code in (
        ({"valid_from_on": "2150-01-01"}, "code.early"),
        ({"valid_from_on": None, "valid_until_on": "1999-01-01"}, "code.expired"),
    ):
        api(bob).patch(path, change)
        assert claim(serial(batch), ANN).json()["error"]["code"] == code
    api(bob).patch(path, {"valid_until_on": None})
    api(bob).post(f"{path}/voids", {"reason": "stolen"})
    assert claim(serial(batch), ANN).json()["error"]["code"] == "code.void"
    assert claim("nonsense", ANN).json()["error"]["code"] == "code.mistyped"
    assert not Identifier.objects.exists()


def test_what_a_full_inbox_refused_is_told_later_and_once(
    claim: Any, batch: CodeBatch, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def check(self) -> None:
            raise InboxFull(Text("满", "full"))

    monkeypatch.setattr(keeping, "gate", Full())
    assert claim(serial(batch), ANN).status_code == 201
    assert not Received.objects.exists()
    waiting = CodeClaim.objects.get()
    assert waiting.untold is not None
    assert b"13912345678" not in bytes(waiting.untold)
    CodeClaim.objects.update(made_at="2020-01-01T00:00:00Z")
    assert tell_waiting_claims.call() == 0
    monkeypatch.setattr(keeping, "gate", Gate())
    assert [tell_waiting_claims.call() for _ in range(2)] == [1, 0]
    # A crash after the inbox had it, and before that was noted.
    CodeClaim.objects.update(untold=waiting.untold)
    assert tell_waiting_claims.call() == 1
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 1


def test_claims_are_listed_under_who_they_belong_to_now(
    claim: Any, batch: CodeBatch, alice: User, dora: User, api: MakeClient
) -> None:
    ann, ben = (claim(serial(batch, nth), who).json()["member_id"] for nth, who in enumerate((ANN, BEN), 1))
    path = f"{BATCHES}/{batch.pk}/claims"
    assert [one["member_id"] for one in api(dora).get(path).json()["items"]] == [ben, ann]
    merge_members(batch.workspace, ann, ben, because="one person", by="alice@shop.example")
    listed = api(dora).get(path).json()
    assert len({one["member_id"] for one in listed["items"]}) == 1
    assert listed["total"] == 2


def test_an_erased_persons_use_stays_used_of_nobody(
    claim: Any, batch: CodeBatch, workspace: Workspace, bob: User, api: MakeClient
) -> None:
    from siyu.accounts.personal import Person
    from siyu.connect.codes.erasing import STORES
    from siyu.lib.traces import Traces

    number = claim(serial(batch), ANN).json()["member_id"]
    CodeBatch.objects.filter(pk=batch.pk).update(stands_for="13912345678", name="for 13912345678")
    person = Person(workspace, (number,), Traces.of([("phone", "+8613912345678")]))
    claims, words, _ = STORES
    assert claims.export is not None
    assert [one["number"] for one in claims.export(person)] == [1]
    assert [store.count(person) for store in (claims, words)] == [1, 1]
    for store in STORES:
        store.erase(person)
        assert store.count(person) == 0
    assert claim(serial(batch), BEN).status_code == 409
    assert api(bob).get(f"{BATCHES}/{batch.pk}/claims").json()["items"][0]["member_id"] is None
