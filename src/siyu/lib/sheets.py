"""Sheets of QR codes to print and cut: a grid of codes on paper, each with lines below it, as a PDF.

Chinese is set in a font that every PDF reader brings (Adobe's STSong-Light), so that no font has to be shipped or found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from siyu.lib.errors import Refusal
from siyu.lib.qr import QUIET, modules
from siyu.lib.text import Text

PAPERS: dict[str, tuple[float, float]] = {
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "Letter": (215.9, 279.4),
}  # fmt: skip
"""Width and height in millimetres."""
MARGIN, GAP = 10.0, 4.0
LEAST = 12.0
"""A code of fewer millimetres can't be read by many phones once it is printed."""
FONT, SIZE, LEADING = "STSong-Light", 7.0, 9.0
_POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Label:
    """One code: what it holds, and the lines printed below it."""

    content: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """How many codes stand on a page of which paper."""

    paper: str = "A4"
    columns: int = 4
    rows: int = 6

    @property
    def a_page(self) -> int:
        """Return how many codes a page holds."""
        return self.columns * self.rows

    def code_mm(self, lines: int) -> float:
        """Return the side of each code with its quiet zone, in millimetres, when so many lines stand below it."""
        width, height = PAPERS[self.paper]
        across = (width - 2 * MARGIN - (self.columns - 1) * GAP) / self.columns
        down = (height - 2 * MARGIN - (self.rows - 1) * GAP) / self.rows - lines * LEADING / _POINTS
        return min(across, down)


def check_grid(grid: Grid, lines: int) -> None:
    """Raise `Refusal` for a paper that is not known, or a grid whose codes would be too small to read."""
    if grid.paper not in PAPERS:
        text = Text("没有纸张“{paper}”", "there is no paper “{paper}”").format(paper=grid.paper)
        mend = Text("可选：{known}", "Known: {known}").format(known=", ".join(PAPERS))
        raise Refusal("sheet.no_paper", text, where="paper", mend=mend)
    if grid.columns < 1 or grid.rows < 1 or grid.code_mm(lines) < LEAST:
        raise Refusal(
            "sheet.too_small",
            Text("每个码不足 {least} 毫米，印出来扫不了", "each code would have less than {least} mm").format(
                least=LEAST
            ),
            where="columns",
            mend=Text("请减少每页的列数或行数。", "Put fewer columns or rows on a page."),
        )


def draw_sheets(labels: Iterable[Label], grid: Grid, *, lines: int = 2, title: str = "") -> bytes:
    """Return the PDF, the same bytes for the same labels; `lines` is how many each label may have at most.

    Raises `Refusal` as `check_grid` does.
    """
    from reportlab.pdfgen.canvas import Canvas

    check_grid(grid, lines)
    _know_font()
    width, height = PAPERS[grid.paper]
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width * _POINTS, height * _POINTS), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    left = iter(labels)
    while some := list(islice(left, grid.a_page)):
        _draw_page(canvas, some, grid, lines)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_page(canvas: Any, labels: Sequence[Label], grid: Grid, lines: int) -> None:
    width, height = PAPERS[grid.paper]
    side = grid.code_mm(lines)
    step_x = (width - 2 * MARGIN + GAP) / grid.columns
    step_y = (height - 2 * MARGIN + GAP) / grid.rows
    for place, label in enumerate(labels):
        row, column = divmod(place, grid.columns)
        x = MARGIN + column * step_x + (step_x - GAP - side) / 2
        y = height - MARGIN - row * step_y - side
        _draw_code(canvas, modules(label.content), x * _POINTS, y * _POINTS, side * _POINTS)
        middle = (x + side / 2) * _POINTS
        canvas.setFont(FONT, SIZE)
        for nth, line in enumerate(label.lines[:lines]):
            canvas.drawCentredString(middle, y * _POINTS - SIZE - nth * LEADING, _fitting(line, step_x * _POINTS))


def _draw_code(canvas: Any, rows: Sequence[bytearray], x: float, y: float, side: float) -> None:
    """Draw runs of dark modules as one filled path: sharp at any size, and small."""
    module = side / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        bottom = y + side - (down + 1 + QUIET) * module
        start = None
        for across, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                path.rect(x + (start + QUIET) * module, bottom, (across - start) * module, module)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


def _fitting(line: str, width: float) -> str:
    """Return the line, or as much of its beginning as fits."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if stringWidth(line, FONT, SIZE) <= width:
        return line
    while line and stringWidth(line + "…", FONT, SIZE) > width:
        line = line[:-1]
    return line + "…"


def _know_font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
