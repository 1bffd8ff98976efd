"""Scoring leads: the points of every part that holds for a contact, added up, and told part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.understand.inputs import Inputs
from siyu.understand.leads.documents import Score
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.standing import contacts_of, only

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Scores:
    """The contacts, ascending; their points; and for each part of the score, in its order, for whom it holds."""

    score: Score
    members: NDArray[np.int64]
    points: NDArray[np.int64]
    holds: NDArray[np.bool_]

    @property
    def bands(self) -> list[str]:
        """The band of each contact."""
        return [self.score.band(points) for points in self.points.tolist()]

    def explain(self, member_id: int) -> list[dict[str, Any]]:
        """Return what each part gives a contact, those that give nothing too; raises KeyError for nobody's id."""
        at = int(np.searchsorted(self.members, member_id))
        if at == len(self.members) or self.members[at] != member_id:
            raise KeyError(member_id)
        return [
            {
                "name": part.name,
                "group": part.group,
                "label": part.label.as_dict(),
                "points": part.points if holds else 0,
                "of": part.points,
                "holds": bool(holds),
            }
            for part, holds in zip(self.score.parts, self.holds[:, at].tolist(), strict=True)
        ]


def scored(inputs: Inputs, name: str = "lead") -> Scores:
    """Return what the business contacts among the members score at the instant of the inputs."""
    score = inputs.scores(name)
    members = contacts_of(inputs, B2B)
    holds = np.zeros((len(score.parts), len(members)), dtype=bool)
    if len(members):
        for place, found in enumerate(evaluate([part.rule for part in score.parts], only(inputs, members))):
            holds[place] = np.isin(members, np.array(found, dtype=np.int64), assume_unique=True)
    points = np.array([part.points for part in score.parts], dtype=np.int64)
    return Scores(score, members, points @ holds.astype(np.int64), holds)
