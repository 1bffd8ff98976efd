"""Bad funnels and questions are refused with the path of what is wrong and the nearest known name."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.lib.errors import Refusal
from siyu.understand.behaviour.documents import read_document, read_question
from siyu.understand.behaviour.names import check_back, check_did, check_start
from siyu.understand.rules.known import Known
from tests.understand.behaviour.conftest import CAKE_AGAIN

KNOWN = Known("CNY", segments=("vip",), attributes=("city",), types=("viewed", "redeemed"))
TWO = [{"did": "viewed"}, {"did": "ordered"}]


@pytest.mark.parametrize(
    ("changes", "code", "where", "mend"),
    [
        ({"steps": [{"did": "viewed"}]}, "funnel.too_few_steps", "steps", None),
        ({"steps": "viewed"}, "funnel.too_few_steps", "steps", None),
        ({"steps": TWO * 6}, "funnel.too_many_steps", "steps", None),
        ({"steps": [*TWO, {"did": "veiwed"}]}, "rule.unknown_fact", "steps[2].did", "viewed"),
        ({"steps": [*TWO, {"did": "ordered", "where": {"product.brnd": "X"}}]}, "rule.unknown_property",
         "steps[2].where.product.brnd", "product.brand"),
        ({"steps": [*TWO, {"did": "ordered", "within": "7d"}]}, "rule.unknown_key", "steps[2].within", None),
        ({"steps": [*TWO, {}]}, "rule.missing_key", "steps[2].did", None),
        ({"steps": [*TWO, "ordered"]}, "funnel.wrong_step", "steps[2]", None),
        ({"within": None}, "funnel.no_window", "within", None),
        ({"within": "0d"}, "rule.impossible_window", "within", None),
        ({"within": "367d"}, "funnel.impossible_window", "within", None),
        ({"within": "a week"}, "rule.wrong_window", "within", None),
        ({"within": 7}, "rule.wrong_window", "within", None),
        ({"by": "channel"}, "funnel.wrong_split", "by", None),
        ({"by": {}}, "funnel.wrong_split", "by", None),
        ({"by": {"property": "channel", "segments": ["vip"]}}, "funnel.wrong_split", "by", None),
        ({"by": {"property": "chanel"}}, "funnel.unknown_split", "by.property", "channel"),
        ({"by": {"property": "product.brand"}}, "funnel.unknown_split", "by.property", None),
        ({"by": {"segments": ["vpi"]}}, "funnel.unknown_segment", "by.segments[0]", "vip"),
        ({"by": {"segments": ["vip"] * 6}}, "funnel.too_many_segments", "by.segments", None),
        ({"by": {"colour": "red"}}, "rule.unknown_key", "by.colour", None),
        ({"kind": "segment"}, "funnel.wrong_kind", "kind", None),
        ({"stps": TWO}, "rule.unknown_key", "stps", "steps"),
    ],
)  # fmt: skip
def test_a_bad_question_is_refused(changes: dict[str, Any], code: str, where: str, mend: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        read_question({"within": "7d", "steps": TWO, **changes}, KNOWN)
    assert (refused.value.code, refused.value.where) == (code, where)
    assert mend is None or mend in (refused.value.mend.en if refused.value.mend else "")


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"name": "Cake Again"}, "funnel.name", "name"),
        ({"label": {"zh-CN": " ", "en": "x"}}, "funnel.label", "label"),
        ({"label": {"en": "x"}}, "rule.missing_key", "label.zh-CN"),
        ({"kind": "segment"}, "rule.wrong_type", "kind"),
        ({"version": 3}, "rule.unknown_key", "version"),
    ],
)
def test_a_bad_document_is_refused(changes: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_document({**CAKE_AGAIN, **changes}, KNOWN)
    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize("raw", [None, [], "steps", 3])
def test_what_is_no_mapping_is_refused(raw: object) -> None:
    for read in (read_document, read_question):
        with pytest.raises(Refusal, match="mapping"):
            read(raw, KNOWN)


def test_names_are_checked_where_they_stand() -> None:
    assert check_start("joined_on", KNOWN) == "joined_on"
    assert check_back("any", KNOWN) == "any"
    for check, name in ((check_start, "orderd"), (check_back, "joined_on"), (check_back, "orderd")):
        with pytest.raises(Refusal) as refused:
            check(name, KNOWN)
        assert refused.value.code == "behaviour.unknown_fact"
    with pytest.raises(Refusal) as refused:
        check_did("any", KNOWN, "anchor")
    assert refused.value.where == "anchor"
