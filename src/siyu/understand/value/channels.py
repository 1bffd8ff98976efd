"""Which ways of contact fit a brand: told from what its orders cost, how often they come, and what the operator knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from siyu.lib.text import Text

Industry = Literal["fresh", "community", "beauty", "apparel", "mother_baby", "consumer_goods", "retailer", "other"]
Answer = Literal["yes", "no"]
Verdict = Literal["fits", "possible", "unfit"]

FREQUENT_DAYS = 14
SELDOM_DAYS = 60
"""A cycle of so many days or fewer is frequent, of so many or more seldom."""


@dataclass(frozen=True)
class Facts:
    """What was computed of the brand, and what the operator answered; None is not known."""

    basket_minor: int
    dear_minor: int
    cycle_days: float | None
    stores: int
    store_share: float
    industry: Industry | None = None
    elderly: Answer | None = None
    guides: Answer | None = None

    @property
    def is_dear(self) -> bool:
        return self.basket_minor >= self.dear_minor

    @property
    def is_frequent(self) -> bool:
        return self.cycle_days is not None and self.cycle_days <= FREQUENT_DAYS

    @property
    def is_seldom(self) -> bool:
        return self.cycle_days is not None and self.cycle_days >= SELDOM_DAYS


@dataclass(frozen=True)
class Fit:
    """A verdict, why, and which answers would make it surer."""

    verdict: Verdict
    because: tuple[Text, ...]
    asks: tuple[str, ...] = ()


def cycle_in_words(facts: Facts) -> Text:
    """Return the purchase cycle as a reason."""
    if facts.cycle_days is None:
        return Text("还没有人复购，不知道购买周期", "nobody has bought twice, so the cycle is not known")
    days = round(facts.cycle_days, 1)
    if facts.is_frequent:
        return Text(
            f"购买周期 {days} 天，不超过 {FREQUENT_DAYS} 天：高频",
            f"a cycle of {days} days, at most {FREQUENT_DAYS}: frequent",
        )
    if facts.is_seldom:
        return Text(
            f"购买周期 {days} 天，不少于 {SELDOM_DAYS} 天：低频",
            f"a cycle of {days} days, at least {SELDOM_DAYS}: seldom",
        )
    return Text(
        f"购买周期 {days} 天，介于 {FREQUENT_DAYS} 与 {SELDOM_DAYS} 天之间", f"a cycle of {days} days, between {FREQUENT_DAYS} and {SELDOM_DAYS}"
    )  # fmt: skip


def price_in_words(facts: Facts) -> Text:
    """Return the mean order as a reason."""
    if facts.is_dear:
        return Text("平均每单达到“高价”的界限", "the mean order reaches what counts as dear")
    return Text("平均每单低于“高价”的界限", "the mean order is below what counts as dear")


def _moments(facts: Facts) -> Fit:
    reasons = (price_in_words(facts), cycle_in_words(facts))
    if facts.is_dear and facts.is_seldom:
        why = Text(
            "高价低频要的是长期印象，朋友圈不打扰", "dear and seldom needs a lasting impression, Moments do not disturb"
        )
        return Fit("fits", (*reasons, why))
    if facts.is_frequent and not facts.is_dear:
        why = Text(
            "低价高频的信息太多，发在朋友圈会被屏蔽", "cheap and frequent has too much to say, it would be muted there"
        )
        return Fit("unfit", (*reasons, why))
    return Fit("possible", (*reasons, Text("作辅助：新品与口碑", "as a side: news and what others say")))


def _groups(facts: Facts) -> Fit:
    reason = cycle_in_words(facts)
    if facts.is_seldom:
        return Fit("unfit", (reason, Text("低频的群会沉默", "groups of a seldom need fall silent")))
    if facts.is_frequent and facts.industry in {"fresh", "community"}:
        several = Text(f"{facts.stores} 家门店，每店可建多个群", f"{facts.stores} stores, several groups for each")
        return Fit(
            "fits",
            (reason, Text("生鲜、社区：天天有事可说", "fresh or community: something to say every day"), several),
        )
    if facts.is_frequent and facts.industry is None:
        why = Text(
            "若是生鲜或社区业态，每店多个群最合适", "for fresh food or community, several groups per store fit best"
        )
        return Fit("possible", (reason, why), ("industry",))
    return Fit(
        "possible",
        (reason, Text("适合有共同话题的人群或快闪群", "for people with a topic in common, or for flash sales")),
    )


def _one_to_one(facts: Facts) -> Fit:
    if facts.guides == "no":
        return Fit("unfit", (Text("没有导购或顾问，无人回复", "there are no guides, nobody would answer"),))
    asks = () if facts.guides == "yes" else ("guides",)
    if facts.industry in {"beauty", "apparel", "mother_baby"}:
        why = Text(
            "美妆、服饰、母婴：选择因人而异，需要顾问",
            "beauty, apparel, mother and baby: the choice is personal and needs advice",
        )
        return Fit("fits", (why, cycle_in_words(facts)), asks)
    if facts.industry is None:
        why = Text(
            "若是美妆、服饰或母婴，企业微信一对一最合适",
            "for beauty, apparel or mother and baby, one to one in WeCom fits best",
        )
        return Fit("possible", (why,), ("industry", *asks))
    if facts.is_dear:
        why = Text("单价高，值得一对一", "orders are dear enough to be worth it")
        return Fit("possible", (price_in_words(facts), why), asks)
    return Fit(
        "possible",
        (
            price_in_words(facts),
            Text("只给高价值会员，人力才划算", "for the best members only, else it costs too much"),
        ),
        asks,
    )


def _live(facts: Facts) -> Fit:
    if facts.elderly == "yes":
        return Fit(
            "unfit", (Text("顾客以老年人为主：不适合直播", "customers are mostly elderly: live shows do not fit"),)
        )
    if facts.elderly is None:
        return Fit(
            "possible", (Text("若顾客以老年人为主则不适合", "unless customers are mostly elderly"),), ("elderly",)
        )
    return Fit("possible", (Text("顾客不以老年人为主", "customers are not mostly elderly"), cycle_in_words(facts)))


def _store_guide(facts: Facts) -> Fit:
    share = f"{facts.store_share:.0%}"
    reason = Text(f"{share} 的订单来自 {facts.stores} 家门店", f"{share} of orders come from {facts.stores} stores")
    if not facts.stores:
        return Fit("unfit", (Text("订单里没有门店", "no order names a store"),))
    if facts.industry == "retailer":
        return Fit(
            "fits",
            (reason, Text("零售商的主要入口是门店加导购", "a retailer's main entry is the store with its guides")),
        )
    asks = ("industry",) if facts.industry is None else ()
    return Fit("possible", (reason,), asks)


def _product_code(facts: Facts) -> Fit:
    if facts.industry == "consumer_goods":
        return Fit(
            "fits",
            (
                Text(
                    "消费品不掌握终端，商品上的码是唯一直接的入口",
                    "consumer goods do not own the till: the code on the product is the direct way in",
                ),
            ),
        )
    if facts.industry == "retailer":
        return Fit(
            "unfit",
            (
                Text(
                    "零售商卖的多是别家商品，码归厂商", "a retailer sells goods of others, whose codes are the makers'"
                ),
            ),
        )
    asks = ("industry",) if facts.industry is None else ()
    return Fit("possible", (Text("自有商品可加一物一码", "goods of its own can carry a code each"),), asks)


WAYS: dict[str, tuple[Text, Callable[[Facts], Fit]]] = {
    "moments": (Text("朋友圈", "Moments"), _moments),
    "groups": (Text("社群（每店多群）", "Groups (several per store)"), _groups),
    "one_to_one": (Text("企业微信一对一", "WeCom one to one"), _one_to_one),
    "live": (Text("直播", "Live shows"), _live),
    "store_guide": (Text("门店 + 导购", "Store and guide"), _store_guide),
    "product_code": (Text("商品码", "Code on the product"), _product_code),
}
