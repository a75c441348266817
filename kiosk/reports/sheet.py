"""A sheet of the workbook whose rows are written as they come, each in one piece: what makes an export quick."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kiosk.reports.cells import Cell

TEXT_MAX = 32_767
"""Characters a cell holds; a longer text is cut, since the program would drop it whole."""
SHARED_MAX = 50_000
"""So many different texts stand in the workbook once and are pointed at; those met later stand in their cells."""
PIECE_BYTES = 1 << 20

_EPOCH = datetime(1899, 12, 30)
_DAY_SECONDS = 86_400
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Texts:
    """The texts of a workbook as what stands in a cell: the place in its table of texts, or the text itself."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The rest of a cell, from behind its name and style."""
        known = self._known.get(text)
        if known is None:
            whole = text[:TEXT_MAX].encode("utf-8", "replace").decode("utf-8")
            if len(self._known) >= SHARED_MAX or whole.startswith("<r>"):  # which XlsxWriter would take for marked up
                return f't="inlineStr"><is><t xml:space="preserve">{_escaped(whole)}</t></is></c>'
            known = self._known[text] = f't="s"><v>{self._table._get_shared_string_index(whole)}</v></c>'
        return known


def _escaped(text: str) -> str:
    """The text for XML; characters that XML cannot hold are written as Excel writes them."""
    return _NO_TEXT.sub(lambda found: f"_x{ord(found[0]):04X}_", text).translate(_MARKS)


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet of XlsxWriter that takes its rows from a scratch file of ready-made XML.

    XlsxWriter keeps a row's cells, looks at each several times and writes it in pieces; that is four fifths of the time
    an export takes. The rest of the sheet, and the workbook around it, stay XlsxWriter's.
    """

    def begin(self, scratch: IO[bytes], texts: Texts, formats: tuple[Any, Any], columns: int) -> None:
        """`formats` are those of what is no moment, and of moments."""
        self._scratch, self._texts = scratch, texts
        self._plain, self._moment = (form._get_xf_index() for form in formats)
        self._letters = [xl_col_to_name(n) for n in range(columns)]
        self.lines = 0

    def add_row(self, cells: Sequence[Cell], form: Any = None) -> None:
        """Writes the cells below the last row. Texts stay texts, whatever they begin with."""
        self.lines += 1
        line, text_of = self.lines, self._texts.of
        plain = self._plain if form is None else form._get_xf_index()
        parts = [f'<row r="{line}">']
        for letter, cell in zip(self._letters, cells, strict=True):
            if isinstance(cell, str):
                if cell:
                    parts.append(f'<c r="{letter}{line}" s="{plain}" {text_of(cell)}')
            elif isinstance(cell, datetime):
                past = cell - _EPOCH
                day = past.days + past.seconds / _DAY_SECONDS
                parts.append(f'<c r="{letter}{line}" s="{self._moment}"><v>{day:.10f}</v></c>')
            else:
                parts.append(f'<c r="{letter}{line}" s="{plain}"><v>{cell}</v></c>')
        parts.append("</row>")
        self._scratch.write("".join(parts).encode())

    def filter_all(self) -> None:
        """A filter over every column, down to the last row."""
        self.autofilter(0, 0, self.lines - 1, len(self._letters) - 1)

    def _write_dimension(self) -> None:
        self._xml_empty_tag("dimension", [("ref", f"A1:{self._letters[-1]}{self.lines}")])

    def _write_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        self._scratch.seek(0)
        self.fh.flush()
        shutil.copyfileobj(self._scratch, self.fh.buffer, PIECE_BYTES)
        self._xml_end_tag("sheetData")
