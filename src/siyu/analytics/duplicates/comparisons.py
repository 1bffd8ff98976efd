"""What two people are compared by, the levels of each comparison, and what is assumed of true pairs before any is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["equal", "close", "near", "differs", "unknown"]
"""`near` is said of addresses: another home, but one street, postcode or city."""

COLUMNS = ("given_name", "surname", "name", "birthday", "gender", "street", "number", "postcode", "city")
"""The columns of a table of people beside `id`: texts in one spelling (see `spelling`), null for what is not known.

A person has a given name and a surname, or a name that is not divided, such as a Chinese one. `number` are the digits of an
address, `street` its words.
"""
HOME = "home"
"""Street and number in one column, made by the model."""


@dataclass(frozen=True, slots=True)
class Level:
    """What holds of a pair, as SQL over `<column>_l` and `<column>_r`.

    `m` and `u` are the shares of true and of other pairs it is assumed to hold of before anything is learnt.
    """

    how: How
    condition: str
    m: float
    u: float
    frequency: str | None = None
    """The column by whose frequency an equal value counts: two who are called 王伟 are less alike than two 欧阳询."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison; the first level that holds counts."""

    name: str
    columns: tuple[str, ...]
    unknown: str
    levels: tuple[Level, ...]


def _alike(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


def _unknown(column: str) -> str:
    return f"({column}_l IS NULL OR {column}_r IS NULL)"


_SWAPPED = "(given_name_l = surname_r AND surname_l = given_name_r)"
# One sign of three or more: two so short names are never called alike.
_ONE_SIGN = "(least(length(name_l), length(name_r)) >= 3 AND levenshtein(name_l, name_r) = 1)"
_DAY_FOR_MONTH = (
    "(substr(birthday_l, 1, 4) = substr(birthday_r, 1, 4) AND substr(birthday_l, 6, 2) = substr(birthday_r, 9, 2)"
    " AND substr(birthday_l, 9, 2) = substr(birthday_r, 6, 2))"
)
_NO_AREA = f"({_unknown('postcode')} AND {_unknown('city')})"
_ONE_AREA = f"(damerau_levenshtein(postcode_l, postcode_r) <= 1 OR {_alike('city', 0.9)} OR {_NO_AREA})"
_ONE_NUMBER = f"(number_l = number_r OR {_unknown('number')})"
_SAME_HOME = f"home_l = home_r AND {_ONE_AREA}"
_ALIKE_HOME = f"{_alike('street', 0.9)} AND {_ONE_NUMBER} AND {_ONE_AREA}"
AT_HOME = f"(({_SAME_HOME}) OR ({_ALIKE_HOME}))"

COMPARISONS = (
    Comparison(
        "given_name", ("given_name",), _unknown("given_name"),
        (
            Level("equal", "given_name_l = given_name_r", 0.80, 0.003, "given_name"),
            Level("close", _SWAPPED, 0.01, 0.00001),
            Level("close", _alike("given_name", 0.92), 0.07, 0.002),
            Level("close", _alike("given_name", 0.8), 0.04, 0.005),
            Level("differs", "ELSE", 0.08, 0.98999),
        ),
    ),
    Comparison(
        "surname", ("surname",), _unknown("surname"),
        (
            # Of a family this is no news; what it weighs there is learnt apart.
            Level("equal", f"surname_l = surname_r AND {AT_HOME}", 0.60, 0.00001),
            Level("equal", "surname_l = surname_r", 0.25, 0.003, "surname"),
            Level("close", _alike("surname", 0.92), 0.05, 0.001),
            Level("close", _alike("surname", 0.8), 0.03, 0.003),
            Level("differs", "ELSE", 0.07, 0.993),
        ),
    ),
    Comparison(
        "name", ("name",), _unknown("name"),
        (
            Level("equal", "name_l = name_r", 0.90, 0.0005, "name"),
            Level("close", f"{_alike('name', 0.92)} OR {_ONE_SIGN}", 0.05, 0.003),
            Level("differs", "ELSE", 0.05, 0.9965),
        ),
    ),
    Comparison(
        "birthday", ("birthday",), _unknown("birthday"),
        (
            Level("equal", "birthday_l = birthday_r", 0.88, 0.00005, "birthday"),
            Level("close", f"damerau_levenshtein(birthday_l, birthday_r) <= 1 OR {_DAY_FOR_MONTH}", 0.07, 0.001),
            Level("differs", "ELSE", 0.05, 0.99895),
        ),
    ),
    Comparison(
        "gender", ("gender",), _unknown("gender"),
        (Level("equal", "gender_l = gender_r", 0.97, 0.5), Level("differs", "ELSE", 0.03, 0.5)),
    ),
    # One comparison for all of an address: its parts tell the same, and counted one by one neighbours would be one person.
    Comparison(
        "address", ("street", "postcode", "city"), f"{_unknown('street')} AND {_NO_AREA}",
        (
            Level("equal", _SAME_HOME, 0.55, 0.00001, HOME),
            Level("close", _ALIKE_HOME, 0.15, 0.00001),
            Level("near", f"{_alike('street', 0.9)} AND {_ONE_AREA}", 0.05, 0.0001),
            Level("near", "postcode_l = postcode_r", 0.10, 0.005),
            Level("near", "city_l = city_r", 0.05, 0.05),
            Level("differs", "ELSE", 0.10, 0.94483),
        ),
    ),
)  # fmt: skip
