"""How an event becomes a row's text, and nothing else: the same for the kiosk and for commands."""

from __future__ import annotations

import json
from typing import NamedTuple

from kiosk.core.events import Event, to_record


class Values(NamedTuple):
    """A row as it is inserted: visit id, local ISO time, the event's name, its fields as JSON."""

    visit: str
    at: str
    kind: str
    body: str


def encode(visit_id: str, at: str, event: Event) -> Values:
    """The row of an event. Raises ValueError or TypeError for a value JSON cannot hold."""
    record = to_record(event)
    body = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if not _storable(body):
        # Half a surrogate pair is no UTF-8; escaped it is, and reads back the same.
        body = json.dumps(record, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Values(_cleaned(visit_id), _cleaned(at), type(event).__name__, body)


def _storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _cleaned(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
