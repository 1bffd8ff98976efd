"""The model of probable duplicates after Fellegi and Sunter: learnt by expectation maximisation without any known pair.

Fellegi, Sunter: A Theory for Record Linkage, JASA 64 (1969). The computing is Splink's, on DuckDB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from siyu.analytics.duplicates.comparisons import COLUMNS, COMPARISONS, HOME
from siyu.analytics.duplicates.frequencies import frequencies, home_frequencies
from siyu.analytics.duplicates.homes import MOST_AT_HOME, Homes, learn_homes
from siyu.analytics.duplicates.installed import NOT_INSTALLED, is_installed
from siyu.analytics.duplicates.keys import NAMES, add_keys, as_column, codes_of, limit_blocks
from siyu.analytics.duplicates.pairs import Pair, read_pairs
from siyu.analytics.duplicates.prior import expected_pairs
from siyu.analytics.duplicates.settings import agree_in, linker_of, numbers_of

if TYPE_CHECKING:
    from splink import Linker

MODEL = 1
"""Raised when comparisons, keys or the way of learning change: a proposal tells which model proposed it."""
PROBABLE = 0.5
"""From here on a pair is more likely one person than two, and worth a look."""

COMPARED, LEARNT_FROM, SAMPLED = 10_000_000, 2_000_000, 2_000
"""Pairs that are compared, and learnt from by one rule, at most; people whose every pair tells what chance brings."""
FEW = 50
"""With fewer expected true pairs there is nothing to learn from, and what is assumed of true pairs stays."""
ASSUMED_PAIRS = 1_000
"""What is assumed of chance counts as much as this many pairs."""
LEAST = 1e-3
"""No level is thought impossible among true pairs."""
THINKABLE = 0.05
"""Pairs of less probability add nothing to the expected number of true ones."""


class DuplicateModel:
    """Which pairs of a table of people are probably one person.

    The table has `id` (ascending integers) and any of `COLUMNS`, texts or null. After `fit`: the `comparisons_` made, the
    `expected_` number of true pairs, for each level its share of true pairs `m_` and of others `u_`, and `homes_`.
    `connection` is DuckDB's; Splink leaves tables on it. Raises `Refusal` when the extra is not installed.
    """

    def __init__(self, connection: Any) -> None:
        if not is_installed():
            raise NOT_INSTALLED
        self.connection = connection

    def fit(self, people: pa.Table) -> DuplicateModel:
        """Learn from the people themselves; the same people give the same model."""
        self.people_ = _with_every_column(people)
        self.comparisons_ = [one for one in COMPARISONS if any(_is_told(self.people_, name) for name in one.columns)]
        self.m_ = {one.name: [level.m for level in one.levels] for one in self.comparisons_}
        self.expected_ = expected_pairs(self.people_)
        if self.tells_enough_:
            self._seen = self._look_at_a_sample()
            self._learn_chance()
            if self.expected_ >= FEW:
                self._learn_agreement()
            self.expected_ = self._count_expected()
            self._learn_chance()
        return self

    @property
    def tells_enough_(self) -> bool:
        """Whether there are names, and beside them birthdays, streets or postcodes; else nobody can be told apart."""
        names = any(_is_told(self.people_, column) for name in NAMES for column in name)
        return names and any(_is_told(self.people_, column) for column in ("birthday", "street", "postcode"))

    @property
    def prior_(self) -> float:
        """The probability that two people of the table, whoever they are, are one."""
        return min(self.expected_ / max(_pairs(len(self.people_)), 1), 0.5)

    def predict(self, *, least: float = PROBABLE, most: int = 10_000) -> list[Pair]:
        """Return the pairs of at least that probability, the likeliest first, at most `most` of them."""
        found = self._predict(least)
        return read_pairs(self.connection, found, self.comparisons_, most) if found else []

    def _predict(self, least: float) -> str | None:
        """Return the table of Splink's predictions, None when there is nobody to compare."""
        people, keys = add_keys(self.people_, COMPARED) if self.tells_enough_ else (self.people_, [])
        if not keys:
            return None
        name: str = self._linker(people, keys).inference.predict(threshold_match_probability=least).physical_name
        return name

    def _linker(self, people: pa.Table, keys: Sequence[str] = ()) -> Linker:
        told = {level.frequency for one in self.comparisons_ for level in one.levels if level.frequency}
        shares = {column: frequencies(self.people_, column) for column in sorted(told - {HOME})}
        if HOME in told:
            shares[HOME] = home_frequencies(self.people_, HOME, self.u_["address"][0], MOST_AT_HOME)
        return linker_of(
            self.connection,
            people,
            self.comparisons_,
            prior=self.prior_,
            m=self.m_,
            u=self.u_,
            keys=keys,
            shares=shares,
        )

    def _look_at_a_sample(self) -> dict[str, list[float]]:
        """Return how often each level holds of two people of an even sample, all pairs looked at."""
        every = len(self.people_)
        sample = self.people_.take(np.unique(np.linspace(0, every - 1, min(every, SAMPLED)).astype(np.int64)))
        self._sampled = _pairs(len(sample))
        u = {one.name: [level.u for level in one.levels] for one in self.comparisons_}
        linker = linker_of(self.connection, sample, self.comparisons_, prior=self.prior_, m=self.m_, u=u)
        # More pairs than there are: then nothing is drawn, and the answer is always the same.
        linker.training.estimate_u_using_random_sampling(max_pairs=2 * self._sampled + 10)
        seen = numbers_of(linker, "u")
        return {name: [share or 0.0 for share in shares] for name, shares in seen.items()}

    def _learn_chance(self) -> None:
        """Learn how often each level holds of two different people: what was seen less the true pairs in it."""
        self.u_ = {}
        for one in self.comparisons_:
            known = max((1 - self.people_[column].null_count / len(self.people_)) ** 2 for column in one.columns)
            pairs = self._sampled * known
            levels = zip(self._seen[one.name], self.m_[one.name], one.levels, strict=True)
            self.u_[one.name] = [
                (max(seen - self.prior_ * m, 0.0) * pairs + ASSUMED_PAIRS * level.u) / (pairs + ASSUMED_PAIRS)
                for seen, m, level in levels
            ]
        self.homes_ = learn_homes(self.connection, self.people_, self.comparisons_, self.m_, self.u_)
        self._take_homes_in(self.homes_)

    def _take_homes_in(self, homes: Homes) -> None:
        """Let a common home weigh as much as the share of one person among those who have one says."""
        if "address" in self.u_:
            every = _pairs(len(self.people_) - self.people_[HOME].null_count)
            assumed = ASSUMED_PAIRS * self.u_["address"][0] if not homes.pairs else ASSUMED_PAIRS * 1e-5
            self.u_["address"][0] = (homes.pairs * (1 - homes.true) + assumed) / (every + ASSUMED_PAIRS)
        if "surname" in self.u_:
            m = self.m_["surname"]
            self.u_["surname"][0] = m[0] / (m[0] + m[1]) * homes.one_surname

    def _learn_agreement(self) -> None:
        """Learn how often each level holds of true pairs, among those who agree in a name or in the birthday."""
        people = self.people_
        rules: list[str] = []
        for columns in (*NAMES, ("birthday",)):
            codes, pairs = limit_blocks(codes_of(people, columns), LEARNT_FROM)
            # Of one comparison alone nothing can be learnt: a level may be frequent in true pairs, or true pairs be.
            if pairs and sum(not set(one.columns) & set(columns) for one in self.comparisons_) > 1:
                people = people.append_column(f"learn_{len(rules)}", as_column(codes))
                rules.append(agree_in(*columns, f"learn_{len(rules)}"))
        if not rules:
            return
        linker = self._linker(people)
        for rule in rules:
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True
            )
        self.m_ = {name: self._sensible(name, learnt) for name, learnt in numbers_of(linker, "m").items()}

    def _sensible(self, name: str, learnt: Sequence[float | None]) -> list[float]:
        """Return what was learnt of a comparison, or what was assumed when agreeing speaks against it or differing for it."""
        m = np.maximum([one or 0.0 for one in learnt], LEAST)
        m /= m.sum()
        ratio = m / self.u_[name]
        return m.tolist() if ratio[0] > 1 > ratio[-1] else self.m_[name]

    def _count_expected(self) -> float:
        """Return the expected number of true pairs among those that are compared."""
        found = self._predict(THINKABLE)
        if found is None:
            return self.expected_
        total = self.connection.execute(f"SELECT sum(match_probability) FROM {found}").fetchone()[0]  # noqa: S608
        return max(float(total or 0.0), 1.0)


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def _is_told(people: pa.Table, column: str) -> bool:
    return bool(len(people) - people[column].null_count > 1)


def _with_every_column(people: pa.Table) -> pa.Table:
    """Return the table with all columns, those that are not there null, and with homes."""
    nothing = pa.nulls(len(people), pa.string())
    given = {name: people[name].cast(pa.string()) if name in people.column_names else nothing for name in COLUMNS}
    found = pa.table({"id": people["id"]} | given)
    home = pc.binary_join_element_wise(found["street"], pc.fill_null(found["number"], ""), " ")
    return found.append_column(HOME, home)
