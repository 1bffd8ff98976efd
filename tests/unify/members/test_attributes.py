"""An attribute is read under whatever name the column of a file had."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from siyu.unify.members.attributes import read_attribute
from siyu.unify.members.merge import merge_members
from siyu.unify.members.models import Member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    ["city", "城市", "favourite colour", "a__b", "a.b", "2023", "it's", 'the "best"', "a;b", "a--b", "%s", "#", "a\\b"],
)
def test_any_text_can_be_its_name(workspace: Workspace, name: str) -> None:
    Member.objects.create(workspace=workspace, member_id=1, attributes={name: "there"})
    Member.objects.create(workspace=workspace, member_id=2, attributes={"other": "here"})
    assert read_attribute(workspace, name).to_pydict() == {"member_id": [1], "value": ["there"]}


def test_of_merged_members_the_one_shown_decides(workspace: Workspace) -> None:
    for number, city in ((1, "Wuhan"), (2, "Beijing")):
        Member.objects.create(workspace=workspace, member_id=number, attributes={"city": city})
    merge_members(workspace, 1, 2, because="test", by="alice")
    assert read_attribute(workspace, "city").to_pydict() == {"member_id": [2], "value": ["Beijing"]}
