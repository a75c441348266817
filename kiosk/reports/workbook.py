"""The export as one workbook: a sheet a table, written row by row so that memory stays small."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from kiosk.reports.rows import TABLES, Cell, TableRow, headings

ROWS_PER_SHEET = 1_048_575
"""A sheet holds 1,048,576 rows; one is the heading."""
TEXT_MAX = 32_767
"""Characters a cell holds; a longer text is cut, since the program would drop it whole."""
WIDTH = 18
TIME = "时间"
"""Columns with such a heading hold moments."""


class Workbook:
    """Sheets named as the tables; a table longer than a sheet goes on in “参观 2”, “参观 3” …

    Raises OSError when the file cannot be opened.
    """

    def __init__(self, file: Path) -> None:
        self._file = file.open("wb")  # opened now, so that a folder that is not there shows at once
        self._scratch = TemporaryDirectory(prefix="kiosk-export-")
        options = {
            "constant_memory": True,
            "tmpdir": self._scratch.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "use_zip64": True,
        }
        self._book = xlsxwriter.Workbook(self._file, options)
        self._bold = self._book.add_format({"bold": True})
        self._time = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._sheets: dict[str, Any] = {}
        self._counts: dict[str, int] = {}
        for table in TABLES:
            self._begin(table, table.title)

    def add(self, row: TableRow, cells: list[Cell]) -> None:
        """Writes the cells below the table's last row. Texts stay texts, whatever they begin with."""
        count = self._counts[row.table]
        if count and count % ROWS_PER_SHEET == 0:
            self._begin(type(row), f"{row.title} {count // ROWS_PER_SHEET + 1}")
        sheet, line = self._sheets[row.table], count % ROWS_PER_SHEET + 1
        for place, (cell, heading) in enumerate(zip(cells, headings(type(row)), strict=True)):
            if isinstance(cell, str) and heading.endswith(TIME) and (moment := _local(cell)) is not None:
                sheet.write_datetime(line, place, moment, self._time)
            elif isinstance(cell, str):
                sheet.write_string(line, place, cell[:TEXT_MAX].encode("utf-8", "replace").decode("utf-8"))
            else:
                sheet.write_number(line, place, cell)
        self._counts[row.table] = count + 1

    def close(self) -> None:
        """Puts the file together. Raises OSError when it cannot be written; no scratch file stays."""
        for table in TABLES:
            rows = (self._counts[table.table] - 1) % ROWS_PER_SHEET + 1 if self._counts[table.table] else 0
            self._sheets[table.table].autofilter(0, 0, rows, len(headings(table)) - 1)
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(str(error)) from error
        finally:
            for sheet in self._book.worksheets():
                sheet.row_data_fh.close()
            self._scratch.cleanup()
            self._file.close()

    def _begin(self, table: type[TableRow], title: str) -> None:
        sheet = self._book.add_worksheet(title)
        sheet.set_column(0, len(headings(table)) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings(table)):
            sheet.write_string(0, place, heading, self._bold)
        self._sheets[table.table] = sheet
        self._counts.setdefault(table.table, 0)


def _local(stamp: str) -> datetime | None:
    """The moment as a clock on the wall showed it, without its offset: a sheet knows no time zones. None for a text
    that is no moment, or one before the sheet's calendar."""
    try:
        moment = datetime.fromisoformat(stamp).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if moment.year >= 1900 else None
