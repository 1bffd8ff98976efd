"""What a model of stages is, and the four that Siyu ships with."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage by its name; `group` is the part of the model it belongs to."""

    name: str
    label: Text
    group: str


@dataclass(frozen=True, slots=True)
class StageModel:
    """Stages of which every member is in exactly one; the last is of those no other stage holds for.

    A model of rules asks the stages in `asked` one after the other: the first whose rule holds is the member's. One
    `of_some` has a rule besides that says whom it is about, and lets people set a stage; the others are about everybody.
    """

    name: str
    label: Text
    groups: dict[str, Text]
    stages: tuple[Stage, ...]
    asked: tuple[str, ...] = ()
    of_some: bool = False

    def place(self, name: str) -> int:
        """Return the place of a stage."""
        return [stage.name for stage in self.stages].index(name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(stage.name for stage in self.stages)


LIFECYCLE = StageModel(
    "lifecycle",
    Text("生命周期", "Lifecycle"),
    {
        "keeping": Text("在节奏中", "Keeping their rhythm"),
        "leaving": Text("正在离开", "Leaving"),
        "outside": Text("还没有买过", "Never bought"),
    },
    (
        Stage("new", Text("新客", "New"), "keeping"),
        Stage("active", Text("活跃", "Active"), "keeping"),
        Stage("repeat", Text("复购", "Repeat"), "keeping"),
        Stage("loyal", Text("忠诚", "Loyal"), "keeping"),
        Stage("won_back", Text("赢回", "Won back"), "keeping"),
        Stage("cooling", Text("降温", "Cooling"), "leaving"),
        Stage("at_risk", Text("濒临流失", "At risk"), "leaving"),
        Stage("lost", Text("流失", "Lost"), "leaving"),
        Stage("never", Text("未购买", "Never bought"), "outside"),
    ),
)
AIPL = StageModel(
    "aipl",
    Text("AIPL", "AIPL"),
    {
        "acquisition": Text("拉新（A+I）", "Acquisition (A + I)"),
        "retention": Text("留存（P+L）", "Retention (P + L)"),
    },
    (
        Stage("awareness", Text("认知 A", "Awareness"), "acquisition"),
        Stage("interest", Text("兴趣 I", "Interest"), "acquisition"),
        Stage("purchase", Text("购买 P", "Purchase"), "retention"),
        Stage("loyalty", Text("忠诚 L", "Loyalty"), "retention"),
    ),
    ("loyalty", "purchase", "interest"),
)
LADDER = StageModel(
    "ladder",
    Text("用户→粉丝→合作伙伴", "User, fan, partner"),
    {
        "user": Text("用户", "Users"),
        "fan": Text("粉丝", "Fans"),
        "partner": Text("合作伙伴", "Partners"),
    },
    (
        Stage("aware", Text("知道", "Aware"), "user"),
        Stage("preferring", Text("偏好", "Preferring"), "user"),
        Stage("first_purchase", Text("首购", "First purchase"), "user"),
        Stage("buying_again", Text("复购", "Buying again"), "fan"),
        Stage("recommending", Text("主动推荐", "Recommending"), "fan"),
        Stage("partner", Text("合作伙伴", "Partner"), "partner"),
    ),
    ("partner", "recommending", "buying_again", "first_purchase", "preferring"),
)
B2B = StageModel(
    "b2b",
    Text("B2B 十阶段", "B2B lifecycle"),
    {
        "marketing": Text("市场", "Marketing"),
        "sales": Text("销售", "Sales"),
        "success": Text("客户成功", "Customer success"),
    },
    (
        Stage("traffic", Text("流量", "Traffic"), "marketing"),
        Stage("lead", Text("线索", "Lead"), "marketing"),
        Stage("nurture", Text("培育", "Nurture"), "marketing"),
        Stage("market_qualified", Text("市场认可（MQL）", "Market-qualified"), "marketing"),
        Stage("sales_qualified", Text("销售认可（SQL）", "Sales-qualified"), "sales"),
        Stage("won", Text("成交", "Won"), "sales"),
        Stage("onboarding", Text("上线", "Onboarding"), "success"),
        Stage("growth", Text("增长", "Growth"), "success"),
        Stage("repurchase", Text("复购", "Repurchase"), "success"),
        Stage("renewal", Text("续约", "Renewal"), "success"),
    ),
    (
        "renewal", "repurchase", "growth", "onboarding", "won", "sales_qualified", "market_qualified", "nurture", "lead",
    ),
    of_some=True,
)  # fmt: skip
MODELS = {model.name: model for model in (LIFECYCLE, AIPL, LADDER, B2B)}


def model_named(name: str, where: str = "model") -> StageModel:
    """Return the model; raises `Refusal` (404) with the nearest known name."""
    if name in MODELS:
        return MODELS[name]
    near = nearest(name, MODELS)
    known = Text("可用：{known}", "Known: {known}").format(known=", ".join(MODELS))
    mend = Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near) if near else known
    text = Text("没有名为“{name}”的阶段模型", "there is no model of stages called “{name}”").format(name=name)
    raise Refusal("stages.unknown", text, where=where, mend=mend, status=404)
