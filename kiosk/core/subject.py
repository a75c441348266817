"""What an event is about, and which of its fields may be erased later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

ERASABLE = "erasable"
"""Mark of a field that is kept beside the log, where it can be erased: the words and the ink visitors left."""


def erasable(default: Any) -> Any:
    """A field whose value is never written into the log itself."""
    return field(default=default, metadata={ERASABLE: True})


class Subject(NamedTuple):
    """What an event is about. `type` is the scam type's id or a topic, "" where there is none.

    `genuine`: True where what was shown is the real thing, False for a scam, None where it is neither. `wording`: short
    hash of the text as shown (`content.wording_hash`); an edited item has another, and its statistics begin anew.
    """

    zone: str
    item: str
    type: str
    genuine: bool | None
    wording: str


@dataclass(frozen=True, slots=True)
class AboutItem:
    """The fields of `Subject`, with which every event about an item begins: `ItemOpened(*subject)`."""

    zone: str
    item: str
    type: str
    genuine: bool | None
    wording: str
