"""What may tell who somebody is never lies open in the lake."""

from __future__ import annotations

import json
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.collection.personal import is_personal, part
from siyu.connect.loads.reading import open_snapshot
from siyu.unify.members.models import MemberKey
from siyu.unify.members.sealing import find_keys, unseal
from tests.connect.collecting import Collect, load_all


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("phone", "x"), ("user_name", "Zoe"), ("shipping_address", "1"), ("备注", "好"), ("comment", "ok"), ("ip", "10.0.0.1"),
        ("x", "zoe@shop.example"), ("x", "139 1234 5678"), ("x", "please call me back"), ("x", "y" * 65),
        ("url", "https://shop.example/?q=zoe"), ("x", {"phone": 1}), ("x", ["call me later"]), ("x", "我住在湖北省武汉市洪山区某某路十二号"),
    ],
)  # fmt: skip
def test_names_and_looks_give_it_away(name: str, value: Any) -> None:
    assert is_personal(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("product_id", "1029743"), ("category", "FLUID MILK"), ("price", 12.8), ("position", 3), ("name", "Whole Milk"),
        ("is_new", True), ("nothing", None), ("品类", "低温奶"), ("path", "/cart/checkout"), ("tags", ["a", "b"]),
        ("color", "red"), ("sku", "AB-1029"), ("list", "home"),
    ],
)  # fmt: skip
def test_ordinary_properties_lie_open(name: str, value: Any) -> None:
    assert not is_personal(name, value)


def test_parting_keeps_the_bytes_when_there_is_nothing_to_part() -> None:
    raw = b'{"a": 1,  "b": "x"}'
    assert part(raw) == ({"a": 1, "b": "x"}, raw, None)


def test_it_is_sealed_with_the_key_of_its_person(collect: Collect, workspace: Workspace) -> None:
    event = {"event": "E", "properties": {"list": "home", "comment": "ring at Zoe's"}}
    for user in ("u1", "u2"):
        collect("/v1/track", {"userId": user, **event})
    load_all(workspace)
    with open_snapshot(workspace) as snapshot:
        found = snapshot.to_arrow(snapshot.facts("events").select("source_id", "properties", "private")).to_pylist()
    keys = find_keys(workspace, [1, 2])
    for row in found:
        assert json.loads(row["properties"]) == {"list": "home"}
        assert b"Zoe" not in row["private"]
        opened = unseal(keys[row["source_id"]], row["private"])
        assert opened is not None
        assert json.loads(opened) == {"comment": "ring at Zoe's"}
    with pytest.raises(ValueError, match="another key"):
        unseal(keys[2], found[0]["private"] if found[0]["source_id"] == 1 else found[1]["private"])
    assert unseal(None, found[0]["private"]) is None


def test_a_key_is_made_once(collect: Collect, workspace: Workspace) -> None:
    for number in range(2):
        collect("/v1/track", {"userId": "u1", "event": "E", "messageId": f"m{number}", "properties": {"note": "x"}})
        load_all(workspace)
    assert MemberKey.objects.count() == 1
