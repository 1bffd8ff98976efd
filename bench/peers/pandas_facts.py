"""A member's facts by pandas: whole columns of the lake's own Parquet files, with the same meaning as the product's."""

from __future__ import annotations

from datetime import UTC, date

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from bench.brand import AT
from bench.home import Home

TODAY = AT.date()
INSTANT = AT.astimezone(UTC)


def read(home: Home, table: str, *columns: str, since: date | None = None) -> pd.DataFrame:
    """Return the rows of a table that had occurred by the bench's instant, from a day on."""
    wanted = pc.field("occurred_at") <= INSTANT
    if since is not None:
        wanted = wanted & (pc.field("occurred_on") >= since)
    rows = ds.dataset(home.listing()["files"][table]).to_table(columns=list(columns), filter=wanted)
    return rows.to_pandas(date_as_object=False)


def with_member(home: Home, rows: pd.DataFrame) -> pd.DataFrame:
    """Replace the source id by the member it reads as."""
    moved = pq.read_table(home.folder / "identity.parquet")
    member = np.arange(home.members + 1)
    member[moved["source_id"].to_numpy()] = moved["member_id"].to_numpy()
    rows["member_id"] = member[rows.pop("source_id").to_numpy()]
    return rows


def base(home: Home) -> pd.DataFrame:
    """Return the members that are not merged into another, as an empty frame indexed by them."""
    moved = pq.read_table(home.folder / "identity.parquet")["source_id"].to_numpy()
    ids = np.setdiff1d(np.arange(1, home.members + 1), moved)
    return pd.DataFrame(index=pd.Index(ids, name="member_id"))


def orders(home: Home) -> pd.DataFrame:
    """Return the orders that are not cancelled, in their latest revision, with what is left of them."""
    rows = _latest(home, None)
    rows = rows[rows.status != "cancelled"]
    back = _refunds(home)
    lines = read(home, "order_lines", "key", "order_key", "quantity")
    lines = lines[lines.order_key.isin(back.order_key.unique())]
    lines = lines.merge(back.groupby("line_key")[["quantity", "amount_minor"]].sum().add_prefix("back_"),
                        left_on="key", right_index=True, how="left").fillna({"back_quantity": 0, "back_amount_minor": 0})  # fmt: skip
    lines["net"] = (lines.quantity - lines.back_quantity).clip(lower=0)
    lines["is_bought"] = lines.net > 0
    left = lines.groupby("order_key").agg(
        left=("net", "sum"), bought=("is_bought", "sum"), amount=("back_amount_minor", "sum")
    )
    rows = rows.merge(left, left_on="key", right_index=True, how="left")
    rows["net_minor"] = rows.sales_minor - rows.amount.fillna(0).astype("int64")
    rows["net_quantity"] = rows.left.fillna(rows.quantity)
    rows["counts"] = ~(rows.bought == 0)
    return with_member(home, rows)


def bought_lines(home: Home, *columns: str, since: date | None = None) -> pd.DataFrame:
    """Return the lines of which something is left, of orders that are not cancelled."""
    rows = read(home, "order_lines", "key", "order_key", "quantity", "source_id", *columns, since=since)
    orders = _latest(home, since)
    rows = rows[~rows.order_key.isin(orders.key[orders.status == "cancelled"])]
    back = _refunds(home).groupby("line_key").quantity.sum()
    touched = rows.key.isin(back.index)
    left = rows.quantity.copy()
    left[touched] -= rows.key[touched].map(back)
    return with_member(home, rows.loc[left > 0, ["source_id", *columns]].copy())


def _refunds(home: Home) -> pd.DataFrame:
    return read(home, "refunds", "order_key", "line_key", "quantity", "amount_minor")


def _latest(home: Home, since: date | None) -> pd.DataFrame:
    columns = (
        "key", "revision", "status", "source_id", "occurred_on", "store_key", "quantity", "sales_minor",
        "discount_minor", "lines",
    )  # fmt: skip
    rows = read(home, "orders", *columns, since=since)
    latest = rows[rows.revision > 0].groupby("key").revision.max()
    superseded = rows.key.isin(latest.index) & (rows.revision < rows.key.map(latest).fillna(0))
    return rows[~superseded]


def reachable(home: Home) -> np.ndarray:
    """Return the members with an identifier of `wecom`, on any of their ids, who did not withdraw on any."""
    known = with_member(home, pd.read_parquet(home.folder / "external_userid.parquet")).member_id
    withdrew = with_member(home, pd.read_parquet(home.folder / "withdrawn.parquet")).member_id
    return np.setdiff1d(known.to_numpy(), withdrew.to_numpy())
