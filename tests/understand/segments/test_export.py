"""The members of a segment as CSV: masked, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

from siyu.accounts.models import Workspace
from siyu.understand.segments.export import member_lines
from siyu.understand.segments.reading import members_of
from siyu.unify.members.models import Member
from tests.understand.segments.conftest import Save


def test_names_and_identifiers_are_masked(save: Save, shop: Workspace) -> None:
    text = "".join(member_lines(shop, members_of(save("cake"))))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert list(rows[0]) == ["member_id", "name", "joined_on", "household", "phone"]
    assert [row["member_id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0]["name"] == "会**"
    assert "13800000001" not in text
    assert rows[3]["phone"] == ""


def test_unmasked_shows_the_oldest_identifier(save: Save, shop: Workspace) -> None:
    lines = list(member_lines(shop, members_of(save("cake")), masked=False))
    assert lines[1] == "1,会员1,2017-11-01,1001,+8613800000001\r\n"


def test_a_name_that_is_a_formula_is_disarmed(save: Save, shop: Workspace) -> None:
    Member.objects.filter(workspace=shop, member_id=1).update(name="=HYPERLINK(1)")
    lines = list(member_lines(shop, members_of(save("cake")), masked=False))
    assert lines[1].startswith("1,'=HYPERLINK(1)")
