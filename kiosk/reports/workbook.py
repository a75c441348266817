"""The export as one workbook: the overview, then a sheet a table, written row by row so that memory stays small."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from io import BytesIO
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from kiosk.reports.cells import Cell
from kiosk.reports.columns import headings, moments, widths
from kiosk.reports.overview import TITLE
from kiosk.reports.rows import TABLES, TableRow
from kiosk.reports.sheet import ROWS_HERE, Contents, RowSheet, SheetColumn

ROWS_PER_SHEET = 1_048_575
"""A sheet holds 1,048,576 rows; one is the heading."""
OVERVIEW_WIDTHS = (18, 12, 90)
A4 = 9
A_PAGE = 220
"""Characters across a page that are still read: wider sheets take two or more side by side, and the columns that
say which visit and when stand on each."""
QUICKLY = 1
"""How hard the file is squeezed. Three times the time would save a third of it."""
BROKEN_FROM = 14
"""Columns as wide as this hold texts that may take several lines; what stands in narrower ones is short."""
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "align": "left"}
LINE = {"text_wrap": True, "bottom": 1, "bottom_color": "#D9D9D9"}
HEAD = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, "valign": "vcenter"}


class Workbook:
    """Sheets named as the tables; a table longer than a sheet goes on in “参观 2”, “参观 3” …

    Raises OSError when the file cannot be opened.
    """

    def __init__(self, file: Path) -> None:
        with ExitStack() as opened:
            self._file = opened.enter_context(file.open("wb"))  # now, so that a folder that is not there shows at once
            self._folder = Path(opened.enter_context(TemporaryDirectory(prefix="kiosk-export-")))
            self._opened = opened.pop_all()
        self._frame = BytesIO()
        self._book = xlsxwriter.Workbook(self._frame, {"tmpdir": str(self._folder)})
        self._head = self._book.add_format(FONT | HEAD)
        self._plain = self._book.add_format(FONT | LINE)
        self._moment = self._book.add_format(FONT | LINE | {"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._contents = Contents(self._book.str_table)
        self._overview = self._book.add_worksheet(TITLE)
        self._sheets: dict[str, RowSheet] = {}
        self._rows_of: dict[str, RowSheet] = {}
        self._parts: dict[str, int] = {}
        for table in TABLES:
            self._begin(table, table.title)

    def add(self, row: TableRow, cells: list[Cell]) -> None:
        """Writes the cells below the table's last row."""
        sheet = self._sheets[row.table]
        if sheet.lines > ROWS_PER_SHEET:
            sheet = self._begin(type(row), f"{row.title} {self._parts[row.table] + 1}")
        sheet.add_row(cells)

    def sum_up(self, lines: Iterable[list[Cell]]) -> None:
        """Writes the overview. What is said of one thing alone goes on over the columns that are free."""
        sheet = self._overview
        for n, width in enumerate(OVERVIEW_WIDTHS):
            sheet.set_column(n, n, width)
        for n, line in enumerate(lines):
            style = self._head if line[:1] == ["工作表"] else self._plain
            if len(line) == 2:
                sheet.merge_range(n, 1, n, 2, "", style)
            for place, cell in enumerate(line):
                (sheet.write_string if isinstance(cell, str) else sheet.write_number)(n, place, cell, style)
        self._printed(sheet, TITLE)

    def close(self) -> None:
        """Puts the file together. Raises OSError when it cannot be written; no scratch file stays."""
        try:
            for sheet in self._rows_of.values():
                sheet.filter_all()
            self._book.close()
            self._put_together()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(str(error)) from error
        finally:
            self._opened.close()

    def _put_together(self) -> None:
        """XlsxWriter's workbook, with the rows in their places."""
        with ZipFile(self._frame) as frame, ZipFile(self._file, "w", ZIP_DEFLATED, compresslevel=QUICKLY) as whole:
            for name in frame.namelist():
                with whole.open(name, "w", force_zip64=True) as part:
                    before, place, after = frame.read(name).partition(ROWS_HERE)
                    part.write(before)
                    if place:
                        self._rows_of[name].copy_rows(part)
                    part.write(after)

    def _begin(self, table: type[TableRow], title: str) -> RowSheet:
        """A new sheet with the table's heading."""
        columns = [
            SheetColumn(heading, width, self._moment if moment else self._plain, width >= BROKEN_FROM and not moment)
            for heading, width, moment in zip(headings(table), widths(table), moments(table), strict=True)
        ]
        sheet: RowSheet = self._book.add_worksheet(title, RowSheet)
        number = len(self._book.worksheets())
        scratch = self._opened.enter_context((self._folder / f"rows-{number}").open("w+b"))
        self._rows_of[f"xl/worksheets/sheet{number}.xml"] = sheet
        sheet.begin(scratch, self._contents, self._head, columns)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        across = ceil(sum(widths(table)) / A_PAGE)
        if across > 1:
            sheet.repeat_columns(0, 1)
        self._printed(sheet, title, across)
        self._sheets[table.table] = sheet
        self._parts[table.table] = self._parts.get(table.table, 0) + 1
        return sheet

    def _printed(self, sheet: Any, title: str, across: int = 1) -> None:
        """On A4, lying, all columns on the width of so many pages."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(across, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_header(f"&L{title}")
        sheet.set_footer("&C第 &P 页，共 &N 页")
