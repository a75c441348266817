"""Writing the tables where a spreadsheet can open them, and nothing a visitor left can act as a formula."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from kiosk.core.logged import Logged
from kiosk.core.vocabulary import Term
from kiosk.reports.rows import BY_NAME, NAME_HEADING, TABLES, Cell, TableRow, headings
from kiosk.reports.tables import table_rows

YES, NO = "是", "否"
NO_NAMES: Mapping[str, str] = MappingProxyType({})

_FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n")


class TableWriter(Protocol):
    """A file format: takes rows of any table, and closes its files."""

    def add(self, row: TableRow, cells: list[Cell]) -> None: ...

    def close(self) -> None: ...


def write_export(
    rows: Iterable[Logged],
    out: Path,
    date_from: date | None = None,
    date_to: date | None = None,
    names: Mapping[str, str] = NO_NAMES,
) -> list[Path]:
    """Writes the tables of the logged rows and returns the files written.

    `out` ending in .xlsx gives one workbook with a sheet a table. A CSV file holds one table only, so that
    FILE.csv gives FILE-visits.csv, FILE-zones.csv and so on, one for each of TABLES, in UTF-8 with the mark Excel
    asks for. Visits of the local days `date_from` to `date_to` inclusive (None is open). `names` are the Chinese names
    by id, shown instead of ids of zones, places and kinds, and beside those of items.

    Every file is written beside its place and moved there whole. Raises ValueError for another ending, OSError when
    a file cannot be written or replaced (a spreadsheet program may hold it open); what was there then stays.
    """
    ending = out.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise ValueError(f"导出文件名要以 .csv 或 .xlsx 结尾：{out.name}")
    targets = [out] if ending == ".xlsx" else [out.with_name(f"{out.stem}-{t.table}{out.suffix}") for t in TABLES]
    parts = [target.with_name(f".{target.name}.part") for target in targets]
    try:
        writer = _workbook(parts[0]) if ending == ".xlsx" else CsvTables(parts)
        try:
            for row in table_rows(rows, date_from, date_to):
                writer.add(row, cells(row, names))
        finally:
            writer.close()
        for part in parts:
            _sync(part)
        for part, target in zip(parts, targets, strict=True):
            os.replace(part, target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return targets


def cells(row: TableRow, names: Mapping[str, str] = NO_NAMES) -> list[Cell]:
    """The row's cells in the order of its columns: words for codes, 是 and 否, lists joined by “、”."""
    found: list[Cell] = []
    for f in fields(row):
        value = getattr(row, f.name)
        found.append(_cell(value, names if f.metadata.get(BY_NAME) else NO_NAMES))
        if NAME_HEADING in f.metadata:
            found.append(names.get(value, ""))
    return found


def _cell(value: Any, names: Mapping[str, str]) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case float():
            return round(value, 1) if math.isfinite(value) else ""
        case int():
            return value
        case Term():
            return value.word
        case tuple():
            return "、".join(str(_cell(part, names)) for part in value)
        case _:
            return names.get(str(value), str(value))


def defused(text: str) -> str:
    """The text, with ' before it where a spreadsheet might take it for a formula (also behind blanks)."""
    return "'" + text if text[:1] in _FORMULA_STARTS or text.lstrip()[:1] in _FORMULA_STARTS else text


class CsvTables:
    """One CSV file a table, in the order of TABLES."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._writers: dict[str, Callable[[Iterable[Cell]], object]] = {}
        with ExitStack() as opened:
            for table, file in zip(TABLES, files, strict=True):
                stream = opened.enter_context(file.open("w", encoding="utf-8-sig", newline="", errors="replace"))
                self._writers[table.table] = csv.writer(stream).writerow
                self._writers[table.table](headings(table))
            self._opened = opened.pop_all()

    def add(self, row: TableRow, cells: list[Cell]) -> None:
        self._writers[row.table]([defused(c) if isinstance(c, str) else c for c in cells])

    def close(self) -> None:
        self._opened.close()


def _workbook(file: Path) -> TableWriter:
    from kiosk.reports.workbook import Workbook  # XlsxWriter is only loaded where it is needed

    return Workbook(file)


def _sync(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())
