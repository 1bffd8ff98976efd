"""Fields that the imports of orders, lines and refunds share."""

from __future__ import annotations

from siyu.connect.imports.fields import Field
from siyu.lib.text import Text

ORDER_KEY = Field(
    "order_key", "text", Text("订单号", "Order id"), Text("同一订单的行写同一个编号", "Rows of one order share it"),
    aliases=("order_key", "order_id", "order_no", "order_number", "order", "basket_id", "basket", "receipt_no",
             "transaction_id", "trade_no", "订单号", "订单编号", "小票号", "单号", "交易号"),
    required=True, example="20240501-0001",
)  # fmt: skip

OCCURRED_AT = Field(
    "occurred_at", "time", Text("时间", "Time"),
    Text("发生的时间；不带时区时按映射的时区理解", "When it happened; in the mapping's zone unless it has an offset"),
    aliases=("occurred_at", "ordered_at", "order_time", "paid_at", "created_at", "time", "timestamp", "at", "datetime", "date",
             "transaction_timestamp", "transaction_time", "order_date", "下单时间", "支付时间", "交易时间", "订单时间", "时间", "日期"),
    required=True, example="2024-05-01 18:30:00", in_past=True,
)  # fmt: skip

STORE_KEY = Field(
    "store_key", "text", Text("门店编号", "Store id"), Text("在哪家店", "Which store"),
    aliases=("store_key", "store_id", "store", "store_no", "shop_id", "shop", "门店", "门店编号", "门店号", "店铺"),
    example="330",
)  # fmt: skip

STAFF_KEY = Field(
    "staff_key", "text", Text("导购编号", "Guide id"), Text("谁服务的", "Who served"),
    aliases=("staff_key", "staff_id", "staff", "guide", "guide_id", "clerk", "cashier", "salesperson", "employee_id",
             "导购", "导购编号", "店员", "店员编号", "员工编号", "工号", "营业员"),
    example="G-17",
)  # fmt: skip

CHANNEL = Field(
    "channel", "text", Text("销售渠道", "Sales channel"), Text("如 store、mini_program、tmall", "Such as store, mini_program, tmall"),
    aliases=("channel", "sales_channel", "source", "渠道", "销售渠道", "来源"),
    example="store",
)  # fmt: skip

CURRENCY = Field(
    "currency", "currency", Text("币种", "Currency"), Text("三个字母的代码；空着即品牌的币种", "Three letters; empty means the brand's"),
    aliases=("currency", "currency_code", "币种", "货币"), example="CNY",
)  # fmt: skip

PRODUCT_KEY = Field(
    "product_key", "text", Text("商品编号", "Product id"), Text("卖的是什么", "What was sold"),
    aliases=("product_key", "product_id", "product", "product_no", "sku", "sku_id", "upc", "item_id", "goods_id",
             "商品", "商品编号", "商品编码", "商品id", "货号"),
    required=True, example="1029743",
)  # fmt: skip

SALES = Field(
    "sales", "money", Text("销售额", "Sales"), Text("自家折扣之后、他方优惠券之前的金额", "After the brand's own discount, before coupons paid by others"),
    aliases=("sales", "sales_value", "sales_amount", "amount", "total", "total_amount", "revenue", "paid_amount",
             "销售额", "销售金额", "金额", "订单金额", "实付金额", "成交金额"),
    required=True, example="12.80", least=0,
)  # fmt: skip

DISCOUNT = Field(
    "discount", "money", Text("自家折扣", "Own discount"), Text("品牌自己让出的价", "The brand's own price reduction"),
    aliases=("discount", "discount_amount", "retail_disc", "retail_discount", "优惠", "优惠金额", "折扣", "折扣金额", "促销优惠"),
    example="1.20", least=0, default=0,
)  # fmt: skip

COUPON = Field(
    "coupon", "money", Text("优惠券抵扣", "Coupon"), Text("优惠券抵掉、顾客没有付的金额", "What a coupon paid instead of the buyer"),
    aliases=("coupon", "coupon_amount", "coupon_disc", "coupon_discount", "券抵扣", "优惠券", "优惠券金额", "优惠券抵扣"),
    example="0.50", least=0, default=0,
)  # fmt: skip

COUPON_MATCH = Field(
    "coupon_match", "money", Text("品牌补贴的券额", "Coupon match"), Text("品牌为优惠券额外补贴的金额", "What the brand added to the coupon"),
    aliases=("coupon_match", "coupon_match_disc", "coupon_match_discount", "券补贴", "优惠券补贴"),
    example="0.00", least=0, default=0,
)  # fmt: skip

QUANTITY = Field(
    "quantity", "number", Text("数量", "Quantity"), Text("件数或重量，空着为 1", "Pieces or weight; empty means 1"),
    aliases=("quantity", "qty", "count", "units", "num", "数量", "件数", "购买数量"),
    example="2", least=0, most=1e9, default=1,
)  # fmt: skip
