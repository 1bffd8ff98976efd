"""Look-alikes on a made-up base: those who look like the seed are found, kept with their origin, and told why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pyroaring import BitMap

from siyu.accounts.models import User, Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.portraits import alike
from siyu.understand.portraits.alike import Wanted, find_alike
from siyu.understand.portraits.groups import Groups
from siyu.understand.portraits.levels import Coded, Level
from siyu.understand.portraits.traits import Trait
from tests.understand.segments.conftest import Save

BASE = 600
HOME = "/workspaces/shop/segments"


def trait(name: str, codes: np.ndarray) -> Trait:
    levels = [Level("value", value) for value in "abcdef"[: codes.max() + 1]]
    label = Text(name, name).as_dict()
    return Trait("tag", name, label, label, "text", Coded.of(levels, codes), lambda value: Text(value, value).as_dict())


@pytest.fixture
def brand(inputs: Inputs) -> tuple[Groups, list[Trait]]:
    """Members 1–100 are the seed; they and 101–140 like tea, nobody else does; the other trait says nothing."""
    ids = np.arange(1, BASE + 1)
    likes = np.where(ids <= 140, 0, 1)
    draw = np.random.default_rng(3).integers(0, 3, BASE)
    groups = Groups(inputs, BitMap(range(1, 101)), BitMap(range(101, BASE + 1)))
    return groups, [trait("drink", likes), trait("noise", draw)]


def test_those_who_look_like_the_seed_are_found_and_told_why(brand: Any) -> None:
    groups, traits = brand
    found = find_alike(groups, Wanted(size=40), traits)
    assert sorted(found.members) == list(range(101, 141))
    assert not found.members & groups.a
    quality = found.told["quality"]
    assert quality["auc"] > 0.9
    assert quality["lift"] > 3
    (reason, *_) = found.told["reasons"]
    assert (reason["name"], reason["level"]["value"], reason["share"]) == ("drink", "a", 1.0)
    assert reason["share_of_others"] == pytest.approx(40 / 500)


def test_a_share_is_one_of_the_others_and_no_more_than_all_are_found(brand: Any) -> None:
    groups, traits = brand
    assert len(find_alike(groups, Wanted(share=0.1), traits).members) == 50
    assert find_alike(groups, Wanted(size=10_000), traits).members == groups.b


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(size=1, share=0.1), Wanted(share=0.0001)])
def test_a_size_is_one_thing_and_somebody(brand: Any, wanted: Wanted) -> None:
    with pytest.raises(Refusal) as refused:
        find_alike(brand[0], wanted, brand[1])
    assert refused.value.code == "lookalike.size"


def test_nothing_is_learnt_from_a_small_segment(save: Save, bob: User, api: Any) -> None:
    save("cake")
    answer = api(bob).post(f"{HOME}/cake/lookalike-previews", {"size": 3})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "lookalike.small")


def test_they_are_kept_with_their_origin(save: Save, shop: Workspace, bob: User, api: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(alike, "LEAST_SEED", 5)
    save("cake")
    seen = api(bob).post(f"{HOME}/cake/lookalike-previews", {"share": 0.5}).json()
    assert (seen["seed"], seen["others"], seen["size"], seen["as_of"]) == (5, 14, 7, "2017-12-31")
    made = api(bob).post(f"{HOME}/cake/lookalikes", {"size": 3}).json()
    assert (made["name"], made["size"]) == ("like-cake-20171231", 3)
    kept = api(bob).get(f"{HOME}/{made['name']}").json()
    origin = kept["document"]["origin"]
    assert (origin["made"], origin["segment"], origin["told"]["seed"], kept["refresh"]) == (
        "lookalike",
        "cake",
        5,
        "frozen",
    )
    ids = {row["member_id"] for row in api(bob).get(f"{HOME}/{made['name']}/members").json()["items"]}
    assert len(ids) == 3
    assert not ids & {1, 2, 3, 4, 5}
