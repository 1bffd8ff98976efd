"""Order lines make orders: added up, revised when later lines arrive, and never over a header that was imported."""

from __future__ import annotations

import pytest

from tests.files import HEADER, LINES, Facts, RunFile, counts

pytestmark = pytest.mark.django_db

ORDERS = {
    "imports": "orders",
    "columns": {"order_key": {"from": "order"}, "occurred_at": {"from": "at"}, "sales": {"from": "sales"}},
    "identifiers": [{"kind": "household", "from": "household"}],
}


def test_lines_become_an_order_with_their_sums(run_csv: RunFile, facts: Facts) -> None:
    run = run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,2,2.50,7", "o1,2017-03-01 10:00:00,p2,1,0.49,7")
    assert counts(run) == (2, 2, 0, 0)
    assert facts("orders", "key", "lines", "quantity", "sales_minor", "status", "from_lines", "source_id") == [
        {
            "key": "o1",
            "lines": 2,
            "quantity": 3.0,
            "sales_minor": 299,
            "status": "paid",
            "from_lines": True,
            "source_id": 1,
        }
    ]


def test_the_same_file_twice_changes_nothing(run_csv: RunFile, facts: Facts) -> None:
    lines = (HEADER, "o1,2017-03-01 10:00:00,p1,2,2.50,7", "o1,2017-03-01 10:00:00,p1,2,2.50,7")
    assert counts(run_csv(*lines)) == (2, 2, 0, 0)
    assert counts(run_csv(*lines)) == (2, 0, 2, 0)
    assert [line["key"] for line in facts("order_lines", "key")] == ["o1|p1", "o1|p1|2"]
    assert {order["revision"] for order in facts("orders", "revision")} == {0}


def test_later_lines_of_an_order_revise_it(run_csv: RunFile, facts: Facts) -> None:
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.00,7", "o2,2017-03-01 11:00:00,p1,1,5.00,7")
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p2,1,3.00,7")
    assert facts("orders", "key", "revision", "lines", "sales_minor") == [
        {"key": "o1", "revision": 1, "lines": 2, "sales_minor": 500},
        {"key": "o2", "revision": 0, "lines": 1, "sales_minor": 500},
    ]


def test_a_corrected_line_revises_line_and_order(run_csv: RunFile, facts: Facts) -> None:
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.00,7")
    assert counts(run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,9.00,7")) == (1, 1, 0, 0)
    assert facts("order_lines", "revision", "sales_minor") == [{"revision": 1, "sales_minor": 900}]
    assert facts("orders", "revision", "sales_minor") == [{"revision": 1, "sales_minor": 900}]


def test_an_order_imported_as_header_keeps_its_header(run_csv: RunFile, facts: Facts) -> None:
    run_csv("order,at,sales,household", "o1,2017-03-01 10:00:00,99.00,7", mapping=ORDERS)
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.00,7", "o2,2017-03-01 10:00:00,p1,1,2.00,7")
    assert facts("orders", "key", "sales_minor", "from_lines", "revision") == [
        {"key": "o1", "sales_minor": 9900, "from_lines": False, "revision": 0},
        {"key": "o2", "sales_minor": 200, "from_lines": True, "revision": 0},
    ]


def test_a_row_without_a_member_is_an_unidentified_order(run_csv: RunFile, facts: Facts) -> None:
    run = run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.00,")
    assert counts(run) == (1, 1, 0, 0)
    assert facts("orders", "source_id") == [{"source_id": None}]
    assert [note["code"] for note in run.notes] == ["unknown_products", "unidentified"]


def test_times_are_read_in_the_zone_of_the_mapping(run_csv: RunFile, facts: Facts) -> None:
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.00,7", mapping={**LINES, "zone": "Asia/Shanghai"})
    found = facts("orders", "occurred_at", "occurred_on", "occurred_hour")[0]
    assert found["occurred_at"].isoformat() == "2017-03-01T02:00:00+00:00"
    assert (str(found["occurred_on"]), found["occurred_hour"]) == ("2017-02-28", 21)


def test_an_order_is_never_cut_between_two_loads(
    run_csv: RunFile, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siyu.connect.imports.staging.CHUNK_ROWS", 3)
    lines = [f"o{n // 2},2017-03-0{1 + n // 6} 10:0{n // 2}:00,p{n % 2},1,1.00,{n // 2}" for n in range(10)]
    run = run_csv(HEADER, *lines)
    assert counts(run) == (10, 10, 0, 0)
    assert run.chunks > 1
    assert {order["revision"] for order in facts("orders", "revision")} == {0}
    assert {order["lines"] for order in facts("orders", "lines")} == {2}
