"""From a column of a file to the value of a field: one expression for the value, one for what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import ibis

from siyu.connect.imports.fields import Field
from siyu.engine.zones import from_micros, parse_wall, to_instant
from siyu.lib.clock import EARLIEST, LATEST
from siyu.lib.money import exponent_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

INSTANT = "timestamp('UTC', 6)"
MOST_MINOR = 10**15
CENT_TOLERANCE = 1e-6
"""A binary float this near to a whole cent is that cent; anything further off was not written as money."""

_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_CLOCK = r"\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?"
_OFFSET = r"(Z|z|[+-]\d{2}(:?\d{2})?)"
_PLAIN = r"(\d+|\d{1,3}(,\d{3})+)"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the meaning of a file's values depends on."""

    zone: str
    time_format: str
    currency: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Parsed:
    """`value` is null where there is none or it is wrong; `fault` is the reason's code, null where it is right."""

    value: ir.Value
    fault: ir.Value


def parse(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    """Return value and fault of a field read from a column of any type."""
    parsed = _PARSERS[field.type](column, field, settings)
    if field.default is not None:
        parsed = Parsed(parsed.value.coalesce(ibis.literal(field.default).cast(parsed.value.type())), parsed.fault)
    missing = parsed.value.isnull() & ibis.literal(field.required)
    return Parsed(parsed.value, parsed.fault.coalesce(missing.ifelse("missing", ibis.null("string"))))


def text_of(column: ir.Value) -> ir.Value:
    """Return a column of any type as trimmed text, null where it is empty; 12.0 from a float column is `12`."""
    kind = column.type()
    if kind.is_floating():
        whole = (column == column.floor()) & (column.abs() < 2**53)
        shown = whole.ifelse(whole.ifelse(column, 0.0).cast("int64").cast("string"), column.cast("string"))
        return (column.isnan() | column.isinf()).ifelse(ibis.null("string"), shown)
    if kind.is_integer():
        return column.cast("string")
    text = column if kind.is_string() else column.cast("string")
    return text.strip().nullif("")


def _text(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    text = text_of(column)
    return Parsed(text, _first((text.length() > field.max_length, "too_long")))


def _time(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    kind = column.type()
    if kind.is_timestamp() or kind.is_date():
        given, value = column.notnull(), _instant(column, settings.zone)
    elif settings.time_format in {"unix", "unix_ms"}:
        number = _as_number(column)
        given = text_of(column).notnull()
        value = _from_epoch(number, settings.time_format)
    else:
        text = text_of(column)
        given, value = text.notnull(), _from_text(text, settings)
    late = settings.now + timedelta(days=1) if field.in_past else LATEST
    fault = _first(
        (given & value.isnull(), "not_a_time"),
        ((value < EARLIEST) | (value > LATEST), "time_out_of_range"),
        (value > ibis.literal(late, INSTANT), "future_time"),
    )
    return Parsed(value, fault)


def _instant(column: ir.Value, zone: str) -> ir.Value:
    kind = column.type()
    if kind.is_timestamp() and kind.timezone:
        return column.cast(INSTANT)
    wall = column.cast("timestamp(6)")
    return wall.cast(INSTANT) if zone == "UTC" else to_instant(wall, zone).cast(INSTANT)


def _from_epoch(number: ir.Value, unit: str) -> ir.Value:
    micros = number * (1_000_000 if unit == "unix" else 1_000)
    sane = micros.between(0, LATEST.timestamp() * 1e6)
    return from_micros(sane.ifelse(micros, None).cast("int64")).cast(INSTANT)


def _from_text(text: ir.Value, settings: Settings) -> ir.Value:
    if settings.time_format != "auto":
        return _instant(parse_wall(text, settings.time_format), settings.zone)
    plain = text.replace("/", "-").re_replace(r"^(\d{4})\.(\d{1,2})\.(\d{1,2})", r"\1-\2-\3")
    looks_right = text.re_search(f"^{_DAY}([T ]{_CLOCK} ?{_OFFSET}?)?$")
    has_offset = text.re_search(rf":\d{{2}}(\.\d+)? ?{_OFFSET}$")
    wall = _instant((looks_right & ~has_offset).ifelse(plain, None).try_cast("timestamp(6)"), settings.zone)
    exact = (looks_right & has_offset).ifelse(plain, None).try_cast(INSTANT)
    return exact.coalesce(wall)


def _date(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    kind = column.type()
    if kind.is_timestamp() or kind.is_date():
        given, value = column.notnull(), column.cast("date")
    else:
        text = text_of(column)
        plain = text.re_replace(r"[/.]", "-").re_extract(r"^\d{4}-\d{1,2}-\d{1,2}", 0)
        looks_right = text.re_search(rf"^{_DAY}([T ]{_CLOCK}{_OFFSET}?)?$")
        given, value = text.notnull(), looks_right.ifelse(plain, None).try_cast("date")
    late = (settings.now + timedelta(days=1) if field.in_past else LATEST).date()
    fault = _first(
        (given & value.isnull(), "not_a_date"),
        ((value < ibis.date(1900, 1, 1)) | (value > LATEST.date()), "time_out_of_range"),
        (value > late, "future_time"),
    )
    return Parsed(value, fault)


def _money(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    digits = exponent_of(settings.currency)
    kind = column.type()
    if kind.is_floating():
        minor, faults = _minor_of_float(column, digits)
    elif kind.is_integer() or kind.is_decimal():
        minor, faults = _minor_of_exact(column, digits)
    else:
        minor, faults = _minor_of_text(text_of(column), digits)
    fault = _first(
        *faults, (minor.abs() > MOST_MINOR, "money_too_large"), *_bounds(minor, field, 10**digits, "negative_money")
    )
    return Parsed(minor, fault)


def _minor_of_float(column: ir.Value, digits: int) -> tuple[ir.Value, list[tuple[ir.Value, str]]]:
    bad = column.isnan() | column.isinf()
    sane = bad.ifelse(None, column)
    small = sane.abs() <= MOST_MINOR / 10**digits
    cents = (small.ifelse(sane, None) * 10**digits).round()
    off = (small.ifelse(sane, None) - cents / 10**digits).abs() > CENT_TOLERANCE
    return cents.cast("int64"), [(bad, "not_money"), (~small, "money_too_large"), (off, "money_too_precise")]


def _minor_of_exact(column: ir.Value, digits: int) -> tuple[ir.Value, list[tuple[ir.Value, str]]]:
    small = column.abs() <= MOST_MINOR // 10**digits
    shown = small.ifelse(column, None).cast("decimal(38, 12)")
    scaled = shown * ibis.literal(10**digits, "int32")
    return scaled.cast("int64"), [
        (~small, "money_too_large"),
        (scaled != scaled.cast("int64"), "money_too_precise"),
    ]


def _minor_of_text(text: ir.Value, digits: int) -> tuple[ir.Value, list[tuple[ir.Value, str]]]:
    plain = text.re_replace(r"^([+-]?)\s*(?:[¥￥$€£]|CNY|RMB|USD|EUR)?\s*", r"\1").re_replace(r"\s*元$", "")
    is_money = plain.re_search(rf"^[+-]?{_PLAIN}(\.\d*)?$")
    number = is_money.ifelse(plain.replace(",", ""), None)
    precise = number.re_search(rf"\.\d{{{digits}}}\d*[1-9]")
    exact = precise.ifelse(None, number).try_cast(f"decimal(18, {digits})")
    minor = (exact * ibis.literal(10**digits, "int32")).cast("int64")
    return minor, [
        (text.notnull() & ~is_money, "not_money"),
        (precise, "money_too_precise"),
        (number.notnull() & ~precise & exact.isnull(), "money_too_large"),
    ]


def _number(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    value = _as_number(column)
    given = column.notnull() if column.type().is_numeric() else text_of(column).notnull()
    return Parsed(value, _first((given & value.isnull(), "not_a_number"), *_bounds(value, field, 1, "too_small")))


def _as_number(column: ir.Value) -> ir.Value:
    if column.type().is_numeric():
        value = column.cast("float64")
    else:
        text = text_of(column)
        looks_right = text.re_search(rf"^[+-]?{_PLAIN}(\.\d*)?([eE][+-]?\d{{1,3}})?$")
        value = looks_right.ifelse(text.replace(",", ""), None).try_cast("float64")
    return (value.isnan() | value.isinf()).ifelse(None, value)


def _integer(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    parsed = _number(column, field, settings)
    whole = (parsed.value == parsed.value.floor()) & (parsed.value.abs() < 2**53)
    value = whole.ifelse(parsed.value, None).cast("int64")
    return Parsed(value, parsed.fault.coalesce(_first((parsed.value.notnull() & value.isnull(), "not_a_number"))))


def _choice(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    text = text_of(column).lower()
    branches = [(text.isin([choice, *others]), choice) for choice, others in field.choices]
    value = ibis.cases(*branches, else_=ibis.null("string"))
    return Parsed(value, _first((text.notnull() & value.isnull(), "unknown_choice")))


def _flag(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    text = text_of(column).lower()
    yes, no = text.isin(["true", "1", "yes", "y", "是"]), text.isin(["false", "0", "no", "n", "否"])
    value = ibis.cases((yes, True), (no, False), else_=ibis.null("boolean"))
    return Parsed(value, _first((text.notnull() & value.isnull(), "unknown_choice")))


def _currency(column: ir.Value, field: Field, settings: Settings) -> Parsed:
    text = text_of(column).upper()
    value = text.isin(["RMB", "人民币", "CN¥"]).ifelse("CNY", text).coalesce(settings.currency)
    return Parsed(value, _first((value != settings.currency, "foreign_currency")))


def _bounds(value: ir.Value, field: Field, scale: int, negative: str) -> list[tuple[ir.Value, str]]:
    faults = []
    if field.least is not None:
        faults.append((value < field.least * scale, negative if field.least == 0 else "too_small"))
    if field.most is not None:
        faults.append((value > field.most * scale, "too_large"))
    return faults


def _first(*faults: tuple[ir.Value, str]) -> ir.Value:
    """Return the code of the first fault that holds; a comparison with nothing does not hold."""
    return ibis.cases(*((test.coalesce(False), code) for test, code in faults), else_=ibis.null("string"))


_PARSERS: dict[str, Callable[..., Parsed]] = {
    "text": _text,
    "time": _time,
    "date": _date,
    "money": _money,
    "number": _number,
    "integer": _integer,
    "choice": _choice,
    "flag": _flag,
    "currency": _currency,
}
