"""What is known of members, asked for many at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.templates.fields import known_fields, values_for
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.unify.members.models import Member
from siyu.unify.stores.models import Store
from tests.understand.tags.conftest import document as tag_document


def test_values_of_many_members_are_those_of_the_shop(shop: Workspace) -> None:
    Store.objects.create(workspace=shop, key="s1", name="一号店")
    names = {"name", "joined_on", "brand", "store", "attribute.city", "feature.orders_total", "feature.money_total"}
    found = values_for(shop, [1, 8, 11], names)
    assert found[8] == {
        "name": "会员8", "joined_on": date(2017, 11, 8), "brand": shop.name, "store": "一号店",
        "attribute.city": "Beijing", "feature.orders_total": 1, "feature.money_total": 3,
    }  # fmt: skip
    assert (found[1]["feature.orders_total"], str(found[1]["feature.money_total"])) == (2, "$15.00")
    assert (found[11]["feature.orders_total"], found[11]["feature.money_total"], found[11]["store"]) == (0, 0, None)


def test_a_merged_member_is_told_by_the_canonical_row_and_then_by_the_others(shop: Workspace) -> None:
    Member.objects.filter(workspace=shop, member_id=1).update(name="", attributes={"size": "L"})
    found = values_for(shop, [1], {"name", "joined_on", "attribute.city", "attribute.size"})
    assert found[1] == {
        "name": "会员20",
        "joined_on": date(2017, 11, 1),
        "attribute.city": "Beijing",
        "attribute.size": "L",
    }


def test_tags_are_told_in_the_language_of_the_template(shop: Workspace) -> None:
    values = [
        {
            "value": "much",
            "label": {"zh-CN": "多", "en": "Much"},
            "rule": {"feature": "orders_total", "is": {"gte": 2}},
        },
        {"value": "little", "label": {"zh-CN": "少", "en": "Little"}, "otherwise": True},
    ]
    create_tag(command_line(shop), tag_document("buys-often", values=values))
    evaluate_stale_tags(shop)
    told = [values_for(shop, [1, 9], {"tag.buys-often"}, language=language) for language in ("zh-CN", "en")]
    assert told == [
        {1: {"tag.buys-often": "多"}, 9: {"tag.buys-often": "少"}},
        {1: {"tag.buys-often": "Much"}, 9: {"tag.buys-often": "Little"}},
    ]


def test_what_the_sender_gives_comes_first_and_nobody_has_it_without(shop: Workspace) -> None:
    given = {"guide": "小王", "code": None, "name": "张总", "other": "x"}
    assert values_for(shop, [2], {"guide", "code", "name"}, given=given)[2] == {
        "guide": "小王", "code": None, "name": "张总",
    }  # fmt: skip
    assert values_for(shop, [2], {"guide"}) == {2: {"guide": None}}


def test_phones_addresses_and_papers_are_no_fields(shop: Workspace) -> None:
    Member.objects.filter(workspace=shop, member_id=3).update(
        attributes={"mobile": "1", "住址": "1", "id_card": "1", "favourite colour": "red"}
    )
    attributes = {name for name in known_fields(shop) if name.startswith("attribute.")}
    assert attributes == {"attribute.city", "attribute.favourite colour"}


def test_more_members_take_no_more_queries(shop: Workspace, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    names = {"name", "attribute.city"}
    values_for(shop, [1], names)
    for members in ([1], list(range(1, 20))):
        with django_assert_num_queries(2):
            values_for(shop, members, names)


def test_before_the_first_import_everybody_has_nothing(workspace: Workspace) -> None:
    Member.objects.create(workspace=workspace, member_id=1, name="")
    names = set(known_fields(workspace))
    found = values_for(workspace, [1], names)[1]
    known = {name: value for name, value in found.items() if value is not None}
    assert known["brand"] == workspace.name
    assert {value for name, value in known.items() if name != "brand"} <= {0, Decimal(0)}


@pytest.mark.parametrize("certain", [True, False])
def test_a_field_is_certain_when_those_who_never_bought_have_it(shop: Workspace, certain: bool) -> None:
    fields = [field for field in known_fields(shop).values() if field.is_certain is certain]
    found = values_for(shop, [11], {field.name for field in fields if field.group == "feature"})[11]
    assert found and (not certain or all(value is not None for value in found.values()))
