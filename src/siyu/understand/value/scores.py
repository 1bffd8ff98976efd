"""What the models of value say of each member, by name: the scores that model tags are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest
from siyu.understand.features.registry import TYPE_OF_UNIT, Type, Unit
from siyu.understand.value.classes import CLASSES

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from siyu.understand.inputs import Inputs
    from siyu.understand.value.forecasting import Forecast

CHURN_DAYS, VALUE_DAYS, RFM_DAYS = 90, 365, 365
BUYING = Text("BG/NBD（按购买记录拟合）", "BG/NBD, fitted to the purchases")
SPENDING = Text("BG/NBD 与 Gamma-Gamma（按购买记录拟合）", "BG/NBD and Gamma-Gamma, fitted to the purchases")
QUINTILES = Text("RFM 五分位", "RFM by quintiles")


class Models:
    """The models of one evaluation, each fitted to the whole base once and only when a score asks for it."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    @cached_property
    def forecast(self) -> Forecast:
        """Raises `Refusal` `value.no_model` when the purchases do not tell the parameters."""
        from siyu.understand.value.forecast_report import fitted
        from siyu.understand.value.repeats import read_repeats

        return fitted(read_repeats(self.inputs, self.inputs.today))

    @cached_property
    def doubts(self) -> list[Text]:
        """Why the forecast is not to be trusted: what a check against the last 90 days found, or that none was possible."""
        from siyu.understand.value.calibration import calibrate
        from siyu.understand.value.doubts import doubts_of

        try:
            return doubts_of(calibrate(self.inputs, CHURN_DAYS))
        except ValueError:
            return [Text("历史太短，无法用过去检验预测", "the past is too short to check the forecast against it")]

    @cached_property
    def rfm_classes(self) -> tuple[np.ndarray, pa.Array]:
        """(member ids, the class of each) of who bought in a year."""
        import numpy as np
        import pyarrow as pa

        from siyu.analytics.rfm import score_rfm
        from siyu.understand.value.purchases import read_purchases

        bought = read_purchases(self.inputs, RFM_DAYS)
        scores = score_rfm(bought.days_since, bought.orders, bought.money_minor)
        held = np.select([one.holds(scores) for one in CLASSES], range(len(CLASSES)))
        return bought.member_ids, pa.array([one.name for one in CLASSES]).take(pa.array(held))


@dataclass(frozen=True, slots=True)
class Score:
    """One number or word about each member by a model.

    `read` gives (member ids, values), null where the model tells nothing; `words` are the values of a text. Whoever has
    never bought has no score.
    """

    name: str
    label: Text
    unit: Unit
    model: Text
    about: Text
    read: Callable[[Models], tuple[np.ndarray, pa.Array]]
    words: tuple[tuple[str, Text], ...] = ()

    @property
    def type(self) -> Type:
        """How a condition compares it."""
        return TYPE_OF_UNIT[self.unit]

    @property
    def is_forecast(self) -> bool:
        """Whether it is as good as the forecast is."""
        return self.model is not QUINTILES


def all_scores() -> dict[str, Score]:
    """Return the scores by name."""
    return {score.name: score for score in SCORES}


def score_named(name: str, where: str) -> Score:
    """Return a score; raises `Refusal` with the nearest known name."""
    known = all_scores()
    if name in known:
        return known[name]
    near = nearest(name, known)
    raise Refusal(
        "tag.unknown_score",
        Text("没有名为“{name}”的模型分", "there is no score called “{name}”").format(name=name),
        where=where,
        mend=Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near)
        if near
        else Text("可用：{known}", "Known: {known}").format(known=", ".join(known)),
    )


def _told(told: Callable[[Forecast], np.ndarray]) -> Callable[[Models], tuple[np.ndarray, pa.Array]]:
    def read(models: Models) -> tuple[np.ndarray, pa.Array]:
        import numpy as np
        import pyarrow as pa

        values = told(models.forecast)
        return models.forecast.repeats.member_ids, pa.array(values, mask=~np.isfinite(values))

    return read


SCORES = (
    Score(
        "alive",
        Text("仍是顾客的概率", "Chance to be a customer still"),
        "rate",
        BUYING,
        Text("由购买的次数、最近一次与客龄推断", "from how often, how lately and for how long somebody has bought"),
        _told(lambda made: made.alive),
    ),
    Score(
        "quiet_90d",
        Text("未来 90 天不购买的概率", "Chance to buy nothing in 90 days"),
        "rate",
        BUYING,
        Text("流失风险：今后 90 天一次也不买的概率", "the risk to be lost: not one purchase in the coming 90 days"),
        _told(lambda made: made.quiet(CHURN_DAYS)),
    ),
    Score(
        "purchases_90d",
        Text("未来 90 天预计购买次数", "Purchases expected in 90 days"),
        "ratio",
        BUYING,
        Text("今后 90 天预计的购买天数", "days with a purchase expected in the coming 90 days"),
        _told(lambda made: made.purchases(CHURN_DAYS)),
    ),
    Score(
        "next_purchase_days",
        Text("预计再次购买天数", "Days to the next purchase"),
        "days",
        BUYING,
        Text(
            "再次购买的概率达到一半所需的天数；达不到则为空",
            "days until the chance to have bought again is one half; nothing where it never is",
        ),
        _told(lambda made: made.due_in_days),
    ),
    Score(
        "value_365d",
        Text("未来 365 天预计消费", "Spending expected in 365 days"),
        "money",
        SPENDING,
        Text("今后 365 天预计的消费金额，未折现", "what somebody will probably spend in 365 days, not discounted"),
        _told(lambda made: made.value(VALUE_DAYS)),
    ),
    Score(
        "rfm_class",
        Text("RFM 类别", "RFM class"),
        "text",
        QUINTILES,
        Text(
            "近 365 天最近、频次、金额各按五分位分高低",
            "recency, frequency and money of 365 days, each high or low by quintiles",
        ),
        lambda models: models.rfm_classes,
        tuple((one.name, one.label) for one in CLASSES),
    ),
)
