"""A report read back: its page as a reader's eyes find it, its tables by title, its workbook by sheet."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

_VOID = {"meta", "br", "rect", "line", "circle", "col"}


class PageText(HTMLParser):
    """Tags, texts and tables of a page. A table is known by the heading before it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._open: list[str] = []
        self._heading = ""
        self._row: list[str] | None = None
        self._group = ""
        self.feed(page)
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in _VOID:
            return
        self._open.append(tag)
        if tag in ("h2", "h3"):
            self._heading = ""
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._row.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "tr" and self._row is not None:
            self.tables.setdefault(self._heading, []).append(self._row)
            self._row = None

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        if data.strip():
            self.texts.append(data)
        if self._open and self._open[-1] in ("h2", "h3"):
            self._heading += data
        elif self._row and {"td", "th"} & set(self._open) and "svg" not in self._open:
            self._row[-1] += data

    @property
    def words(self) -> str:
        return "\n".join(self.texts)


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    """The rows of every sheet, without those that hold nothing."""
    book = load_workbook(file)
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]
        for sheet in book
    }
