"""Manual tags by file: one act a file and tag, undone as one; rows that name nothing known are set aside."""

from __future__ import annotations

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.imports.quarantine import read_quarantine
from siyu.understand.tags.acting import undo_act
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.history import changes_of
from siyu.understand.tags.models import Tag, TagAct
from siyu.understand.tags.reading import values_of
from tests.files import RunFile, counts, run_csv
from tests.understand.tags.conftest import Save

__all__ = ["run_csv"]

MAPPING = {
    "imports": "tags",
    "columns": {"tag": {"from": "tag"}, "value": {"from": "value"}, "at": {"from": "at"}},
    "identifiers": [{"kind": "household", "from": "household"}],
}
HEADER = "household,tag,value,at"


def held(tag: Tag) -> dict[str, list[int]]:
    return {value: sorted(members) for value, members in values_of(Tag.objects.get(pk=tag.pk)).items()}


def test_the_last_row_of_a_member_counts_whatever_the_order(save: Save, run_csv: RunFile) -> None:
    vip = save("vip", type="manual", values={"gold": None, "silver": None})
    rows = (HEADER, "1001,vip,gold,2017-12-02", "1001,vip,silver,2017-12-01", "1020,vip,silver,2017-12-03",
            "1002,vip,gold,2017-12-01", "1002,vip,-,2017-12-04", "1003,vip,gold,2017-12-01")  # fmt: skip
    assert counts(run_csv(*rows, mapping=MAPPING)) == (6, 6, 0, 0)
    assert held(vip) == {"gold": [3], "silver": [1]}
    assert counts(run_csv(*rows, mapping=MAPPING)) == (6, 0, 6, 0)


def test_a_file_is_one_act_and_is_undone_as_one(save: Save, run_csv: RunFile, shop: Workspace) -> None:
    vip = save("vip", type="manual")
    run_csv(HEADER, *(f"{1000 + number},vip,,2017-12-0{number}" for number in range(1, 6)), mapping=MAPPING)
    evaluate_stale_tags(shop)
    assert held(vip) == {"yes": [1, 2, 3, 4, 5]}
    assert [one["cause"] for one in changes_of(shop, [1], 5)] == ["delivered"]
    # The second file repeats what the first said: it has an act of its own that says nothing.
    run_csv(HEADER, "1001,vip,,2017-12-01", mapping=MAPPING)
    first, second = TagAct.objects.order_by("pk")
    assert (first.how, first.members, second.members) == ("import", 5, 0)
    undo_act(command_line(shop), first.pk)
    assert held(vip) == {}


def test_rows_that_name_no_such_tag_or_value_are_set_aside(save: Save, run_csv: RunFile) -> None:
    save("vip", type="manual", values={"gold": None, "silver": None})
    save("cake")
    rows = ("1001,vip,bronze,2017-12-01", "1001,vipp,gold,2017-12-01", "1001,cake,yes,2017-12-01",
            "1001,vip,,2017-12-01", "1001,vip,gold,2017-12-01")  # fmt: skip
    run = run_csv(HEADER, *rows, mapping=MAPPING)
    assert counts(run) == (5, 1, 0, 4)
    found = [(row["reason"]["code"], row["reason"]["field"]) for row in read_quarantine(run, 0, 10, reveal=True)]
    assert sorted(found) == [("unknown_name", "tag"), ("unknown_name", "tag"), ("unknown_value", "value"),
                             ("unknown_value", "value")]  # fmt: skip
