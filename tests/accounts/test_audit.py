"""The audit log."""

from __future__ import annotations

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.accounts.models.audit_entry import AppendOnlyError
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db

AUDIT = "/workspaces/shop/audit"


@pytest.fixture
def five_entries(workspace: Workspace) -> None:
    for number in range(5):
        record(command_line(workspace), "segment.changed", "segment", f"s{number}")


def test_pages_follow_each_other_newest_first(api: MakeClient, alice: User, five_entries: None) -> None:
    client = api(alice)
    first = client.get(AUDIT, limit=2).json()
    second = client.get(AUDIT, limit=2, cursor=first["next"]).json()
    last = client.get(AUDIT, limit=2, cursor=second["next"]).json()
    assert [entry["object_id"] for page in (first, second, last) for entry in page["items"]] == [
        "s4",
        "s3",
        "s2",
        "s1",
        "s0",
    ]
    assert (first["total"], last["next"]) == (5, None)


def test_it_filters_by_object(api: MakeClient, alice: User, five_entries: None) -> None:
    (entry,) = api(alice).get(AUDIT, object_type="segment", object_id="s3").json()["items"]
    assert entry["by"] == "siyu"


@pytest.mark.parametrize("query", [{"cursor": "nonsense"}, {"cursor": "WyJhIl0"}, {"limit": 201}, {"limit": 0}])
def test_it_refuses_a_bad_page(api: MakeClient, alice: User, query: dict[str, object]) -> None:
    answer = api(alice).get(AUDIT, **query)
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] in query


def test_an_operator_may_not_read_it(api: MakeClient, bob: User) -> None:
    assert api(bob).get(AUDIT).status_code == 403


def test_no_entry_can_be_changed_or_deleted(five_entries: None) -> None:
    entry = AuditEntry.objects.first()
    for change in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(action="nothing")
