"""Paper: words, panels and circles in millimetres, in the hall's own faces, as a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from fpdf import FPDF

from kiosk.draw.items import Colour, Face
from kiosk.draw.text import text_width, wrap
from kiosk.takehome.faces import cut_face

_POINT = 25.4 / 72
"""Millimetres."""


class Sheet:
    """One page of A4. `chars` are all the characters that will be written on it."""

    def __init__(self, title: str, author: str, chars: Iterable[str]) -> None:
        self._pdf = FPDF(unit="mm", format="A4")
        self._pdf.set_title(title)
        self._pdf.set_author(author)
        self._pdf.set_lang("zh-CN")
        self._pdf.set_auto_page_break(False)
        self._pdf.add_page()
        self._faces: dict[Face, bytes] = {face: cut_face(face, chars) for face in get_args(Face)}
        with TemporaryDirectory() as folder:  # fpdf2 reads faces from files only
            for face, made in self._faces.items():
                file = Path(folder) / f"{face}.ttf"
                file.write_bytes(made)
                self._pdf.add_font(face, "", file)
        self._left, self._top = 0.0, 0.0

    def moved(self, left: float, top: float) -> None:
        """What is drawn from now on is measured from there."""
        self._left, self._top = left, top

    def words(
        self,
        text: str,
        x: float,
        y: float,
        w: float,
        size: float,
        colour: Colour,
        face: Face = "sans",
        centred: bool = False,
    ) -> float:
        """Writes the text into a column that begins at the height `y`; the height at which it ends. `size` is
        millimetres an em."""
        self._pdf.set_font(face, size=size / _POINT)
        self._pdf.set_text_color(*colour)
        leading = size * 1.36
        for line in wrap(text, size, w, face, True):
            aside = (w - text_width(line, size, face)) / 2 if centred else 0.0
            self._pdf.text(self._left + x + aside, self._top + y + leading * 0.5 + size * 0.37, line)
            y += leading
        return y

    def panel(self, x: float, y: float, w: float, h: float, fill: Colour, radius: float = 0.0) -> None:
        """A filled panel."""
        self._pdf.set_fill_color(*fill)
        self._pdf.rect(self._left + x, self._top + y, w, h, "F", round_corners=radius > 0, corner_radius=radius)

    def frame(self, x: float, y: float, w: float, h: float, colour: Colour, radius: float) -> None:
        """An outline."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(0.6)
        self._pdf.rect(self._left + x, self._top + y, w, h, "D", round_corners=True, corner_radius=radius)

    def ball(self, x: float, y: float, across: float, fill: Colour) -> None:
        """A filled circle in the square whose corner is given."""
        self._pdf.set_fill_color(*fill)
        self._pdf.ellipse(self._left + x, self._top + y, across, across, "F")

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float, dash: float = 0.0) -> None:
        """A straight line, dashed where a length is given."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(width)
        self._pdf.set_dash_pattern(dash=dash, gap=dash)
        self._pdf.line(self._left + x1, self._top + y1, self._left + x2, self._top + y2)
        self._pdf.set_dash_pattern()

    def code(self, rows: Sequence[Sequence[bool]], x: float, y: float, side: float, dark: Colour) -> None:
        """A QR code: neighbours in a row are one piece, so that no viewer shows gaps between them."""
        module = side / len(rows)
        self._pdf.set_fill_color(*dark)
        for number, row in enumerate(rows):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    left, top = self._left + x + start * module, self._top + y + number * module
                    self._pdf.rect(left, top, (end - start) * module, module * 1.02, "F")
                start = end + 1

    def pdf(self) -> bytes:
        """The sheet as a file."""
        return bytes(self._pdf.output())
