"""An append is durable, exactly once, and refuses rows that do not fit."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from siyu.engine.lake import Lake


def keys_in(lake: Lake, table: str = "orders") -> list[str]:
    with lake.snapshot() as snapshot:
        return sorted(snapshot.to_arrow(snapshot.facts(table).key).to_pylist())


def test_it_writes_one_file_a_month(lake: Lake, orders) -> None:
    rows = pa.concat_tables([orders(["a", "b"]), orders(["c"], on=date(2017, 2, 1))])
    done = lake.append("orders", rows, app_id="load:0", version=1)
    assert (done.rows, done.repeated) == (3, False)
    assert [path.split("/")[0] for path in done.files] == ["month=2017-01", "month=2017-02"]
    assert keys_in(lake) == ["a", "b", "c"]


def test_it_takes_a_stream_and_fills_absent_columns_with_null(lake: Lake, orders) -> None:
    rows = orders(["a", "b"]).drop_columns(["status", "quantity"])
    stream = pa.RecordBatchReader.from_batches(rows.schema, rows.to_batches(max_chunksize=1))
    assert lake.append("orders", stream, app_id="load:0", version=1).rows == 2
    assert keys_in(lake) == ["a", "b"]


def test_it_adds_nothing_for_a_transaction_it_has_seen(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    again = lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    assert (again.rows, again.repeated) == (0, True)
    assert keys_in(lake) == ["a"]


def test_transactions_of_two_applications_do_not_mix(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    lake.append("orders", orders(["b"]), app_id="load:1", version=1)
    assert keys_in(lake) == ["a", "b"]


def test_no_rows_make_no_commit(lake: Lake, orders) -> None:
    assert lake.append("orders", orders([]), app_id="load:0", version=1).files == ()
    assert keys_in(lake) == []


def test_it_refuses_an_unknown_column_and_leaves_no_file(lake: Lake, orders) -> None:
    rows = orders(["a"]).append_column("colour", pa.array(["red"]))
    with pytest.raises(ValueError, match="colour"):
        lake.append("orders", rows, app_id="load:0", version=1)
    assert not list(lake.path.glob("orders/month=*"))


def test_it_refuses_a_null_in_a_required_column_and_leaves_no_file(lake: Lake, orders) -> None:
    rows = orders(["a", "b"])
    holed = rows.set_column(0, "key", pa.array(["a", None]))
    stream = pa.RecordBatchReader.from_batches(
        holed.schema, [*rows.cast(holed.schema).to_batches(), *holed.to_batches()]
    )
    with pytest.raises(ValueError, match="key"):
        lake.append("orders", stream, app_id="load:0", version=1)
    assert not list(lake.path.glob("orders/month=*/*"))


def test_a_table_grows_by_nullable_columns_and_old_rows_read_as_null(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    lake.widen("orders", pa.schema([("basket_score", pa.float64())]))
    rows = orders(["b"]).append_column("basket_score", pa.array([0.5]))
    lake.append("orders", rows, app_id="load:0", version=2)
    with lake.snapshot() as snapshot:
        facts = snapshot.facts("orders")
        assert snapshot.to_arrow(facts.order_by("key").basket_score).to_pylist() == [None, 0.5]
