"""The imports of orders, their lines and refunds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import siyu.unify.orders.fields as f
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind, Note
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from siyu.accounts.models import Workspace
    from siyu.engine.snapshot import Snapshot

UNUSUALLY_MANY = 1_000
MONEY = ("sales", "discount", "coupon", "coupon_match")


def order_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return order headers, one a row."""
    return rows.mutate(key=rows.order_key, from_lines=False).rename({f"{name}_minor": name for name in MONEY})


def line_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return order lines with their keys: order and line id, or order and product, counted where the pair repeats.

    A line that names no member belongs to whoever the order was imported for.
    """
    again = _repeats(rows, snapshot)
    if again is None:
        keyed = rows.mutate(key=rows.order_key + "|" + rows.line_key.coalesce(rows.product_key))
    else:
        joined = rows.left_join(again, "row_no")
        counted = joined.product_key + joined.suffix.coalesce("")
        keyed = joined.mutate(key=joined.order_key + "|" + joined.line_key.coalesce(counted)).drop("suffix")
    lines = keyed.rename({f"{name}_minor": name for name in MONEY})
    if not snapshot.to_arrow(rows.source_id.isnull().any()).as_py():
        return lines
    orders = snapshot.facts("orders")
    # Not from an order added up from lines: its member is that of other lines, maybe of this very file.
    return _owned(lines, orders.filter(~orders.from_lines.coalesce(False)))


def _owned(facts: ir.Table, orders: ir.Table) -> ir.Table:
    """Give facts without a member that of their order."""
    buyers = orders.select("key", "source_id").rename(of_order="key", buyer="source_id")
    joined = facts.left_join(buyers, facts.order_key == buyers.of_order)
    return joined.mutate(source_id=joined.source_id.coalesce(joined.buyer)).drop("of_order", "buyer")


def _repeats(rows: ir.Table, snapshot: Snapshot) -> ir.Table | None:
    """Return (row_no, suffix) of the second and further rows of one product in one order, None when there are none.

    Only the few rows that repeat are numbered: a window over whole rows would cost more than all the rest.
    """
    import ibis

    pair = ["order_key", "product_key"]
    doubled = rows.filter(rows.line_key.isnull()).group_by(pair).agg(count=lambda t: t.count())
    doubled = snapshot.memtable(snapshot.to_arrow(doubled.filter(doubled["count"] > 1).select(*pair)))
    if not snapshot.to_arrow(doubled.count()).as_py():
        return None
    few = rows.select("row_no", *pair).semi_join(doubled, pair)
    nth = few.mutate(nth=ibis.row_number().over(group_by=pair, order_by="row_no"))
    return nth.filter(nth.nth > 0).select("row_no", suffix="|" + (nth.nth + 1).cast("string"))


def orders_of_lines(snapshot: Snapshot, kept: pa.Table) -> ir.Table:
    """Return the headers of all orders that gained lines, added up from every line now known of them.

    An order that was imported as a header keeps it. Money is a sum of integers; quantities are rounded to a millionth,
    so that the order of adding cannot make another content out of the same lines.
    """
    import ibis
    import pyarrow.compute as pc

    columns = ["key", "order_key", "occurred_at", "source_id", "channel", "store_key", "staff_key", "currency"]
    columns += ["quantity", *(f"{name}_minor" for name in MONEY)]
    new = snapshot.memtable(kept.select([*columns, "revision"]))
    if pc.max(kept["revision"]).as_py():
        new = _latest(new)
    touched = new.select(new.order_key).distinct()
    held = snapshot.facts("orders").select("key", "from_lines")
    known = snapshot.memtable(snapshot.to_arrow(held.semi_join(touched, held.key == touched.order_key)))
    lines = new.select(*columns)
    if snapshot.to_arrow(known.count()).as_py():
        old = snapshot.facts("order_lines", columns=columns)
        old = old.semi_join(known, old.order_key == known.key).anti_join(new, "key")
        headers = known.filter(~known.from_lines.coalesce(False))
        both = ibis.union(lines, old)
        lines = both.anti_join(headers, both.order_key == headers.key)
    return _add_up(lines)


def _latest(kept: ir.Table) -> ir.Table:
    """Return the highest revision of each line, should the batch itself hold several."""
    last = kept.group_by("key").agg(revision=kept.revision.max())
    return kept.semi_join(last, ["key", "revision"])


def _add_up(lines: ir.Table) -> ir.Table:
    import ibis

    sums = {f"{name}_minor": lines[f"{name}_minor"].sum().cast("int64") for name in MONEY}
    return lines.group_by(key=lines.order_key).agg(
        occurred_at=lines.occurred_at.min(),
        source_id=lines.source_id.min(),
        channel=lines.channel.min(),
        store_key=lines.store_key.min(),
        staff_key=lines.staff_key.min(),
        currency=lines.currency.min(),
        status=ibis.literal("paid"),
        lines=lines.count().cast("int32"),
        quantity=lines.quantity.sum().round(6),
        from_lines=ibis.literal(True),
        **sums,
    )


def refund_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return refunds; one that names no member belongs to whoever the order belongs to."""
    line = rows.order_key + "|" + rows.line_key.coalesce(rows.product_key)
    own = rows.order_key + "|" + rows.line_key.coalesce(rows.product_key).coalesce("") + "|"
    # With its amount, because two parts of a line may come back in one second.
    own += rows.occurred_at.strftime("%Y-%m-%dT%H:%M:%SZ") + "|" + rows.amount.cast("string")
    own += "|" + rows.quantity.cast("string")
    facts = rows.mutate(key=rows.refund_key.coalesce(own), line_key=line).rename(amount_minor="amount")
    return _owned(facts, snapshot.facts("orders"))


