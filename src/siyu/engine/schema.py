"""The lake's tables: every fact carries the same first columns; schemas only ever gain nullable columns."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

INSTANT = pa.timestamp("us", tz="UTC")

FACT = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("revision", pa.int32(), nullable=False),
        pa.field("digest", pa.int64(), nullable=False),
        pa.field("occurred_at", INSTANT, nullable=False),
        pa.field("received_at", INSTANT, nullable=False),
        pa.field("occurred_on", pa.date32(), nullable=False),
        pa.field("load_no", pa.int64(), nullable=False),
        pa.field("source_id", pa.int64()),
    ]
)
"""`key` identifies the fact within its table; `revision` counts from 0 and the highest known one counts; `digest` is a
64-bit hash of the content, equal for a repeat; `occurred_on` is the brand's calendar day of `occurred_at`; `source_id` is
the member the identifier was created for, null for an unidentified order or for facts that are about no member."""

MONEY = ("sales_minor", "discount_minor", "coupon_minor", "coupon_match_minor")
"""Integer minor units in the workspace's currency. `sales_minor` is what the brand books: after its own discount, before
coupons paid by others; `discount_minor` its own price reduction; `coupon_minor` the coupon value the buyer did not pay;
`coupon_match_minor` the part of coupons the brand matched. What the buyer paid is `sales_minor - coupon_minor`."""


SELDOM_REPEATED = frozenset({"key", "order_key", "line_key"})
"""Text that is nearly different in every row: a dictionary of it would only cost."""


@dataclass(frozen=True, slots=True)
class LakeTable:
    """A table's name and full schema (fact columns first).

    `rare` are words of a column that few rows have and many questions ask for: upkeep writes those rows apart, and the
    files tell the least and greatest word of the column, so that such a question opens small files only. `later` are
    columns gained since facts were first written: where one is null the fact has the digest it had without it.
    """

    name: str
    schema: pa.Schema
    rare: tuple[tuple[str, str], ...] = ()
    later: frozenset[str] = frozenset()

    @property
    def content(self) -> tuple[str, ...]:
        """The columns after the fact columns."""
        return tuple(name for name in self.schema.names if name not in FACT.names)


def _table(
    name: str,
    *columns: tuple[str, pa.DataType],
    rare: tuple[tuple[str, str], ...] = (),
    later: tuple[tuple[str, pa.DataType], ...] = (),
) -> LakeTable:
    schema = pa.schema([*FACT, *(pa.field(column, kind) for column, kind in (*columns, *later))])
    return LakeTable(name, schema, rare, frozenset(column for column, _ in later))


_AMOUNTS = tuple((name, pa.int64()) for name in MONEY)

TABLES: dict[str, LakeTable] = {
    table.name: table
    for table in (
        _table(
            "events",
            ("type", pa.string()),
            ("occurred_hour", pa.int8()),
            ("channel", pa.string()),
            ("store_key", pa.string()),
            ("product_key", pa.string()),
            ("campaign_key", pa.string()),
            ("coupon_key", pa.string()),
            ("order_key", pa.string()),
            ("value_minor", pa.int64()),
            ("properties", pa.string()),
            ("private", pa.binary()),
        ),
        _table(
            "orders",
            ("occurred_hour", pa.int8()),
            ("status", pa.string()),
            ("channel", pa.string()),
            ("store_key", pa.string()),
            ("currency", pa.string()),
            ("lines", pa.int32()),
            ("quantity", pa.float64()),
            *_AMOUNTS,
            ("from_lines", pa.bool_()),
            rare=(("status", "cancelled"),),
            later=(("staff_key", pa.string()),),
        ),
        _table(
            "order_lines",
            ("order_key", pa.string()),
            ("occurred_hour", pa.int8()),
            ("channel", pa.string()),
            ("store_key", pa.string()),
            ("product_key", pa.string()),
            ("currency", pa.string()),
            ("quantity", pa.float64()),
            *_AMOUNTS,
            later=(("staff_key", pa.string()),),
        ),
        _table(
            "refunds",
            ("order_key", pa.string()),
            ("line_key", pa.string()),
            ("product_key", pa.string()),
            ("store_key", pa.string()),
            ("currency", pa.string()),
            ("quantity", pa.float64()),
            ("amount_minor", pa.int64()),
            ("reason", pa.string()),
            later=(("exchanged_for", pa.string()),),
        ),
        _table(
            "points",
            ("delta", pa.int64()),
            ("reason", pa.string()),
            ("channel", pa.string()),
            ("store_key", pa.string()),
            ("order_key", pa.string()),
        ),
        _table(
            "coupons",
            ("type", pa.string()),
            ("coupon_key", pa.string()),
            ("campaign_key", pa.string()),
            ("channel", pa.string()),
            ("store_key", pa.string()),
            ("order_key", pa.string()),
            ("value_minor", pa.int64()),
            ("expires_on", pa.date32()),
        ),
        _table(
            "products",
            ("name", pa.string()),
            ("department", pa.string()),
            ("department_zh", pa.string()),
            ("category", pa.string()),
            ("category_zh", pa.string()),
            ("type", pa.string()),
            ("brand", pa.string()),
            ("manufacturer", pa.string()),
            ("package_size", pa.string()),
        ),
        _table(
            "touches",
            ("type", pa.string()),
            ("occurred_hour", pa.int8()),
            ("channel", pa.string()),
            ("campaign_key", pa.string()),
            ("campaign_type", pa.string()),
            ("properties", pa.string()),
        ),
        _table("offers", ("coupon_key", pa.string()), ("campaign_key", pa.string()), ("product_key", pa.string())),
        _table("feature_snapshots", ("as_of_on", pa.date32())),
        _table(
            "stage_transitions",
            ("model", pa.string()),
            ("category", pa.string()),
            ("from_stage", pa.string()),
            ("to_stage", pa.string()),
        ),
    )
}
"""`status` of an order is `paid` or `cancelled`; `from_lines` says its totals were added up from its lines. A key of
`order_lines` is unique in the brand; `line_key` of a refund names it, or is null when the whole order came back;
`exchanged_for` names the order that was given instead. `delta` of `points` is what a member gained, or lost below zero.
`feature_snapshots` gains one nullable column a feature. A row of `stage_transitions` is a member who was in another stage at
the end of the day than at that of the day before; null is not being there."""
