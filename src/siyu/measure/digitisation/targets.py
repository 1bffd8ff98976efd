"""Targets of the two rates: 95 % unless somebody said otherwise, each from its own day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.measure.digitisation.models import MEMBER_SHARE, ONLINE_RATE, Target

DEFAULT = 0.95
METRICS: tuple[str, ...] = (MEMBER_SHARE, ONLINE_RATE)


def target_on(workspace: Workspace, metric: str, day: date) -> float:
    """Return the target that holds on a brand day: the latest one set for a day up to it, of those the last set."""
    found = Target.objects.filter(workspace=workspace, metric=metric, since_on__lte=day)
    rate = found.order_by("-since_on", "-pk").values_list("rate", flat=True).first()
    return DEFAULT if rate is None else rate


def history(workspace: Workspace) -> Sequence[Target]:
    """Return every target ever set, the latest first."""
    return list(Target.objects.filter(workspace=workspace).order_by("-pk")[:200])


def set_target(workspace: Workspace, metric: str, rate: float, since_on: date | None, by: str) -> Target:
    """Set what a rate shall reach from a day on, by default today. Raises `Refusal` for another rate or metric."""
    if metric not in METRICS:
        text = Text("没有指标“{name}”的目标", "there are no targets of {name!r}").format(name=metric)
        known = ", ".join(METRICS)
        raise Refusal("target.metric", text, where="metric", mend=Text(f"可用：{known}。", f"Use one of {known}."))
    if not 0 < rate <= 1:
        raise Refusal(
            "target.rate",
            Text("目标须大于 0、不超过 100%", "a target is above 0 and at most 100%"),
            where="rate",
            mend=Text("例如 0.95。", "For example 0.95."),
        )
    return Target.objects.create(
        workspace=workspace, metric=metric, rate=rate, since_on=since_on or workspace.today(), by=by
    )
