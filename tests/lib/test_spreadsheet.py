"""Cells that a spreadsheet would run are disarmed; numbers stay numbers."""

from __future__ import annotations

import pytest

from siyu.lib.spreadsheet import csv_lines, safe_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-", "+"]
)
def test_a_formula_is_disarmed(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "-2.50", "+8613800138000", "12", "王小姐", "a=b", "🎉"])
def test_numbers_and_words_stay(text: str) -> None:
    assert safe_cell(text) == text


def test_nothing_is_an_empty_cell() -> None:
    assert safe_cell(None) == ""


def test_lines_are_quoted_and_begin_with_a_byte_order_mark() -> None:
    assert list(csv_lines(["a", "=b"], [[1, 'x,"y"'], [None, "=1"]])) == [
        "\ufeffa,'=b\r\n",
        '1,"x,""y"""\r\n',
        ",'=1\r\n",
    ]
