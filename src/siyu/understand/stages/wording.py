"""What each stage means, in words with the thresholds that hold."""

from __future__ import annotations

from siyu.analytics.rhythm import Terms
from siyu.lib.text import Text
from siyu.understand.stages.documents import Division, Ruled
from siyu.understand.stages.kinds import StageModel
from siyu.understand.stages.shipped import shipped_division

LIFECYCLE: dict[str, Text] = {
    "new": Text("只在一天买过，沉默不超过 {cooling} 个节奏", "bought on one day, silent for {cooling} rhythms at most"),
    "active": Text(
        "买过 2 至 {own_gaps} 天，还看不出个人节奏，沉默不超过 {cooling} 个节奏",
        "bought on 2 to {own_gaps} days, too few to tell a rhythm, silent for {cooling} rhythms at most",
    ),
    "repeat": Text(
        "买过 {enough} 天以上，沉默不超过个人节奏的 {cooling} 倍",
        "bought on {enough} days or more, silent for {cooling} rhythms of one's own at most",
    ),
    "loyal": Text(
        "买过 {loyal_days} 天以上，最近 {steady} 次间隔都不超过 {at_risk} 个节奏",
        "bought on {loyal_days} days or more, none of the last {steady} gaps longer than {at_risk} rhythms",
    ),
    "won_back": Text(
        "流失后又来购买，回来后买过不到 {back_days} 天",
        "bought again after being lost, on fewer than {back_days} days since",
    ),
    "cooling": Text("沉默超过 {cooling} 个节奏", "silent for more than {cooling} rhythms"),
    "at_risk": Text("沉默超过 {at_risk} 个节奏", "silent for more than {at_risk} rhythms"),
    "lost": Text("沉默超过 {lost} 个节奏", "silent for more than {lost} rhythms"),
    "never": Text("还没有买过；退回和取消的不算", "has not bought yet; what came back or was cancelled does not count"),
}
FIRST: dict[str, Text] = {
    "aipl": Text("其余会员：只有触达或会籍", "everybody else: touched, or a member and no more"),
    "ladder": Text("其余会员", "everybody else"),
    "b2b": Text("其余企业联系人：只访问过，还没有留资", "other business contacts: came by, left no details yet"),
}
SHIPPED: dict[tuple[str, str], Text] = {
    ("aipl", "interest"): Text(
        "近 90 天浏览、加购、搜索、点击、关注、扫码、申领等",
        "viewed, carted, searched, clicked, followed, scanned … in 90 days",
    ),
    ("aipl", "purchase"): Text("近 365 天买过一次", "one order in 365 days"),
    ("aipl", "loyalty"): Text("近 365 天买过两次以上", "two orders or more in 365 days"),
    ("ladder", "preferring"): Text(
        "近 90 天浏览、加购、关注、扫码等，还没有买过", "viewed, carted, followed, scanned … in 90 days, not bought yet"
    ),
    ("ladder", "first_purchase"): Text("买过一次", "one order"),
    ("ladder", "buying_again"): Text("买过两次以上", "two orders or more"),
    ("ladder", "recommending"): Text(
        "买过，且近 365 天评价、分享或推荐过", "has bought, and reviewed, shared or referred in 365 days"
    ),
    ("ladder", "partner"): Text("已加入分销渠道", "joined the distribution channel"),
    ("b2b", "lead"): Text(
        "提交表单、预约演示、扫码、关注、下载资料或申请代理",
        "submitted a form, asked for a demo, scanned, followed, downloaded or applied as an agent",
    ),
    ("b2b", "nurture"): Text("开始试用、接过电话、参加过活动", "started a trial, had a call or came to an event"),
    ("b2b", "market_qualified"): Text("线索分达到 60，或已移交销售", "lead score of 60 or more, or handed to sales"),
    ("b2b", "sales_qualified"): Text("销售已接手", "accepted by sales"),
    ("b2b", "won"): Text("签约或下过单", "signed a contract, or ordered"),
    ("b2b", "onboarding"): Text("开始上线", "started onboarding"),
    ("b2b", "growth"): Text("增购或扩容", "expanded what was bought"),
    ("b2b", "repurchase"): Text("下单两次以上", "two orders or more"),
    ("b2b", "renewal"): Text("已续约", "renewed"),
}
"""The stages in words, as long as their rules are the shipped ones."""
BY_RULE = Text("按“如何划分”中改过的规则", "by the rule that was changed under “What divides them”")


def about(model: StageModel, stage: str, division: Division) -> Text:
    """Return what puts a member into the stage."""
    if not isinstance(division, Terms):
        if stage not in model.asked:
            return FIRST[model.name]
        shipped = shipped_division(model.name)
        is_shipped = isinstance(shipped, Ruled) and dict(division.rules)[stage] == dict(shipped.rules)[stage]
        return SHIPPED[model.name, stage] if is_shipped else BY_RULE
    return LIFECYCLE[stage].format(
        cooling=_number(division.cooling),
        at_risk=_number(division.at_risk),
        lost=_number(division.lost),
        own_gaps=division.own_gaps,
        enough=division.own_gaps + 1,
        loyal_days=division.loyal_days,
        steady=division.loyal_days - 1,
        back_days=division.back_days,
    )


def _number(multiple: float) -> str:
    return f"{multiple:g}"
