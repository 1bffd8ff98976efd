"""What was recorded of contacts' stages: each stay of a contact in a stage, with the days it began and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from siyu.engine.snapshot import Snapshot
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.recording import TABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

LASTING = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Stays:
    """Stays in stages, by contact and day: place of the stage, days since 1970, `until` is `LASTING` for the present one."""

    members: NDArray[np.int64]
    places: NDArray[np.int8]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    left: NDArray[np.bool_]
    """Whether the stay ended with the contact not being there any more, as by a merge."""

    @property
    def is_lasting(self) -> NDArray[np.bool_]:
        lasting: NDArray[np.bool_] = self.until == LASTING
        return lasting

    def since_of(self) -> dict[int, date]:
        """Return since when each contact has been in its present stage."""
        now = self.is_lasting
        days = self.since[now].astype("datetime64[D]").tolist()
        return dict(zip(self.members[now].tolist(), days, strict=True))


def recorded_stays(snapshot: Snapshot) -> Stays:
    """Return every stay that was recorded, ordered by contact and day."""
    rows = snapshot.facts(TABLE)
    rows = rows.filter(rows.model == B2B.name).order_by(["source_id", "occurred_on"])
    table = snapshot.to_arrow(rows.select("source_id", "occurred_on", "to_stage"))
    names = {name: place for place, name in enumerate(B2B.names)}
    members = table["source_id"].to_numpy()
    days = table["occurred_on"].to_numpy().astype("datetime64[D]").astype(np.int32)
    places = np.array([names.get(name, -1) for name in table["to_stage"].to_pylist()], dtype=np.int8)
    same = np.append(members[1:] == members[:-1], False) if len(members) else np.zeros(0, dtype=bool)
    until = np.where(same, np.append(days[1:], 0)[: len(days)], LASTING).astype(np.int32)
    left = same & (np.append(places[1:], 0)[: len(places)] == -1)
    there = places >= 0
    return Stays(members[there], places[there], days[there], until[there], left[there])
