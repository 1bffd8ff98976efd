"""The four quadrants of price and frequency: what each calls for, what to watch, and when an effect may be seen."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Quadrant:
    """What is dear or not and bought often or not, and what follows from it."""

    name: str
    is_dear: bool
    is_frequent: bool
    label: Text
    strategy: Text
    metrics: Text
    effect: Text


QUADRANTS = (
    Quadrant(
        "repurchase", True, True,
        Text("高价高频：守住复购", "Dear and frequent: keep repurchase"),
        Text("会员权益、周期购与专属服务，让下一次购买不必重新决定；不靠降价。",
             "Benefits, subscriptions and service of their own, so that the next purchase needs no new decision; no discounts."),
        Text("复购率、续订率、高价值会员留存、流失预警", "Repurchase rate, renewals, retention of the best members, churn"),
        Text("1 至 2 个购买周期", "One to two purchase cycles"),
    ),
    Quadrant(
        "frequency", True, False,
        Text("高价低频：提高频次", "Dear and seldom: raise the frequency"),
        Text("用内容、养护、配件与服务制造下一次来的理由；用搭售的小件缩短间隔；请满意的人转介绍。",
             "Content, care, accessories and service give a reason to come again; small add-ons shorten the gap; ask the content for referrals."),
        Text("购买间隔、配件与服务占比、转介绍人数、互动率", "Gap between purchases, share of add-ons and service, referrals, engagement"),
        Text("一个季度到半年：周期长，先看互动，再看订单", "A quarter to half a year: first engagement moves, then orders"),
    ),
    Quadrant(
        "basket", False, True,
        Text("低价高频：提高客单", "Cheap and frequent: raise the basket"),
        Text("组合装、满额加购、相邻品类推荐；来得已经够勤，让每次多带一件。",
             "Bundles, add-ons from an amount on, neighbouring categories; they come often enough, let each visit take one more item."),
        Text("客单价、件单数、连带率、毛利", "Basket value, items an order, attach rate, margin"),
        Text("2 至 4 周：购买频繁，见效快", "Two to four weeks: frequent purchases answer soon"),
    ),
    Quadrant(
        "reposition", False, False,
        Text("低价低频：少投入或重新定位", "Cheap and seldom: invest little, or reposition"),
        Text("不为它单独做私域；作赠品、引流或清仓；若要做，先换组合、包装或人群。",
             "No programme of its own: a gift, a lead-in or a clearance; if at all, first change bundle, pack or audience."),
        Text("毛利、库存周转、带来的新客与其后续品类", "Margin, stock turn, new members it brings and what they buy next"),
        Text("不预期单独见效；重新定位后一个季度再评", "None expected on its own; judge a quarter after repositioning"),
    ),
)  # fmt: skip


def quadrant_named(is_dear: bool, is_frequent: bool) -> Quadrant:
    """Return the quadrant of both."""
    return next(one for one in QUADRANTS if (one.is_dear, one.is_frequent) == (is_dear, is_frequent))
