"""How a table, a question and a list stand on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kiosk.monthly.charts import bar, parts
from kiosk.monthly.html import Html, joined, tag, text
from kiosk.monthly.question_tables import MissedQuestion
from kiosk.monthly.tables import Figure, Table, banded, percent, written
from kiosk.reports.shares import Share

EMPTY = "这个月没有。"
_SHORT = 12
"""Rows of a table that stays on one page."""
_LONG_WORDS, _AT_ONCE = 18, 6
"""Characters from which on a column holds sentences, and up to which it is never broken."""


def narrow(table: Table) -> bool:
    """Whether two such tables stand side by side."""
    words = max((len(written(figure)) for row in table.rows for figure in row), default=0)
    return len(table.head) <= 4 and words <= _LONG_WORDS


def table_block(table: Table) -> Html:
    """A table with its heading and note; a short one is never torn at the end of a page."""
    if not table.rows:
        return tag("div", tag("h3", table.title), tag("p", EMPTY, class_="soft"), class_="block whole")
    kinds = [_kind(table, column) for column in _columns(table)]
    heads = [
        tag("th", table.head[c], class_=f"{kind} s" if len(table.head[c]) <= _AT_ONCE - 2 else kind)
        for c, kind in zip(_columns(table), kinds, strict=True)
    ]
    head = tag("thead", tag("tr", *heads, *([tag("th", "")] if table.bars else [])))
    note = tag("p", table.note, class_="note") if table.note else ""
    whole = " whole" if len(table.rows) <= _SHORT else ""
    body = joined(*_bodies(table, kinds))
    heading = tag("h3", table.title) if table.title else ""
    return tag("div", heading, tag("table", head, body), note, class_=f"block{whole}")


def _columns(table: Table) -> range:
    return range(1 if table.grouped else 0, len(table.head))


def _kind(table: Table, column: int) -> str:
    figures = [row[column] for row in table.rows]
    if not any(isinstance(figure, str) for figure in figures) or (column and all(map(_short, figures))):
        return "n"
    longest = max(len(written(figure)) for figure in figures)
    return "w" if longest > _LONG_WORDS else "s" if longest <= _AT_ONCE else "t"


def _short(figure: Figure) -> bool:
    """Whether it is a number, or words that stand for one."""
    return not isinstance(figure, str) or figure[:1].isdecimal()


def _bodies(table: Table, kinds: Sequence[str]) -> Iterator[Html]:
    if not table.grouped:
        yield tag("tbody", *(_row(table, row, kinds) for row in table.rows))
        return
    span = len(kinds) + bool(table.bars)
    for name, rows in groupby(table.rows, key=lambda row: row[0]):
        head = tag("tr", tag("th", written(name), colspan=span))
        yield tag("tbody", head, *(_row(table, row, kinds) for row in rows))


def _row(table: Table, row: Sequence[Figure], kinds: Sequence[str]) -> Html:
    cells = [tag("td", written(row[c]), class_=kind) for c, kind in zip(_columns(table), kinds, strict=True)]
    if table.bars:
        counts = [figure for c in table.bars if isinstance(figure := row[c], int)]
        if len(counts) == len(table.bars):
            said = "，".join(f"{table.head[c]} {count}" for c, count in zip(table.bars, counts, strict=True))
            cells.append(tag("td", parts(counts, said)))
        else:
            cells.append(tag("td", ""))
    return tag("tr", *cells)


def bar_key(table: Table) -> Html:
    """What the parts of its bars are."""
    colours = ("#a3352a", "#c98d84", "#c9c5bc", "#6b737d")
    keys = (
        tag("span", tag("i", "", style=f"background:{colour}"), table.head[column])
        for colour, column in zip(colours, table.bars, strict=True)
    )
    return tag("p", *keys, class_="soft key")


def question_block(rank: int, one: MissedQuestion) -> Html:
    """A question in full words, with what was chosen."""
    first, *more = one.lines
    asked = tag("p", f"{rank}. {first}", *(tag("span", line, class_="quote") for line in more), class_="asked")
    before = f"，上月 {percent(one.before)}" if one.before is not None and one.before.whole else ""
    missed = (
        f"{one.zone}：{one.missed.whole} 批回答，{one.missed.part} 批答错，{percent(one.missed)}"
        f"（{banded(one.missed)}）{before}。{one.note}"
    )
    rows = []
    for option in one.options:
        mark = "对" if option.good else ""
        share = min(1.0, option.count / one.missed.whole)
        drawn = bar(share, f"{option.count} 批", strong=option.good is False)
        count = tag("td", written(option.count), class_="n")
        rows.append(tag("tr", tag("td", option.words), tag("td", mark), count, tag("td", drawn)))
    return tag("div", asked, tag("p", missed, class_="soft"), tag("table", *rows), class_="question")


def shares_of(table: Table, column: int) -> list[tuple[str, Share]]:
    """The rows of a table whose share may be given, by name."""
    return [(written(row[0]), share) for row in table.rows if isinstance(share := row[column], Share)]


def numbered(items: Sequence[tuple[str, str]]) -> Html:
    """What to do, and why, one below the other."""
    return tag("ol", *(tag("li", tag("b", what), text(why)) for what, why in items), class_="todo")
