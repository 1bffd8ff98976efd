"""Features on member 360."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from siyu.understand.features.panel import member_features


@pytest.mark.django_db
def test_favourites_are_named_as_products_name_them(shop: Workspace) -> None:
    features = {one["name"]: one for one in member_features(shop, 1)["features"]}
    assert features["favourite_category"]["value"] == "BAKERY"
    assert features["favourite_category"]["value_label"] == {"zh-CN": "烘焙", "en": "BAKERY"}
    assert features["favourite_department"]["value_label"]["zh-CN"] == "食品"
    assert features["orders_total"]["value_label"] is None


@pytest.mark.django_db
def test_who_never_bought_has_no_favourites(shop: Workspace) -> None:
    features = {one["name"]: one for one in member_features(shop, 15)["features"]}
    assert features["favourite_category"]["value"] is None
    assert features["favourite_category"]["value_label"] is None
    assert features["orders_total"]["value"] == 0
