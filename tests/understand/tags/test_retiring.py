"""A retired tag keeps all it has and is shown nowhere but among the retired."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.lib.errors import Refusal
from siyu.understand.rules.vocabulary import known_of
from siyu.understand.segments.changing import create_segment
from siyu.understand.tags.acting import carry_out
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.panel import member_tags
from siyu.understand.tags.reading import values_of
from siyu.understand.tags.retiring import restore_tag, retire_tag
from tests.understand.segments.conftest import document as segment
from tests.understand.tags.conftest import SPENDING, Save

HOME = "/workspaces/shop/tags"


def test_a_retired_tag_is_gone_from_sight_and_comes_back_whole(
    save: Save, shop: Workspace, bob: User, api: Any
) -> None:
    save("spending", values=SPENDING)
    client = api(bob)
    assert client.post(f"{HOME}/spending/retirements", {}).json()["retired_at"]
    assert client.get(HOME).json()["items"] == []
    assert [one["name"] for one in client.get(HOME, retired=True).json()["items"]] == ["spending"]
    assert member_tags(shop, 1) == []
    assert "spending" not in (known_of(shop).tags or {})
    assert evaluate_stale_tags(shop) == {}
    assert client.post(f"{HOME}/spending/restorations", {}).json()["retired_at"] is None
    assert [one["value"] for one in member_tags(shop, 1)] == ["much"]
    assert client.get(HOME, retired=True).json()["items"] == []


def test_what_others_refer_to_cannot_be_retired(save: Save, shop: Workspace) -> None:
    save("cake")
    create_segment(command_line(shop), segment("eaters", {"tag": "cake"}))
    with pytest.raises(Refusal, match="eaters") as refused:
        retire_tag(command_line(shop), "cake")
    assert refused.value.code == "tag.in_use"


def test_acts_are_kept_and_none_is_taken_meanwhile(save: Save, shop: Workspace) -> None:
    from pyroaring import BitMap

    access, tag = command_line(shop), save("vip", type="manual")
    carry_out(access, tag, "assign", None, BitMap([1, 2]), via="test")
    retire_tag(access, "vip")
    tag.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        carry_out(access, tag, "assign", None, BitMap([3]), via="test")
    assert refused.value.code == "tag.retired"
    tag = restore_tag(access, "vip")
    assert {value: sorted(members) for value, members in values_of(tag).items()} == {"yes": [1, 2]}


def test_a_second_time_changes_and_notes_nothing(save: Save, shop: Workspace) -> None:
    save("cake")
    first = retire_tag(command_line(shop), "cake").retired_at
    assert retire_tag(command_line(shop), "cake").retired_at == first
    restore_tag(command_line(shop), "cake")
    restore_tag(command_line(shop), "cake")
    actions = AuditEntry.objects.filter(object_id="cake").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["tag.created", "tag.retired", "tag.restored"]
