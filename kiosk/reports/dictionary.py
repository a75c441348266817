"""The data dictionary: what the log holds, written from the events themselves so that it cannot go stale.

`python -m kiosk.reports.dictionary > docs/events.md` writes it anew.
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import MISSING, Field, fields
from typing import Any, get_args, get_type_hints

from kiosk.core.codec import SCHEMA
from kiosk.core.events import KINDS
from kiosk.core.subject import ERASABLE
from kiosk.core.vocabulary import Term

_HEAD = f"""\
# The event log

Everything that is known of a visit is in one append-only table, `events` in `kiosk.db`. Every number in a report is
computed from it. Nothing in it identifies a person.

| column of `events` | holds |
| --- | --- |
| `id` | number of the event, in the order of logging; unique in the world together with the log's id |
| `visit` | the visit it belongs to; empty outside any visit |
| `at` | local time with its offset from UTC, ISO 8601 |
| `kind` | name of the event, one of those below |
| `body` | its fields as a JSON object |
| `schema` | number of the form in which the body is written; this page describes {SCHEMA} |
| `behind` | 1 where the clock stood before an earlier event of the log |

| beside it | holds |
| --- | --- |
| `log` | one row: the log's random id, and when it was made. What a damaged file held goes on under its id |
| `places` | from which event number on the records were made in which hall, at which screen |
| `bodies` | what visitors wrote, by event number: the only table from which anything is ever erased |

This page is generated from the events in `kiosk/core/events.py`.
"""

_WORDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    bool | None: "true, false or null",
    tuple[str, ...]: "list of texts",
    tuple[int, ...]: "list of whole numbers",
    tuple[tuple[int, ...], ...]: "list of lists of whole numbers",
    tuple[tuple[str, int], ...]: "list of pairs of a text and a whole number",
}


def events_markdown() -> str:
    """The whole page as Markdown. Raises KeyError for a field of a type that has no word here yet."""
    return "\n".join([_HEAD, *(_event_markdown(name, kind) for name, kind in KINDS.items())])


def _event_markdown(name: str, kind: type) -> str:
    lines = [f"## {name}", "", inspect.getdoc(kind) or "", ""]
    hints = get_type_hints(kind)
    described: tuple[Field[Any], ...] = fields(kind)
    if described:
        lines += ["| field | type |", "| --- | --- |"]
        lines += [f"| `{f.name}` | {_type_words(hints[f.name])}{_remark(f)} |" for f in described]
    else:
        lines.append("No fields.")
    return "\n".join([*lines, ""])


def _type_words(hint: Any) -> str:
    """The type in words; a vocabulary with its codes and their Chinese words."""
    inside = next(iter(get_args(hint)), None)
    counted = next(iter(get_args(inside)), None)
    for kind, said in ((hint, ""), (inside, "list of "), (counted, "list of pairs of a word and a whole number: ")):
        if isinstance(kind, type) and issubclass(kind, Term):
            return said + ", ".join(f"`{term.value}` {term.word}" for term in kind)
    return _WORDS[hint]


def _remark(described: Field[Any]) -> str:
    if described.metadata.get(ERASABLE):
        return "; kept in `bodies`, erasable"
    if described.default is MISSING:
        return ""
    given = described.default.value if isinstance(described.default, Term) else described.default
    return f", `{given!r}` when not given"


if __name__ == "__main__":
    sys.stdout.write(events_markdown())
