"""Acts of one instant may follow each other in any order: whether each of several steps can take one of its own."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True)
def find_act(acts: NDArray[np.int64], step: int, steps: int, owner: NDArray[np.int64], held: NDArray[np.int64]) -> bool:
    """Give the step an act, moving earlier steps to other acts when need be: an augmenting path, breadth first.

    The lower `steps` bits of an act say which steps it fits; equal acts lie beside each other. `owner` has the step of
    each act and `held` the act of each step, -1 for none.
    """
    came = np.full(len(acts), -1, dtype=np.int64)
    waiting = np.empty(steps, dtype=np.int64)
    waiting[0], asked, known = step, 0, 1
    while asked < known:
        now = waiting[asked]
        asked += 1
        for place in range(len(acts)):
            # More equal acts than steps are of no use, and an instant may hold thousands.
            is_spare = place >= steps and acts[place] == acts[place - steps]
            if is_spare or came[place] >= 0 or not acts[place] >> now & 1:
                continue
            came[place] = now
            if owner[place] < 0:
                _hand_over(place, came, owner, held)
                return True
            waiting[known] = owner[place]
            known += 1
    return False


@njit(cache=True)
def _hand_over(place: int, came: NDArray[np.int64], owner: NDArray[np.int64], held: NDArray[np.int64]) -> None:
    while place >= 0:
        step = came[place]
        left = held[step]
        owner[place], held[step] = step, place
        place = left
