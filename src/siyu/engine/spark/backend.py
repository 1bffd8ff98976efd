"""Ibis on Spark with the guards of `dialect` in Spark's words, and counts that are 0 where no row is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis.expr.datatypes as dt
from ibis.backends.pyspark import Backend
from ibis.backends.sql.compilers.pyspark import PySparkCompiler


class SparkCompiler(PySparkCompiler):
    """Writes what `zones` and `digest` name by DuckDB's functions, and what Ibis writes otherwise than DuckDB means it."""

    __slots__ = ()

    def visit_ScalarUDF(self, op: Any, **given: Any) -> Any:  # noqa: N802 - Ibis' name
        own = _OWN.get(op.__func_name__)
        return super().visit_ScalarUDF(op, **given) if own is None else own(self, *given.values())

    def visit_CountStar(self, op: Any, *, arg: Any, where: Any) -> Any:  # noqa: N802 - Ibis' name
        # Ibis adds up the condition, which is null when it is null in every row.
        return super().visit_CountStar(op, arg=arg, where=where) if where is None else self.f.anon.count_if(where)


class SparkBackend(Backend):
    """A Spark session for Ibis."""

    compiler = SparkCompiler()

    @property
    def master(self) -> str:
        """What the session runs on."""
        return str(self._session.sparkContext.master)

    @property
    def is_stopped(self) -> bool:
        """Whether the session is over, by itself or because its cluster is gone."""
        return bool(self._session.sparkContext._jsc.sc().isStopped())


def _half_md5(compiler: SparkCompiler, text: Any) -> Any:
    """Return the first eight bytes of the MD5, least significant first, as a signed integer of the same bits."""
    digest = compiler.f.md5(text)
    bytes_ = [compiler.f.anon.substr(digest, start, 2) for start in range(15, 0, -2)]
    return compiler.cast(compiler.f.anon.conv(compiler.f.concat(*bytes_), 16, -10), dt.int64)


_OWN: dict[str, Callable[..., Any]] = {
    "epoch_us": lambda compiler, instant: compiler.f.anon.unix_micros(instant),
    "md5_number_upper": _half_md5,
}
