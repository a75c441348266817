"""The data dictionary: what the log holds, written from the events themselves so that it cannot go stale.

`python -m kiosk.reports.dictionary > docs/events.md` writes it anew.
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from kiosk.core.events import KINDS

_HEAD = """\
# The event log

Everything that is known of a visit is in one append-only table, `events` in `kiosk.db`. Every number in a report is
computed from it. Nothing in it identifies a person.

| column | holds |
| --- | --- |
| `id` | number of the event, in the order of logging |
| `visit` | the visit it belongs to; empty outside any visit |
| `at` | local time, ISO 8601 |
| `kind` | name of the event, one of those below |
| `body` | its fields as a JSON object |

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
}


def events_markdown() -> str:
    """The whole page as Markdown. Raises KeyError for a field of a type that has no word here yet."""
    return "\n".join([_HEAD, *(_event_markdown(name, kind) for name, kind in KINDS.items())])


def _event_markdown(name: str, kind: type) -> str:
    lines = [f"## {name}", "", inspect.getdoc(kind) or "", ""]
    hints = get_type_hints(kind)
    if described := fields(kind):
        lines += ["| field | type |", "| --- | --- |"]
        for f in described:
            default = "" if f.default is MISSING else f", `{f.default!r}` when not given"
            lines.append(f"| `{f.name}` | {_WORDS[hints[f.name]]}{default} |")
    else:
        lines.append("No fields.")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.stdout.write(events_markdown())
