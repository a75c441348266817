"""The workbook beside the page: a sheet a table, with the very figures the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter

from kiosk.monthly.tables import Figure, Table, written
from kiosk.reports.shares import Share

_NARROW, _WIDEST = 9, 46
_COLUMNS = 6
"""Over so many columns at least go the lines above and below a table."""
_LINE_POINTS = 15
_A4 = 9
"""A4, as workbooks number papers."""


def workbook(title: str, lines: Iterable[str], tables: Iterable[Table]) -> bytes:
    """The file. Every sheet has its title, the `lines` about the whole report, its table and its note; prints on A4."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "soft": book.add_format({"font_color": "#43494f", "text_wrap": True, "valign": "top"}),
        "head": book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "left", "indent": 1}
        ),
        "right": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right"}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "align": "left", "indent": 1}),
        "count": book.add_format({"num_format": "#,##0", "valign": "top", "align": "right"}),
        "measure": book.add_format({"num_format": "#,##0.0", "valign": "top", "align": "right"}),
        "share": book.add_format({"num_format": "0%", "valign": "top", "align": "right"}),
        "other": book.add_format({"valign": "top", "align": "right"}),
    }
    for table in tables:
        _sheet(book.add_worksheet(table.sheet), title, tuple(lines), table, formats)
    book.close()
    return file.getvalue()


def _sheet(sheet: Any, title: str, lines: tuple[str, ...], table: Table, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"{title}：{table.title}", formats["title"])
    breadths = [_breadth(table, column) for column in range(len(table.head))]
    breadths += [float(_NARROW)] * (_COLUMNS - len(breadths))
    for row, line in enumerate(lines, 1):
        _line(sheet, row, line, breadths, formats)
    top = len(lines) + 2
    for column, heading in enumerate(table.head):
        counted = all(not isinstance(row[column], str) for row in table.rows)
        sheet.write_string(top, column, heading, formats["right" if counted else "head"])
    for column, breadth in enumerate(breadths):
        sheet.set_column(column, column, breadth)
    for row, figures in enumerate(table.rows, top + 1):
        for column, figure in enumerate(figures):
            _cell(sheet, row, column, figure, formats)
        lines_most = max(_lines_of(written(f), breadths[column]) for column, f in enumerate(figures))
        sheet.set_row(row, _LINE_POINTS * lines_most)
    if table.note:
        _line(sheet, top + len(table.rows) + 2, table.note, breadths, formats)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&C&P / &N")


def _line(sheet: Any, row: int, words: str, breadths: list[float], formats: dict[str, Any]) -> None:
    """A line across the whole table, as tall as it has to be."""
    sheet.merge_range(row, 0, row, len(breadths) - 1, "", formats["soft"])
    sheet.write_string(row, 0, words, formats["soft"])
    sheet.set_row(row, _LINE_POINTS * _lines_of(words, sum(breadths)))


def _cell(sheet: Any, row: int, column: int, figure: Figure, formats: dict[str, Any]) -> None:
    match figure:
        case Share(value=float(value)):
            sheet.write_number(row, column, value, formats["share"])
        case int():
            sheet.write_number(row, column, figure, formats["count"])
        case float():
            sheet.write_number(row, column, figure, formats["measure"])
        case str():
            sheet.write_string(row, column, figure.encode("utf-8", "replace").decode("utf-8"), formats["text"])
        case _:
            sheet.write_string(row, column, written(figure), formats["other"])


def _breadth(table: Table, column: int) -> float:
    """Characters: as broad as the longest it holds, a Chinese one counted twice, within bounds."""
    words = [table.head[column], *(written(row[column]) for row in table.rows)]
    return float(min(_WIDEST, max(_NARROW, max(map(_columns_of, words)) + 2)))


def _lines_of(words: str, breadth: float) -> int:
    return 1 + int(_columns_of(words) / (breadth * 0.86))


def _columns_of(words: str) -> int:
    return sum(2 if ord(char) > 0x2E7F or char in "“”‘’…—" else 1 for char in words)
