"""Behaviour by the API: reports, funnels in versions, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.understand.behaviour.models import Funnel
from tests.understand.behaviour.conftest import CAKE_AGAIN
from tests.understand.segments.conftest import document

HOME = "/workspaces/shop/behaviour"


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    return api(bob)


def test_cohorts_have_triangles(client: Any) -> None:
    found = client.get(f"{HOME}/cohorts", by="month", periods=3).json()
    assert [one["size"] for one in found["cohorts"]] == [0, 0, 8]
    assert [len(one["active"]) for one in found["cohorts"]] == [3, 2, 1]
    assert found["period"] == {"from": "2017-10-01", "to": "2017-12-31"}
    assert (found["as_of"], found["segment"], found["members"]) == ("2017-12-31", None, 19)


def test_stickiness_has_a_day_a_row(client: Any) -> None:
    found = client.get(f"{HOME}/stickiness", days=31, did="ordered").json()
    assert len(found["trend"]) == 31
    assert sum(one["members"] for one in found["days_active"]) == found["active"] == 8


def test_paths_have_links_and_sequences(client: Any) -> None:
    found = client.get(f"{HOME}/paths", anchor="targeted", length=3, within="10d", days=31).json()
    assert [one["path"] for one in found["sequences"]] == [["targeted", "viewed", "ordered"]]
    assert found["links"][0] == {"position": 0, "source": "targeted", "target": "viewed", "members": 1}


def test_a_past_day_is_seen_as_it_was(client: Any) -> None:
    found = client.get(f"{HOME}/stickiness", days=7, did="ordered", as_of="2017-12-10").json()
    assert (found["as_of"], found["active"]) == ("2017-12-10", 6)


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("cohorts", {"start": "orderd"}, 422, "behaviour.unknown_fact"),
        ("cohorts", {"back": "joined_on"}, 422, "behaviour.unknown_fact"),
        ("cohorts", {"as_of": "2018-01-01"}, 422, "behaviour.future"),
        ("stickiness", {"segment": "nobody"}, 404, "segment.unknown"),
        ("paths", {"anchor": "any"}, 422, "behaviour.unknown_fact"),
        ("paths", {"within": "900d"}, 422, "funnel.impossible_window"),
        ("funnels", {"sort": "steps"}, 422, "funnels.sort"),
        ("funnels/none/report", {}, 404, "funnel.unknown"),
        ("funnels/none", {}, 404, "funnel.unknown"),
    ],
)
def test_bad_questions_are_refused(client: Any, path: str, query: dict[str, str], status: int, code: str) -> None:
    answer = client.get(f"{HOME}/{path}", **query)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize("query", [{"by": "year"}, {"periods": 61}, {"periods": "x"}, {"as_of": "soon"}])
def test_values_out_of_range_are_refused(client: Any, query: dict[str, Any]) -> None:
    assert client.get(f"{HOME}/cohorts", **query).status_code == 422


def test_an_unknown_name_tells_the_nearest(client: Any) -> None:
    error = client.get(f"{HOME}/paths", anchor="redemed").json()["error"]
    assert error["where"] == "anchor"
    assert "redeemed" in error["mend"]["zh-CN"]


def test_a_funnel_is_created_read_changed_reported_and_deleted(client: Any) -> None:
    made = client.post(f"{HOME}/funnels", {"document": CAKE_AGAIN})
    assert made.status_code == 201, made.content
    assert (made.json()["version"], made.json()["steps"]) == (1, 2)
    assert "within: 19d" in made.json()["yaml"]
    assert client.post(f"{HOME}/funnels", {"document": CAKE_AGAIN}).status_code == 409
    report = client.get(f"{HOME}/funnels/cake-again/report", days=90).json()
    assert [one["members"] for one in report["steps"]] == [8, 5]
    changed = client.put(f"{HOME}/funnels/cake-again", {"document": {**CAKE_AGAIN, "within": "17d"}, "version": 1})
    assert changed.json()["version"] == 2
    stale = client.put(f"{HOME}/funnels/cake-again", {"document": CAKE_AGAIN, "version": 1})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "funnel.outdated")
    renamed = client.put(f"{HOME}/funnels/cake-again", {"document": {**CAKE_AGAIN, "name": "other"}, "version": 2})
    assert renamed.json()["error"]["code"] == "funnel.renamed"
    assert client.get(f"{HOME}/funnels/cake-again/versions/1").json()["document"]["within"] == "19d"
    assert client.get(f"{HOME}/funnels/cake-again/versions/9").status_code == 404
    assert client.delete(f"{HOME}/funnels/cake-again").status_code == 204
    assert client.get(f"{HOME}/funnels/cake-again").status_code == 404
    assert set(AuditEntry.objects.filter(object_type="funnel").values_list("action", flat=True)) == {
        "funnel.created", "funnel.changed", "funnel.deleted",
    }  # fmt: skip


def test_funnels_are_found_by_words_and_paged(client: Any) -> None:
    for name in ("a", "b", "c"):
        client.post(f"{HOME}/funnels", {"document": {**CAKE_AGAIN, "name": name}})
    first = client.get(f"{HOME}/funnels", limit=2, sort="-name").json()
    second = client.get(f"{HOME}/funnels", limit=2, sort="-name", cursor=first["next"]).json()
    assert [one["name"] for one in first["items"] + second["items"]] == ["c", "b", "a"]
    assert (first["total"], second["next"]) == (3, None)
    assert client.get(f"{HOME}/funnels", search="蛋糕").json()["total"] == 3
    assert client.get(f"{HOME}/funnels", search="tea").json()["total"] == 0


def test_a_preview_needs_no_name(client: Any) -> None:
    client.post("/workspaces/shop/segments", {"document": document("sms", {"reachable": "sms"})})
    asked = {key: CAKE_AGAIN[key] for key in ("within", "steps")}
    found = client.post(f"{HOME}/funnel-previews?days=90&segment=sms", {"document": asked}).json()
    assert [one["members"] for one in found["steps"]] == [2, 2]
    bad = client.post(f"{HOME}/funnel-previews", {"document": {**asked, "steps": [{"did": "veiwed"}] * 2}})
    assert bad.json()["error"]["where"] == "steps[0].did"
    assert Funnel.objects.count() == 0


def test_an_analyst_edits_funnels(shop: Workspace, dora: User, api: Any) -> None:
    assert api(dora).post(f"{HOME}/funnels", {"document": CAKE_AGAIN}).status_code == 201


def test_funnels_of_another_brand_are_unknown(client: Any, elsewhere: Workspace, charlie: User, api: Any) -> None:
    client.post(f"{HOME}/funnels", {"document": CAKE_AGAIN})
    assert api(charlie).get(f"{HOME}/funnels/cake-again").status_code == 404
    assert api(charlie).get("/workspaces/elsewhere/behaviour/funnels/cake-again").status_code == 404
    assert api(charlie).get("/workspaces/elsewhere/behaviour/funnels").json()["total"] == 0


def test_an_empty_workspace_has_empty_reports(elsewhere: Workspace, charlie: User, api: Any) -> None:
    client, home = api(charlie), "/workspaces/elsewhere/behaviour"
    assert client.get(f"{home}/cohorts").json()["began"] == 0
    assert client.get(f"{home}/stickiness").json()["active"] == 0
    assert client.get(f"{home}/paths").json()["walked"] == 0
    found = client.post(f"{home}/funnel-previews", {"document": {"within": "7d", "steps": CAKE_AGAIN["steps"]}}).json()
    assert (found["entered"], found["rate"], found["median_seconds"]) == (0, None, None)
