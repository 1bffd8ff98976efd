"""Saving, changing and deleting tags."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from siyu.understand.segments.changing import create_segment, delete_segment
from siyu.understand.tags.changing import change_tag, create_tag, delete_tag
from siyu.understand.tags.models import Tag, TagMembership
from siyu.understand.tags.reading import values_of
from tests.understand.segments.conftest import document as segment
from tests.understand.tags.conftest import BOUGHT_CAKE, SPENDING, Save, document


def test_a_saved_tag_knows_who_has_which_value(save: Save) -> None:
    tag = save("spending", values=SPENDING)
    held = {value: sorted(members) for value, members in values_of(tag).items()}
    assert held == {"much": [1, 2, 3, 4, 5], "little": [8, 9, 10], "nothing": [6, 7, *range(11, 20)]}
    assert (tag.members, tag.base, tag.version) == (19, 19, 1)
    (point,) = tag.points.all()
    assert (point.on.isoformat(), point.values) == ("2017-12-31", {"little": 3, "much": 5, "nothing": 11})
    assert AuditEntry.objects.filter(action="tag.created", object_id="spending").count() == 1


def test_values_keep_their_order_in_a_database_that_forgets_that_of_keys(save: Save) -> None:
    kept = save("spending", values=SPENDING).document["values"]
    assert [one["value"] for one in kept] == ["much", "little", "nothing"]
    assert kept[2] == {"value": "nothing", "otherwise": True}


def test_a_taken_name_is_refused(save: Save, shop: Workspace) -> None:
    save("cake")
    with pytest.raises(Refusal) as refused:
        create_tag(command_line(shop), document("cake"))
    assert refused.value.status == 409


def test_a_change_makes_a_version_and_an_old_one_is_refused(save: Save, shop: Workspace) -> None:
    save("cake")
    changed = change_tag(command_line(shop), "cake", document("cake", rule={"did": "viewed"}), 1)
    assert [row.version for row in changed.versions.order_by("version")] == [1, 2]
    with pytest.raises(Refusal) as refused:
        change_tag(command_line(shop), "cake", document("cake"), 1)
    assert refused.value.code == "tag.outdated"
    assert Tag.objects.get(name="cake").document["rule"] == {"did": "viewed"}


def test_what_others_refer_to_cannot_be_deleted(save: Save, shop: Workspace) -> None:
    access = command_line(shop)
    save("cake")
    save("no-cake", rule={"not": {"tag": "cake"}})
    create_segment(access, segment("cake-eaters", {"tag": "cake"}))
    create_segment(access, segment("someone", {"tag": "no-cake"}))
    save("of-segment", rule={"segment": "someone"})
    with pytest.raises(Refusal, match="cake-eaters, tag:no-cake"):
        delete_tag(access, "cake")
    with pytest.raises(Refusal, match="tag:of-segment"):
        delete_segment(access, "someone")
    for name in ("of-segment", "no-cake"):
        if name == "no-cake":
            delete_segment(access, "someone")
        delete_tag(access, name)
    delete_segment(access, "cake-eaters")
    delete_tag(access, "cake")
    assert not TagMembership.objects.exists()


def test_a_circle_over_tags_and_segments_is_refused(save: Save, shop: Workspace) -> None:
    access = command_line(shop)
    save("a")
    create_segment(access, segment("b", {"tag": "a"}))
    save("c", rule={"segment": "b"})
    with pytest.raises(Refusal, match="tag:a → tag:c → b → tag:a"):
        change_tag(access, "a", document("a", rule={"tag": "c"}), 1)
    with pytest.raises(Refusal):
        create_tag(access, document("me", rule={"tag": "me"}))


def test_a_manual_tag_keeps_the_values_members_were_given(save: Save, shop: Workspace) -> None:
    from pyroaring import BitMap

    from siyu.understand.tags.acting import carry_out

    tag = save("vip", type="manual", values={"gold": None, "silver": None})
    carry_out(command_line(shop), tag, "assign", "gold", BitMap([1]), via="console")
    with pytest.raises(Refusal) as refused:
        change_tag(command_line(shop), "vip", document("vip", type="manual", values={"silver": None}), 1)
    assert refused.value.code == "tag.value_in_use"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"type": "guess"}, "type"),
        ({"name": "No Spaces"}, "name"),
        ({"kind": "segment"}, "kind"),
        ({"label": {"en": "only"}}, "label.zh-CN"),
        ({"label": {"zh-CN": " ", "en": "x"}}, "label"),
        ({"group": "consumtion"}, "group"),
        ({"colour": "red"}, "colour"),
        ({"expires": "6 months"}, "expires"),
        ({"expires": "0d"}, "expires"),
        ({"rule": {"all": [{"feature": "orders_356d", "is": 1}]}}, "rule.all[0].feature"),
        ({"rule": {"tag": "unknown"}}, "rule.tag"),
        ({"rule": None}, "rule"),
        ({"rule": None, "values": {"a": "otherwise", "b": BOUGHT_CAKE}}, "values[0]"),
        ({"rule": None, "values": {"1st": BOUGHT_CAKE}}, "values[0].value"),
        ({"rule": None, "values": {"a": {"did": "ordred"}}}, "values[0].rule.did"),
        ({"values": {"a": BOUGHT_CAKE}}, "rule"),
        ({"type": "manual"}, "rule"),
        ({"type": "manual", "rule": None, "source": "scan"}, "source"),
        ({"type": "raw", "rule": None}, "from"),
        ({"type": "raw", "rule": None, "from": {"attribute": "a", "did": "b"}}, "from"),
        ({"type": "raw", "rule": None, "from": {"attribute": "phone"}}, "from.attribute"),
        ({"type": "raw", "rule": None, "from": {"did": "viewed", "property": "colour"}}, "from.property"),
        ({"type": "raw", "rule": None, "from": {"survey": "nope", "question": "q"}}, "from.survey"),
        ({"type": "raw", "rule": None, "from": {"survey": "nope"}}, "from"),
        ({"source": "telepathy"}, "source"),
        ({"source": "scan", "group": "social"}, "group"),
        ({"source": "scan", "type": "raw", "rule": None, "from": {"did": "viewed"}}, "from.did"),
    ],
)
def test_a_bad_document_is_refused_with_its_path(shop: Workspace, change: dict[str, Any], where: str) -> None:
    with pytest.raises(Refusal) as refused:
        create_tag(command_line(shop), document("fine") | change)
    assert refused.value.where == where
    assert not Tag.objects.exists()


def test_a_value_a_tag_cannot_have_is_refused_in_a_rule(save: Save, shop: Workspace) -> None:
    save("spending", values=SPENDING)
    with pytest.raises(Refusal) as refused:
        create_segment(command_line(shop), segment("s", {"tag": "spending", "is": "mutch"}))
    assert (refused.value.where, "much" in str(refused.value.mend)) == ("rule.is", True)