def unknown_products(rows: ir.Table, snapshot: Snapshot) -> ir.Value:
    """Count rows whose product has not been imported."""
    products = snapshot.facts("products").select("key")
    return rows.anti_join(products, rows.product_key == products.key).count()


def unknown_orders(rows: ir.Table, snapshot: Snapshot) -> ir.Value:
    """Count rows whose order has not been imported."""
    orders = snapshot.facts("orders").select("key")
    return rows.anti_join(orders, rows.order_key == orders.key).count()


BELOW_ZERO = Note(
    "below_zero",
    Text("优惠券抵扣超过销售额的行", "Rows where coupons exceed the sales"),
    lambda rows, _: (rows.sales - rows.coupon < 0).sum(),
)

ORDERS = ImportKind(
    name="orders",
    label=Text("订单", "Orders"),
    about=Text("一行一张订单（单头）。同一订单号内容有变即为新的修订。", "One row an order. The same id with other content is a new revision."),
    identified="optional",
    table="orders",
    key=lambda rows: rows.order_key,
    facts=order_facts,
    notes=(BELOW_ZERO,),
    fields=(
        f.ORDER_KEY,
        f.OCCURRED_AT,
        f.SALES,
        f.DISCOUNT,
        f.COUPON,
        f.COUPON_MATCH,
        Field(
            "status", "choice", Text("状态", "Status"), Text("已支付或已取消", "Paid or cancelled"),
            aliases=("status", "order_status", "状态", "订单状态"), example="paid", default="paid",
            choices=(("paid", ("completed", "finished", "已支付", "已付款", "已完成", "交易成功")),
                     ("cancelled", ("canceled", "closed", "已取消", "已关闭", "交易关闭"))),
        ),
        Field(
            "lines", "integer", Text("行数", "Lines"), Text("订单有几行商品", "How many lines the order has"),
            aliases=("lines", "line_count", "行数", "商品种数"), example="3", least=0, most=1e6,
        ),
        f.QUANTITY, f.STORE_KEY, f.STAFF_KEY, f.CHANNEL, f.CURRENCY,
    ),
)  # fmt: skip

LINE_KEY = Field(
    "line_key", "text", Text("行号", "Line id"),
    Text("订单内的行号；没有时用商品编号，同一商品再次出现按次序编号", "The line within its order; without one the product id, counted where it repeats"),
    aliases=("line_key", "line_id", "line_no", "line_number", "order_line_id", "行号", "明细行号"), example="1",
)  # fmt: skip

