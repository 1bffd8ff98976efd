"""Saving, changing and deleting segments."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from siyu.understand.segments.changing import change_segment, create_segment, delete_segment
from siyu.understand.segments.models import Segment, SegmentMembership
from siyu.understand.segments.reading import members_of
from tests.understand.segments.conftest import BOUGHT_CAKE, Save, document


def test_a_saved_segment_knows_its_members_and_size(save: Save) -> None:
    segment = save("cake")
    assert sorted(members_of(segment)) == [1, 2, 3, 4, 5]
    assert (segment.size, segment.base, segment.version) == (5, 19, 1)
    assert [(point.on.isoformat(), point.size) for point in segment.sizes.all()] == [("2017-12-31", 5)]
    assert AuditEntry.objects.filter(action="segment.created", object_id="cake").count() == 1


def test_a_taken_name_is_refused(save: Save, shop: Workspace) -> None:
    save("cake")
    with pytest.raises(Refusal) as refused:
        create_segment(command_line(shop), document("cake", BOUGHT_CAKE))
    assert refused.value.status == 409


def test_a_change_makes_a_version(save: Save, shop: Workspace) -> None:
    save("cake")
    changed = change_segment(command_line(shop), "cake", document("cake", {"did": "viewed"}), 1)
    assert changed.version == 2
    assert [row.version for row in changed.versions.order_by("version")] == [1, 2]


def test_a_change_of_an_old_version_is_refused_and_changes_nothing(save: Save, shop: Workspace) -> None:
    save("cake")
    change_segment(command_line(shop), "cake", document("cake", {"did": "viewed"}), 1)
    with pytest.raises(Refusal) as refused:
        change_segment(command_line(shop), "cake", document("cake", BOUGHT_CAKE), 1)
    assert refused.value.code == "segment.outdated"
    assert Segment.objects.get(name="cake").document["rule"] == {"did": "viewed"}


def test_a_segment_others_refer_to_cannot_be_deleted(save: Save, shop: Workspace) -> None:
    save("cake")
    save("not-cake", {"not": {"segment": "cake"}})
    with pytest.raises(Refusal, match="not-cake"):
        delete_segment(command_line(shop), "cake")
    delete_segment(command_line(shop), "not-cake")
    delete_segment(command_line(shop), "cake")
    assert not SegmentMembership.objects.exists()


def test_a_circle_is_refused_when_it_is_saved(save: Save, shop: Workspace) -> None:
    save("a")
    save("b", {"segment": "a"})
    with pytest.raises(Refusal, match="a → b → a"):
        change_segment(command_line(shop), "a", document("a", {"segment": "b"}), 1)


def test_a_segment_cannot_refer_to_itself(shop: Workspace) -> None:
    with pytest.raises(Refusal):
        create_segment(command_line(shop), document("me", {"segment": "me"}))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"refresh": "hourly"}, "refresh"),
        ({"name": "No Spaces"}, "name"),
        ({"kind": "tag"}, "kind"),
        ({"label": {"en": "only"}}, "label.zh-CN"),
        ({"colour": "red"}, "colour"),
        ({"rule": {"all": [{"feature": "orders_356d", "is": 1}]}}, "rule.all[0].feature"),
        ({"rule": {"segment": "unknown"}}, "rule.segment"),
        ({"rule": {"did": "ordred"}}, "rule.did"),
    ],
)
def test_a_bad_document_is_refused_with_its_path(shop: Workspace, change: dict[str, Any], where: str) -> None:
    with pytest.raises(Refusal) as refused:
        create_segment(command_line(shop), document("fine", BOUGHT_CAKE) | change)
    assert refused.value.where == where
    assert not Segment.objects.exists()
