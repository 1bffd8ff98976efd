"""Features over what, where and when a member buys most, and how many different ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, Source

if TYPE_CHECKING:
    import ibis

    from siyu.understand.features.work import Work


def _read(most_of: str, *column: str) -> Callable[[Work, date | None], ibis.Table]:
    """Return the reader of a table of favourites; Ibis is imported when it reads."""

    def read(work: Work, since_on: date | None) -> ibis.Table:
        from siyu.understand.features import favourites

        table: ibis.Table = getattr(favourites, most_of)(work, *column)
        return table

    return read


def _of_orders(name: str, most_of: str, reads: str, *column: str) -> Source:
    return Source(name, _read(most_of, *column), one_a_member=True, over="orders", reads=(reads,))


def _of_lines(name: str, column: str) -> Source:
    return Source(name, _read("by_product", column), one_a_member=True, over="lines", reads=(column,))


SOURCES = (
    _of_orders("stores_of_orders", "by_order", "store_key", "store_key"),
    _of_orders("channels_of_orders", "by_order", "channel", "channel"),
    _of_orders("weekdays_of_orders", "by_weekday", "occurred_on"),
    _of_orders("dayparts_of_orders", "by_daypart", "occurred_hour"),
    _of_lines("products_of_lines", "product_key"),
    _of_lines("categories_of_lines", "category"),
    _of_lines("departments_of_lines", "department"),
    _of_lines("brands_of_lines", "brand"),
)


BY_NAME = Text("字典序最前", "first by name")


def _favourite(name: str, source: str, zh: str, en: str, first: Text = BY_NAME) -> Feature:
    what = Text("订单行", "lines") if source.endswith("lines") else Text("订单", "orders")
    return Feature(
        f"favourite_{name}",
        Text(f"偏好{zh}", f"Favourite {en}"),
        "text",
        "favourite",
        source,
        lambda t, m: t.favourite,
        Text(f"{what.zh}数最多的{zh}；并列时取{first.zh}", f"the {en} with most {what.en}; of equals the {first.en}"),
    )


def _different(name: str, source: str, zh: str, en: str) -> Feature:
    return Feature(
        f"{name}_total",
        Text(f"买过的{zh}数", f"Different {en}"),
        "count",
        "items",
        source,
        lambda t, m: t.different,
        Text(f"有效订单里不同{zh}的个数", f"number of different {en} in orders that count"),
    )


def _share(name: str, source: str, zh: str, en: str) -> Feature:
    what = Text("订单行", "lines") if source.endswith("lines") else Text("订单", "orders")
    return Feature(
        f"favourite_{name}_share",
        Text(f"偏好{zh}占比", f"Favourite {en} share"),
        "rate",
        "favourite",
        source,
        lambda t, m: t.share,
        Text(f"偏好{zh}的{what.zh} ÷ 有{zh}的{what.zh}", f"{what.en} of the favourite {en} ÷ {what.en} with a {en}"),
    )


FEATURES = (
    _favourite("store", "stores_of_orders", "门店", "store"),
    _favourite("channel", "channels_of_orders", "渠道", "channel"),
    _favourite("weekday", "weekdays_of_orders", "星期", "weekday", Text("一周里最前", "first of the week")),
    _favourite("daypart", "dayparts_of_orders", "时段", "daypart", Text("一天里最早", "earliest of the day")),
    _favourite("category", "categories_of_lines", "品类", "category"),
    _favourite("department", "departments_of_lines", "部门", "department"),
    _favourite("brand", "brands_of_lines", "品牌", "brand"),
    _different("stores", "stores_of_orders", "门店", "stores"),
    _different("products", "products_of_lines", "商品", "products"),
    _different("categories", "categories_of_lines", "品类", "categories"),
    _different("departments", "departments_of_lines", "部门", "departments"),
    _different("brands", "brands_of_lines", "品牌", "brands"),
    _different("channels", "channels_of_orders", "渠道", "channels"),
    _share("store", "stores_of_orders", "门店", "store"),
    _share("channel", "channels_of_orders", "渠道", "channel"),
    _share("product", "products_of_lines", "商品", "product"),
    _share("category", "categories_of_lines", "品类", "category"),
    _share("brand", "brands_of_lines", "品牌", "brand"),
)