ORDER_LINES = ImportKind(
    name="order_lines",
    label=Text("订单明细", "Order lines"),
    about=Text(
        "一行一种商品（小票行），带订单号、时间和会员标识；订单由明细汇总而成。",
        "One row a line of a receipt, with its order, time and member; the orders are added up from them.",
    ),
    identified="optional",
    table="order_lines",
    key=lambda rows: rows.order_key + "|" + rows.line_key,
    group="order_key",
    facts=line_facts,
    derive={"orders": ("order_lines", orders_of_lines)},
    notes=(
        Note("unknown_products", Text("商品资料里没有的商品的行", "Rows of products that are not known"), unknown_products),
        Note("zero_quantity", Text("数量为 0 的行", "Rows of quantity 0"), lambda rows, _: (rows.quantity == 0).sum()),
        BELOW_ZERO,
        Note(
            "unusually_many",
            Text("数量超过 1000 的行（如按克或按加仑计的商品），例如商品 {example}",
                 "Rows of a quantity above 1,000 (such as goods sold by weight or volume), for example product {example}"),
            lambda rows, _: (rows.quantity > UNUSUALLY_MANY).sum(),
            lambda rows: rows.product_key.argmax(rows.quantity),
        ),
    ),
    fields=(f.ORDER_KEY, LINE_KEY, f.OCCURRED_AT, f.PRODUCT_KEY, f.QUANTITY, f.SALES, f.DISCOUNT, f.COUPON,
            f.COUPON_MATCH, f.STORE_KEY, f.STAFF_KEY, f.CHANNEL, f.CURRENCY),
)  # fmt: skip

REFUNDS = ImportKind(
    name="refunds",
    label=Text("退款", "Refunds"),
    about=Text(
        "一行一笔退款；不写行号和商品即整单退款。金额为正数。",
        "One row a refund; without line and product the whole order came back. The amount is positive.",
    ),
    identified="optional",
    table="refunds",
    key=lambda rows: rows.refund_key,
    facts=refund_facts,
    notes=(Note("unknown_orders", Text("订单尚未导入的退款", "Refunds of orders that are not known"), unknown_orders),),
    fields=(
        Field(
            "refund_key", "text", Text("退款单号", "Refund id"), Text("没有时取订单、行、时间、金额、数量", "Else of order, line, time, amount, quantity"),
            aliases=("refund_key", "refund_id", "refund_no", "退款单号", "退款编号", "售后单号"), example="R-1",
        ),
        f.ORDER_KEY,
        LINE_KEY,
        Field(
            "product_key", "text", Text("商品编号", "Product id"), Text("退的是哪种商品", "What came back"),
            aliases=f.PRODUCT_KEY.aliases, example="1029743",
        ),
        f.OCCURRED_AT,
        Field(
            "amount", "money", Text("退款金额", "Amount"), Text("退给顾客的金额，正数", "What was given back, positive"),
            aliases=("amount", "refund_amount", "refund", "refunded", "退款金额", "退款"), required=True, example="12.80", least=0,
        ),
        Field(
            "quantity", "number", Text("数量", "Quantity"), Text("退了多少", "How much came back"),
            aliases=("quantity", "qty", "refund_quantity", "数量", "退货数量"), example="1", least=0, most=1e9, default=0,
        ),
        Field(
            "reason", "text", Text("原因", "Reason"), Text("退款原因", "Why"),
            aliases=("reason", "refund_reason", "原因", "退款原因"), example="尺码不合",
        ),
        Field(
            "exchanged_for", "text", Text("换货订单号", "Exchanged for"),
            Text("换货时，换出商品的那张订单", "In an exchange, the order of what was given instead"),
            aliases=("exchanged_for", "exchange_order", "exchange_order_id", "换货订单号", "换货单号", "换出订单号"), example="20240501-0002",
        ),
        f.STORE_KEY, f.CURRENCY,
    ),
)  # fmt: skip
