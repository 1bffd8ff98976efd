"""Next products by what the same members bought: item-item similarity, weighted by how lately, beside popularity.

Baskets are a sparse matrix, a row a member and a column a product, of how often and how lately it was bought. Two products
are alike by the cosine of their columns, shrunk towards none where few bought both (Sarwar et al. 2001); rows are first
weighted as BM25 does, so that who buys everything says little. A product's score for a member is the sum of its likeness
to what the member bought, times its own popularity, plus how often he bought it himself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    import scipy.sparse as sp
    from numpy.typing import NDArray

Mode = Literal["any", "new", "again"]
MODES: tuple[Mode, ...] = ("any", "new", "again")
"""What may be recommended: everything, only what the member never bought, or only what he bought before."""

NEIGHBOURS = 100
SHRINK = 10.0
AT_ONCE = 512
"""Products, or members, in one dense block: 512 × 20,000 numbers are 40 MB."""
SATURATION, LENGTH = 1.2, 0.75
OWN = 10.0
"""How many times as much a member's own purchases count as what is alike to them, where both may be recommended."""


@dataclass(frozen=True)
class Baskets:
    """`often` how often each member bought each product, later purchases counting more; `ever` whether at all.

    A row a member, a column a product; both have entries at the same places.
    """

    often: sp.csr_matrix

    @classmethod
    def of(
        cls, rows: NDArray[np.int64], products: NDArray[np.int64], often: NDArray[np.float64], shape: tuple[int, int]
    ) -> Baskets:
        """Return the baskets of one entry a member and product, in any order."""
        import scipy.sparse as sp

        made = sp.csr_matrix((often.astype(np.float32), (rows, products)), shape=shape)
        made.sort_indices()
        return cls(made)

    @property
    def buyers(self) -> NDArray[np.int64]:
        """How many members bought each product."""
        return np.bincount(self.often.indices, minlength=self.often.shape[1]).astype(np.int64)

    @property
    def popularity(self) -> NDArray[np.float64]:
        """How often each product was bought by everybody, later purchases counting more."""
        return np.asarray(self.often.sum(axis=0, dtype=np.float64)).ravel()


@dataclass(frozen=True)
class Recommender:
    """What is alike (a row a product, its nearest products as columns) and how popular each product is, at most 1."""

    alike: sp.csr_matrix
    popular: NDArray[np.float32]

    @classmethod
    def fit(cls, baskets: Baskets, popularity: NDArray[np.float64] | None = None) -> Recommender:
        """Learn from baskets. Memory is bounded by `AT_ONCE` columns at a time and `NEIGHBOURS` kept for each."""
        popular = baskets.popularity if popularity is None else popularity
        most = popular.max(initial=0.0) or 1.0
        return cls(_alike(_weighted(baskets.often)), (popular / most).astype(np.float32))

    def scores(self, often: sp.csr_matrix) -> NDArray[np.float32]:
        """Return the score of every product for the members of some rows; dense, so hand over `AT_ONCE` rows at most."""
        mine = often.copy()
        mine.data = np.log1p(mine.data)
        alike = (mine @ self.alike).toarray() * self.popular
        found: NDArray[np.float32] = (alike + OWN * mine.toarray()).astype(np.float32)
        return found


def best(
    scores: NDArray[np.float32], often: sp.csr_matrix, mode: Mode, most: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the products of the highest scores a row, −1 where there is none, and the scores; equals by product.

    Only what has a score above zero is recommended.
    """
    allowed = scores > 0
    if mode != "any":
        bought = np.zeros(scores.shape, dtype=bool)
        bought[np.repeat(np.arange(often.shape[0]), np.diff(often.indptr)), often.indices] = True
        allowed &= bought if mode == "again" else ~bought
    held = np.where(allowed, scores, 0.0).astype(np.float32)
    width = min(most, held.shape[1])
    found = np.full((len(held), most), -1, dtype=np.int64)
    values = np.zeros((len(held), most), dtype=np.float32)
    if not width:
        return found, values
    least = np.partition(held, held.shape[1] - width, axis=1)[:, held.shape[1] - width]
    for row in range(len(held)):
        high = np.flatnonzero((held[row] >= least[row]) & (held[row] > 0))
        order = high[np.argsort(-held[row, high], kind="stable")[:width]]
        found[row, : len(order)], values[row, : len(order)] = order, held[row, order]
    return found, values


def hits(found: NDArray[np.int64], truth: sp.csr_matrix) -> NDArray[np.int64]:
    """Return for each row the place of the first recommended product that is in the row's truth, from 0; −1 for none."""
    places = np.full(len(found), -1, dtype=np.int64)
    for row in range(len(found)):
        wanted = truth.indices[truth.indptr[row] : truth.indptr[row + 1]]
        hit = np.flatnonzero(np.isin(found[row], wanted))
        if len(hit):
            places[row] = hit[0]
    return places


def _weighted(often: sp.csr_matrix) -> sp.csr_matrix:
    """Return the entries as BM25 weights them: more of the same counts less and less, and so does a long row."""
    made = often.copy()
    lengths = np.asarray(often.sum(axis=1), dtype=np.float64).ravel()
    mean = lengths[lengths > 0].mean() if (lengths > 0).any() else 1.0
    norm = SATURATION * (1.0 - LENGTH + LENGTH * lengths / mean)
    made.data = (made.data * (SATURATION + 1.0) / (np.repeat(norm, np.diff(often.indptr)) + made.data)).astype(
        np.float32
    )
    return made


def _alike(weighted: sp.csr_matrix) -> sp.csr_matrix:
    import scipy.sparse as sp

    columns = weighted.tocsc()
    norms = np.sqrt(np.asarray(columns.multiply(columns).sum(axis=0), dtype=np.float64)).ravel()
    blocks = []
    for start in range(0, columns.shape[1], AT_ONCE):
        part = columns[:, start : start + AT_ONCE]
        both = np.asarray((part.T @ columns).todense(), dtype=np.float32)
        size = len(both)
        both[np.arange(size), start + np.arange(size)] = 0.0
        both /= (norms[start : start + size, None] * norms[None, :] + SHRINK).astype(np.float32)
        blocks.append(_nearest(both))
    return sp.vstack(blocks, format="csr") if blocks else sp.csr_matrix((0, 0), dtype=np.float32)


def _nearest(both: NDArray[np.float32]) -> sp.csr_matrix:
    """Keep the `NEIGHBOURS` greatest of each row, and those as great as the last of them."""
    import scipy.sparse as sp

    if both.shape[1] > NEIGHBOURS:
        least = np.partition(both, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS]
        both = np.where(both >= least[:, None], both, 0.0)
    return sp.csr_matrix(both)
