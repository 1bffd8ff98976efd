"""Why a forecast is not to be trusted on a brand's data: what a check against the past found, in words."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.value.calibration import CLASSES, Bin, Calibration

LEAST_REPEATERS = 200
MOST_TOTAL_ERROR = 0.2
MOST_CLASS_ERROR = 0.35
MOST_CHANCE_ERROR = 0.15
LEAST_OF_A_BAND = 30
MOST_EARLY = 0.5


def doubts_of(found: Calibration) -> list[Text]:
    """Return the reasons; none when the forecast is to be trusted."""
    total = abs(found.total - found.came) / max(found.came, 1.0)
    tenth, chance = _worst_tenth(found.purchases), _worst_chance(found.quiet)
    few = Text("复购会员只有 {n} 位，少于 {least} 位", "only {n} members have bought again, fewer than {least}")
    checks = (
        (found.repeaters < LEAST_REPEATERS, few.format(n=found.repeaters, least=LEAST_REPEATERS)),
        (
            total > MOST_TOTAL_ERROR,
            Text("预测总购买次数偏差 {off}%", "the purchases told in all are {off} % off").format(off=_per_cent(total)),
        ),
        (
            tenth > MOST_CLASS_ERROR,
            Text("有的十分位偏差 {off}%", "a tenth of the members is {off} % off").format(off=_per_cent(tenth)),
        ),
        (
            chance > MOST_CHANCE_ERROR,
            Text(
                "“不再购买”的概率最多相差 {off} 个百分点", "the chance to buy nothing is up to {off} points off"
            ).format(off=_per_cent(chance)),
        ),
        (
            found.errors[0] >= found.errors[1],
            Text("不比“按各人以往频率”更准", "it is no better than “everybody goes on at his own rate”"),
        ),
        (
            found.early > MOST_EARLY,
            Text(
                "{share}% 的会员在数据开头就在购买，他们真正的首购时间未知",
                "{share} % of the members buy at the very start of the data: when they really began is not known",
            ).format(share=_per_cent(found.early)),
        ),
    )
    return [text for holds, text in checks if holds]


def _worst_tenth(tenths: list[Bin]) -> float:
    """Return the greatest relative distance of the tenths that make up a twentieth of the purchases or more."""
    whole = sum(one.members * one.came for one in tenths)
    great = [one for one in tenths if one.members * max(one.came, one.told) >= whole / (2 * CLASSES)]
    return max((abs(one.told - one.came) / max(one.came, one.told) for one in great), default=0.0)


def _worst_chance(bands: list[Bin]) -> float:
    """Return the greatest distance of a band that is large enough to tell."""
    return max((abs(one.told - one.came) for one in bands if one.members >= LEAST_OF_A_BAND), default=0.0)


def _per_cent(share: float) -> int:
    return round(share * 100)
