"""A sheet of the workbook whose rows are written as they come, each in one piece: what makes an export quick."""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kiosk.reports.cells import Cell

TEXT_MAX = 32_767
"""Characters a cell holds; a longer text is cut, since the program would drop it whole."""
SHARED_MAX = 50_000
"""So many different texts stand in the workbook once and are pointed at; those met later stand in their cells."""
LATEST_MAX = 500
ROWS_HERE = b"<sheetData>rows</sheetData>"
"""Stands in XlsxWriter's sheet where the rows belong."""
PIECE_BYTES = 1 << 20
LINE_POINTS = 15
"""How high a line of a cell stands. A row says its height: not every program works out how many lines a text takes."""
HEAD_LINES, LINES_MAX = 2, 20

_EPOCH = datetime(1899, 12, 30)
_DAY_SECONDS = 86_400
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class SheetColumn(NamedTuple):
    """A column of a sheet: `broken` where its texts may take several lines, each as long as it is wide."""

    heading: str
    width: int
    form: Any
    broken: bool


class Contents:
    """What cells of a workbook hold, as what stands in the file behind a cell's name and style. A text stands in the
    workbook's table of texts and is pointed at, or in the cell.

    `known` are the texts that were met (of those that stand in their cells only the latest), and nothing.
    """

    def __init__(self, texts: Any) -> None:
        self._texts = texts
        self._latest: deque[str] = deque()
        self.known: dict[Cell, str] = {"": "/>"}

    def of(self, cell: Cell) -> str:
        """What stands for what is not `known`."""
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, datetime):
            past = cell - _EPOCH
            return f"><v>{past.days + past.seconds / _DAY_SECONDS!r}</v></c>"
        return f"><v>{cell}</v></c>"

    def _text(self, text: str) -> str:
        whole = text[:TEXT_MAX].encode("utf-8", "replace").decode("utf-8")
        shared = len(self.known) < SHARED_MAX and not whole.startswith("<r>")  # XlsxWriter takes that for marked up
        if shared:
            self.known[text] = f' t="s"><v>{self._texts._get_shared_string_index(whole)}</v></c>'
        else:
            self.known[text] = f' t="inlineStr"><is><t xml:space="preserve">{_escaped(whole)}</t></is></c>'
            self._latest.append(text)
            if len(self._latest) > LATEST_MAX:
                del self.known[self._latest.popleft()]
        return self.known[text]


def _escaped(text: str) -> str:
    """The text for XML; characters that XML cannot hold are written as Excel writes them."""
    return _NO_TEXT.sub(lambda found: f"_x{ord(found[0]):04X}_", text).translate(_MARKS)


def _lines(text: str, most: int) -> int:
    """How many lines the text takes in a column of that width: a character of Chinese is as wide as two others."""
    length = len(text) if text.isascii() else 2 * len(text)
    return min(-(-length // most), LINES_MAX)


def _row(forms: Sequence[Any]) -> str:
    """A row to be filled with its number and height, then for every cell with the number and with what it holds."""
    cells = (f'<c r="{xl_col_to_name(n)}%d" s="{form._get_xf_index()}"%s' for n, form in enumerate(forms))
    return f'<row r="%d"%s>{"".join(cells)}</row>'


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet of XlsxWriter that takes its rows from a scratch file of ready-made XML.

    XlsxWriter keeps a row's cells, looks at each several times and writes it in pieces; that is four fifths of the time
    an export takes. The rest of the sheet, and the workbook around it, stay XlsxWriter's.
    """

    def begin(self, scratch: IO[bytes], contents: Contents, head: Any, columns: Sequence[SheetColumn]) -> None:
        """Writes the first row, in the format `head`, and says how wide the columns are."""
        self._scratch, self._contents = scratch, contents
        self._last = xl_col_to_name(len(columns) - 1)
        self.lines = 0
        for n, column in enumerate(columns):
            self.set_column(n, n, column.width)
        self._broken = [(n, column.width // 2) for n, column in enumerate(columns) if column.broken]
        self._row = _row([head] * len(columns))
        self._write([column.heading for column in columns], HEAD_LINES)
        self._row = _row([column.form for column in columns])

    def add_row(self, cells: Sequence[Cell]) -> None:
        """Writes the cells below the last row. Texts stay texts, whatever they begin with."""
        lines = 1
        for place, surely in self._broken:
            cell = cells[place]
            if isinstance(cell, str) and len(cell) > surely:
                lines = max(lines, _lines(cell, 2 * surely))
        self._write(cells, lines)

    def _write(self, cells: Sequence[Cell], lines: int) -> None:
        self.lines += 1
        known, of = self._contents.known.get, self._contents.of
        written: list[Any] = [self.lines] * (2 * len(cells) + 2)
        written[1] = "" if lines == 1 else f' ht="{lines * LINE_POINTS}" customHeight="1"'
        written[3::2] = [known(cell) or of(cell) for cell in cells]
        self._scratch.write((self._row % tuple(written)).encode())

    def filter_all(self) -> None:
        """A filter over every column, down to the last row."""
        self.autofilter(f"A1:{self._last}{self.lines}")

    def _write_dimension(self) -> None:
        self._xml_empty_tag("dimension", [("ref", f"A1:{self._last}{self.lines}")])

    def _write_sheet_data(self) -> None:
        self.fh.write(ROWS_HERE.decode())

    def copy_rows(self, into: IO[bytes]) -> None:
        """Writes the rows where `ROWS_HERE` stands: they go from the scratch file into the workbook at once."""
        into.write(b"<sheetData>")
        self._scratch.seek(0)
        shutil.copyfileobj(self._scratch, into, PIECE_BYTES)
        into.write(b"</sheetData>")
