"""A row of the event log as the numbers see it: where it came from does not matter here."""

from __future__ import annotations

import json
from typing import NamedTuple

from kiosk.core.events import Event, from_record


class Row(NamedTuple):
    """One logged event: its number, visit ("" outside any), local ISO time, the event's name, its fields as JSON."""

    id: int
    visit: str
    at: str
    kind: str
    body: str

    @property
    def day(self) -> str:
        """The local date, 2026-07-01."""
        return self.at[:10]


def event_of(row: Row) -> Event | None:
    """The row's event; None when this program does not know it (written by another version)."""
    try:
        return from_record(row.kind, json.loads(row.body))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
