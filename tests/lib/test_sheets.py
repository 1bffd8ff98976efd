"""Sheets are read back: every code on the rendered page by a scanner, every line of Chinese as text."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from siyu.lib import qr
from siyu.lib.errors import Refusal
from siyu.lib.sheets import Grid, Label, check_grid, draw_sheets

LABELS = [Label(f"https://shop.example/c/{number:026}", (f"春季新品 № {number}", "A" * number)) for number in range(8)]


@pytest.fixture(scope="module")
def sheets() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(draw_sheets(LABELS, Grid("A5", 2, 3), title="春季"))


def test_every_code_can_be_scanned_where_it_is_printed(sheets: pypdfium2.PdfDocument) -> None:
    assert len(sheets) == 2
    read = [one.text for page in sheets for one in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert sorted(read) == sorted(label.content for label in LABELS)


def test_the_lines_below_are_text_in_chinese(sheets: pypdfium2.PdfDocument) -> None:
    said = "".join(page.get_textpage().get_text_range() for page in sheets)
    assert all(f"春季新品 № {number}" in said for number in range(8))
    assert sheets.get_metadata_dict()["Title"] == "春季"


def test_a_line_that_does_not_fit_is_cut_with_an_ellipsis() -> None:
    document = pypdfium2.PdfDocument(draw_sheets([Label("x", ("很长" * 100,))], Grid("A4", 8, 9)))
    said = document[0].get_textpage().get_text_range()
    assert said.endswith("…")
    assert len(said) < 20


def test_the_same_labels_are_the_same_bytes() -> None:
    assert draw_sheets(LABELS[:1], Grid()) == draw_sheets(LABELS[:1], Grid())


@pytest.mark.parametrize("grid", [Grid("A6"), Grid("A4", 0, 5), Grid("A4", 5, 0), Grid("A4", 20, 5), Grid("A5", 4, 20)])
def test_what_nobody_could_scan_is_refused(grid: Grid) -> None:
    with pytest.raises(Refusal):
        check_grid(grid, 2)


def test_pictures_can_be_scanned() -> None:
    from io import BytesIO

    assert zxingcpp.read_barcodes(Image.open(BytesIO(qr.png("东西"))))[0].text == "东西"
    assert qr.svg("x").startswith(b"<svg")
