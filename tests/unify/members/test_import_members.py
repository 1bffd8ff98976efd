"""Members by file: found by any identifier, changed by what the row says, never emptied."""

from __future__ import annotations

from datetime import date

import pytest

from siyu.connect.imports.quarantine import read_quarantine
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.models import Identifier, Member
from tests.files import RunFile, counts

pytestmark = pytest.mark.django_db

MEMBERS = {
    "imports": "members",
    "columns": {"name": {"from": "姓名"}, "joined_on": {"from": "入会日期"}, "attribute.city": {"from": "城市"}},
    "identifiers": [{"kind": "phone", "from": "手机号"}, {"kind": "email", "from": "邮箱"}],
}
HEADER = "姓名,手机号,邮箱,入会日期,城市"


def test_a_row_becomes_a_member_with_normalised_identifiers(run_csv: RunFile) -> None:
    run = run_csv(HEADER, "张三🎉,138 0013 8000,Zhang@X.example,2017-05-01,武汉", mapping=MEMBERS, named=None)
    assert counts(run) == (1, 1, 0, 0)
    member = Member.objects.get(name="张三🎉")
    assert (member.joined_on, member.attributes) == (date(2017, 5, 1), {"city": "武汉"})
    assert len(base_of(run.workspace)) == 1
    assert set(Identifier.objects.values_list("kind", "value")) == {
        ("phone", "+8613800138000"),
        ("email", "zhang@x.example"),
    }


def test_the_same_file_twice_changes_nothing(run_csv: RunFile) -> None:
    rows = (HEADER, "张三,13800138000,,2017-05-01,武汉", "李四,13800138001,,,")
    assert counts(run_csv(*rows, mapping=MEMBERS)) == (2, 2, 0, 0)
    assert counts(run_csv(*rows, mapping=MEMBERS)) == (2, 0, 2, 0)


def test_an_empty_value_never_wipes_out_what_is_known(run_csv: RunFile) -> None:
    run_csv(HEADER, "张三,13800138000,,2017-05-01,武汉", mapping=MEMBERS)
    run = run_csv(HEADER, ",+86 138-0013-8000,,,上海", mapping=MEMBERS)
    assert counts(run) == (1, 1, 0, 0)
    member = Member.objects.get()
    assert (member.name, member.attributes) == ("张三", {"city": "上海"})


def test_bad_identifiers_and_rows_without_any_are_held_back(run_csv: RunFile) -> None:
    run = run_csv(HEADER, "张三,12,,,", "李四,,no-at-sign,,", "王五,,,,", mapping=MEMBERS)
    assert counts(run) == (3, 0, 0, 3)
    found = read_quarantine(run, 0, 9, reveal=True)
    assert [row["reason"]["code"] for row in found] == ["bad_identifier", "bad_identifier", "missing_identifier"]
    assert not Member.objects.exists()


def test_the_same_person_twice_in_a_file_with_other_content_is_held_back(run_csv: RunFile) -> None:
    rows = ("张三,13800138000,,,武汉", "张三,13800138000,,,武汉", "张三,13800138000,,,上海")
    run = run_csv(HEADER, *rows, mapping=MEMBERS)
    assert counts(run) == (3, 1, 1, 1)


def test_values_are_hidden_from_those_who_may_not_see_them(run_csv: RunFile) -> None:
    run = run_csv(HEADER, "张三,12,,,武汉", mapping=MEMBERS)
    values = read_quarantine(run, 0, 9, reveal=False)[0]["values"]
    assert values == {"姓名": "****", "手机号": "****", "邮箱": None, "入会日期": None, "城市": "武汉"}


def test_further_identifiers_become_those_of_the_member_one_of_them_names(run_csv: RunFile) -> None:
    run_csv(HEADER, "张三,13800138000,,,", "李四,13800138001,,,", mapping=MEMBERS)
    further = {
        "imports": "identifiers",
        "columns": {},
        "identifiers": [{"kind": "phone", "from": "手机号"}, {"kind": "openid", "from": "openid"}],
    }
    rows = ("手机号,openid", "13800138000,ox1", "13800138001,ox2", "13800138002,ox3")
    run = run_csv(*rows, mapping=further)
    assert counts(run) == (3, 3, 0, 0)
    assert [(note["code"], note["count"]) for note in run.notes] == [("members_made", 1)]
    ids = dict(Identifier.objects.filter(kind="openid").values_list("value", "source_id"))
    members = canonicals_of(run.workspace, ids.values())
    assert {value: members[number] for value, number in ids.items()} == {"ox1": 1, "ox2": 2, "ox3": 5}
    assert counts(run_csv(*rows, mapping=further)) == (3, 0, 3, 0)
