"""Writing the tables where a spreadsheet can open them, and nothing a visitor left can act as a formula."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from kiosk.core.logged import Logged
from kiosk.reports.cells import Cell, cells
from kiosk.reports.columns import headings
from kiosk.reports.glossary import NO_WORDS, Glossary
from kiosk.reports.overview import ExportTally, overview, period
from kiosk.reports.rows import TABLES, TableRow
from kiosk.reports.tables import table_rows

SUMMARY = "summary"
"""What the file with the overview is called beside those of the tables, where every table is a file."""

_FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n")


class TableWriter(Protocol):
    """A file format: takes rows of any table, then the overview, and closes its files."""

    def add(self, row: TableRow, cells: list[Cell]) -> None: ...

    def sum_up(self, lines: Iterable[list[Cell]]) -> None: ...

    def close(self) -> None: ...


class Written(NamedTuple):
    """The files of an export, and what is in them."""

    files: list[Path]
    counted: ExportTally


def write_export(
    rows: Iterable[Logged],
    out: Path,
    date_from: date | None = None,
    date_to: date | None = None,
    glossary: Glossary = NO_WORDS,
    notes: Sequence[str] = (),
) -> Written:
    """Writes the tables of the logged rows (in the order `tables.table_rows` asks for) and an overview before them.

    `out` ending in .xlsx gives one workbook with a sheet a table. A CSV file holds one table only, so that
    FILE.csv gives FILE-summary.csv, FILE-visits.csv, FILE-zones.csv and so on, one for each of TABLES, in UTF-8 with
    the mark Excel asks for. Visits of the local days `date_from` to `date_to` inclusive (None is open). `glossary` says
    in words what ids stand for, `notes` what else is to be known of these rows.

    Every file is written beside its place and moved there whole. Raises ValueError for another ending, OSError when
    a file cannot be written or replaced (a spreadsheet program may hold it open); what was there then stays.
    """
    ending = out.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise ValueError(f"导出文件名要以 .csv 或 .xlsx 结尾：{out.name}")
    tables = (SUMMARY, *(table.table for table in TABLES))
    targets = [out] if ending == ".xlsx" else [out.with_name(f"{out.stem}-{table}{out.suffix}") for table in tables]
    parts = [target.with_name(f".{target.name}.part") for target in targets]
    counted = ExportTally()
    try:
        writer = _workbook(parts[0]) if ending == ".xlsx" else CsvTables(parts)
        try:
            for row in table_rows(rows, date_from, date_to):
                writer.add(row, cells(row, glossary))
                counted.add(row)
            writer.sum_up(overview(counted, period(date_from, date_to), notes))
        finally:
            writer.close()
        for part in parts:
            _sync(part)
        for part, target in zip(parts, targets, strict=True):
            os.replace(part, target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return Written(targets, counted)


def defused(text: str) -> str:
    """The text, with ' before it where a spreadsheet might take it for a formula (also behind blanks)."""
    return "'" + text if text[:1] in _FORMULA_STARTS or text.lstrip()[:1] in _FORMULA_STARTS else text


class CsvTables:
    """The overview as a CSV file, then one a table, in the order of TABLES."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._writers: dict[str, Callable[[Iterable[Cell]], object]] = {}
        with ExitStack() as opened:
            for table, file in zip((SUMMARY, *(table.table for table in TABLES)), files, strict=True):
                stream = opened.enter_context(file.open("w", encoding="utf-8-sig", newline="", errors="replace"))
                self._writers[table] = csv.writer(stream).writerow
            for kind in TABLES:
                self._writers[kind.table](headings(kind))
            self._opened = opened.pop_all()

    def add(self, row: TableRow, cells: list[Cell]) -> None:
        self._writers[row.table](map(_in_csv, cells))

    def sum_up(self, lines: Iterable[list[Cell]]) -> None:
        for line in lines:
            self._writers[SUMMARY](map(_in_csv, line))

    def close(self) -> None:
        self._opened.close()


def _in_csv(cell: Cell) -> Cell:
    """Moments as 2026-11-20 09:00:00, texts as texts."""
    if isinstance(cell, str):
        return defused(cell)
    return cell.isoformat(" ") if isinstance(cell, datetime) else cell


def _workbook(file: Path) -> TableWriter:
    from kiosk.reports.workbook import Workbook  # XlsxWriter is only loaded where it is needed

    return Workbook(file)


def _sync(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())
