"""Thirty features by pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from bench.home import Home
from bench.peers.pandas_facts import TODAY, base, bought_lines, orders, read, with_member


def features(home: Home, names: tuple[str, ...]) -> pa.Table:
    """Return one row a member of the base with the features."""
    every = orders(home)
    standing = every[every.counts]
    bought = _bought(home)
    parts = [
        _money(every),
        _orders(standing),
        _rhythm(standing),
        _events(home),
        bought.groupby("member_id").agg(products_total=("product_key", "nunique")),
        _favourite(standing, "store_key", "favourite_store", "stores_total"),
        _favourite(bought, "category", "favourite_category", "categories_total"),
        _favourite(bought, "brand", "favourite_brand", "brands_total"),
    ]
    found = base(home).join(parts)
    found["average_order"] = found.money_total / found.orders_total
    found["days_since_last_order"] = (pd.Timestamp(TODAY) - found.last_order_on).dt.days
    found["tenure_days"] = (pd.Timestamp(TODAY) - found.first_order_on).dt.days
    whole = found.sales + found.discount
    found["discount_share_365d"] = (found.discount / whole).where(whole > 0)
    zero = [name for name in names if name.endswith("_total") or name.startswith(("orders_", "money_", "events_"))]
    found[zero] = found[zero].fillna(0)
    return pa.Table.from_pandas(found[list(names)].reset_index(), preserve_index=False)


def _since(rows: pd.DataFrame, days: int) -> pd.Series:
    return rows.occurred_on >= pd.Timestamp(TODAY) - pd.Timedelta(days=days - 1)


def _money(every: pd.DataFrame) -> pd.DataFrame:
    columns = {"money_total": every.net_minor, "items_total": every.net_quantity}
    for days in (30, 90, 365):
        columns[f"money_{days}d"] = every.net_minor.where(_since(every, days), 0)
    return pd.DataFrame(columns).groupby(every.member_id).sum()


def _orders(standing: pd.DataFrame) -> pd.DataFrame:
    year = _since(standing, 365)
    rows = pd.DataFrame(
        {
            "member_id": standing.member_id,
            **{f"orders_{days}d": _since(standing, days) for days in (30, 90, 365)},
            "lines_total": standing.lines,
            "discount": standing.discount_minor.where(year, 0),
            "sales": standing.sales_minor.where(year, 0),
        }
    )
    groups = standing.groupby("member_id")
    found = rows.groupby("member_id").sum()
    found["orders_total"] = groups.size()
    found["largest_order"] = groups.net_minor.max()
    found["first_order_on"] = groups.occurred_on.min()
    found["last_order_on"] = groups.occurred_on.max()
    found["weekend_share"] = (standing.occurred_on.dt.weekday >= 5).groupby(standing.member_id).mean()
    return found


def _rhythm(standing: pd.DataFrame) -> pd.DataFrame:
    days = standing[["member_id", "occurred_on"]].drop_duplicates().sort_values(["member_id", "occurred_on"])
    same = days.member_id.to_numpy()[1:] == days.member_id.to_numpy()[:-1]
    gap = np.diff(days.occurred_on.to_numpy()).astype("timedelta64[D]").astype(float)
    days["gap"] = np.concatenate([[np.nan], np.where(same, gap, np.nan)])
    groups = days.groupby("member_id").gap
    return pd.DataFrame(
        {"active_days_total": groups.size(), "mean_gap_days": groups.mean(), "longest_gap_days": groups.max()}
    )


def _bought(home: Home) -> pd.DataFrame:
    rows = bought_lines(home, "product_key")
    products = read(home, "products", "key", "category", "brand")
    rows["product_key"] = rows.product_key.astype("category")
    place = pd.Index(products.key).get_indexer(rows.product_key.cat.categories)
    for column in ("category", "brand"):
        values = products[column].astype("category")
        code = np.where(place >= 0, values.cat.codes.to_numpy()[place], -1)[rows.product_key.cat.codes]
        rows[column] = pd.Categorical.from_codes(code, values.cat.categories)
    return rows


def _favourite(rows: pd.DataFrame, column: str, favourite: str, different: str) -> pd.DataFrame:
    values = rows[column].astype("category")
    known = values.notna()
    pairs = pd.DataFrame({"member_id": rows.member_id[known], "code": values.cat.codes[known]})
    counted = pairs.groupby(["member_id", "code"]).size().reset_index(name="n")
    counted = counted.sort_values(["member_id", "n", "code"], ascending=[True, False, True])
    first = counted.drop_duplicates("member_id").set_index("member_id").code
    names = values.cat.categories.to_numpy()[first]
    return pd.DataFrame({favourite: names, different: counted.groupby("member_id").size()}, index=first.index)


def _events(home: Home) -> pd.DataFrame:
    rows = with_member(home, read(home, "events", "source_id", "occurred_on"))
    rows["recent"] = _since(rows, 90)
    return rows.groupby("member_id").agg(
        events_total=("recent", "size"), events_90d=("recent", "sum"), last_event_on=("occurred_on", "max")
    )
