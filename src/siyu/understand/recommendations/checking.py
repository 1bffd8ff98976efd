"""How good it would have been: learnt up to a day, compared with what members bought in the days after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.analytics.recommend import AT_ONCE, MODES, Mode, Recommender, best, hits
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.recommendations.purchases import (
    Bought,
    read_bought,
    read_for_learning,
    read_pairs_after,
    read_popularity,
    read_products,
)

if TYPE_CHECKING:
    import scipy.sparse as sp

DAYS = 28
MOST_TESTED = 5_000
PLACES = 20
TOP = 10
LEAST_TESTED = 200
_MIX = 2_654_435_761


@dataclass(frozen=True)
class Told:
    """By mode the place of the first hit of the model and of popularity for each member who was tested; −1 for none."""

    model: np.ndarray
    popular: np.ndarray


def check(inputs: Inputs) -> dict[str, Any]:
    """Return hit rates by number of products recommended, of the model and of popularity, and what is to be doubted."""
    until = inputs.today - timedelta(days=DAYS)
    before = inputs.until(until)
    products = read_products(before)
    told = _tested(inputs, before, products) if products else {}
    modes = [_mode(mode, told[mode]) for mode in MODES if mode in told and len(told[mode].model)]
    return {
        "as_of": inputs.today.isoformat(),
        "until": until.isoformat(),
        "days": DAYS,
        "top": TOP,
        "modes": modes,
        "doubts": [one.as_dict() for one in _doubts(modes)],
    }


def _tested(inputs: Inputs, before: Inputs, products: list[str]) -> dict[Mode, Told]:
    popular = read_popularity(before, products)
    made = Recommender.fit(read_for_learning(before, products).baskets, popular)
    members, bought_on = read_pairs_after(inputs, before.today, products)
    some = np.unique(members)
    some = np.sort(some[np.argsort(some * _MIX % 2**32, kind="stable")[:MOST_TESTED]])
    history = read_bought(before.limited_to(bitmaps.from_ids(some)), products)
    # Who bought nothing before is nobody a recommendation could be made for.
    truth = _truth(history, members, bought_on, len(products))
    found: dict[Mode, list[Told]] = {mode: [] for mode in MODES}
    for often, came in _blocks(history, truth):
        scores = made.scores(often)
        everybody = np.broadcast_to(popular.astype(np.float32), scores.shape)
        for mode in MODES:
            wanted = _wanted(often, came, mode)
            is_tested = np.diff(wanted.indptr) > 0
            places = (hits(best(each, often, mode, PLACES)[0], wanted)[is_tested] for each in (scores, everybody))
            found[mode].append(Told(*places))
    return {
        mode: Told(*(np.concatenate([getattr(one, name) for one in parts]) for name in ("model", "popular")))
        for mode, parts in found.items()
        if parts
    }


def _truth(history: Bought, members: np.ndarray, place: np.ndarray, size: int) -> sp.csr_matrix:
    """Return what the members of the history bought later; the last column is products that were not known."""
    import scipy.sparse as sp

    mine = np.isin(members, history.members)
    rows = np.searchsorted(history.members, members[mine])
    cells = np.unique(rows * (size + 1) + np.where(place[mine] < 0, size, place[mine]))
    entries = np.ones(len(cells), dtype=np.float32), (cells // (size + 1), cells % (size + 1))
    return sp.csr_matrix(entries, shape=(len(history.members), size + 1))


def _blocks(history: Bought, truth: sp.csr_matrix) -> Iterator[tuple[sp.csr_matrix, sp.csr_matrix]]:
    for start in range(0, len(history.members), AT_ONCE):
        yield history.baskets.often[start : start + AT_ONCE], truth[start : start + AT_ONCE]


def _wanted(often: sp.csr_matrix, came: sp.csr_matrix, mode: Mode) -> sp.csr_matrix:
    """Return what counts as a hit in a mode."""
    import scipy.sparse as sp

    if mode == "any":
        return came
    before = sp.csr_matrix((np.ones_like(often.data), often.indices, often.indptr), shape=often.shape)
    before.resize(came.shape)
    again = came.multiply(before).tocsr()
    kept = again if mode == "again" else (came - again).tocsr()
    kept.eliminate_zeros()
    return kept


def _mode(mode: Mode, told: Told) -> dict[str, Any]:
    tested = len(told.model)
    ours, theirs = ((each >= 0) & (each < TOP) for each in (told.model, told.popular))
    gain, only = float(ours.mean() - theirs.mean()), float((ours != theirs).mean())
    return {
        "mode": mode,
        "tested": tested,
        "model": _rates(told.model),
        "popular": _rates(told.popular),
        "gain": gain,
        "error": float(1.96 * np.sqrt(max(only - gain**2, 0.0) / tested)),
    }


def _rates(places: np.ndarray) -> list[float]:
    counts = np.bincount(places[places >= 0], minlength=PLACES)[:PLACES]
    return [float(each) for each in np.cumsum(counts) / len(places)]


def _doubts(modes: list[dict[str, Any]]) -> Iterator[Text]:
    if not modes:
        yield Text(
            "最后 {n} 天之前的购买太少，无法检验", "too little was bought before the last {n} days for a check"
        ).format(n=DAYS)
    names = {"any": Text("不限", "any"), "new": Text("没买过的", "new to the member"), "again": Text("再买", "again")}
    for one in modes:
        name = names[one["mode"]]
        if one["tested"] < LEAST_TESTED:
            yield Text(
                f"“{name.zh}”只检验了 {one['tested']} 位会员",
                f"“{name.en}” was checked with {one['tested']} members only",
            )
        if one["gain"] <= one["error"]:
            yield Text(
                f"“{name.zh}”不比推荐热销商品更准", f"“{name.en}” is no better than recommending what is popular"
            )
