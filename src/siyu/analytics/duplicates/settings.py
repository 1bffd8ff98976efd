"""How the model speaks to Splink: settings as plain dictionaries, fitted numbers read back from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siyu.analytics.duplicates.comparisons import Comparison

if TYPE_CHECKING:
    import pyarrow as pa
    from splink import Linker

Numbers = Mapping[str, Sequence[float]]


def linker_of(
    connection: Any,
    people: pa.Table,
    comparisons: Iterable[Comparison],
    *,
    prior: float,
    m: Numbers,
    u: Numbers,
    keys: Sequence[str] = (),
    shares: Mapping[str, pa.Table] | None = None,
) -> Linker:
    """Return a linker of the people, who are compared when they share one of the `keys`.

    `shares` are the frequencies of values of columns; those of other columns Splink counts itself.
    """
    from splink import DuckDBAPI, Linker

    settings = {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "comparisons": [_settings_of(one, m[one.name], u[one.name]) for one in comparisons],
        "blocking_rules_to_generate_predictions": [agree_in(key) for key in keys],
        "probability_two_random_records_match": prior,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }
    linker = Linker(people, settings, DuckDBAPI(connection), set_up_basic_logging=False)
    tables: Any = linker.table_management
    for column, table in (shares or {}).items():
        tables.register_term_frequency_lookup(table, column)
    return linker


def _settings_of(one: Comparison, m: Sequence[float], u: Sequence[float]) -> dict[str, Any]:
    unknown = {"sql_condition": one.unknown, "label_for_charts": "unknown", "is_null_level": True}
    levels = [
        {"sql_condition": level.condition, "label_for_charts": f"{place} {level.how}", "m_probability": m[place],
         "u_probability": u[place], **({"tf_adjustment_column": level.frequency, "tf_adjustment_weight": 1.0,
                                        "disable_tf_exact_match_detection": True}
                                       if level.frequency else {})}
        for place, level in enumerate(one.levels)
    ]  # fmt: skip
    return {"output_column_name": one.name, "comparison_levels": [unknown, *levels]}


def agree_in(*columns: str) -> str:
    """Return the rule under which two people agree in all columns."""
    return " AND ".join(f"l.{column} = r.{column}" for column in columns)


def numbers_of(linker: Linker, letter: str) -> dict[str, list[float | None]]:
    """Return the `m` or `u` of each level of each comparison, None for a level that was never met."""
    return {
        one["output_column_name"]: [
            level.get(f"{letter}_probability") for level in one["comparison_levels"] if not level.get("is_null_level")
        ]
        for one in linker.misc.save_model_to_json()["comparisons"]
    }
