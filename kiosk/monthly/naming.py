"""What may stand in a report: words of content and of the program, numbers, dates; and of an id nothing but an id.

The log is read as if anybody might have written it. So nothing of it is printed as it stands, except ids of the form
that content has; whatever else it holds is called 编号不明.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kiosk.content.asked import AskedText

UNKNOWN_ID = "编号不明"
_ID = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")
_LONGEST = 40
QUOTED = 48
"""Characters of what a sentence of the report quotes; a whole telephone call is a hundred and more."""


def quoted(line: str) -> str:
    """The line between quotation marks, cut where it is too long to stand in a sentence."""
    return f"“{line if len(line) <= QUOTED else line[: QUOTED - 1] + '…'}”"


class Naming:
    """Names and full texts by id: `names` are those of the hall, `texts` what each zone asks."""

    def __init__(self, names: Mapping[str, str], texts: Iterable[tuple[str, AskedText]]) -> None:
        self._names = names
        self._texts = {(zone, text.item, text.node): text for zone, text in texts}
        self._order = {key: place for place, key in enumerate(self._texts)}
        self._items = {(zone, item): place for (zone, item, _), place in reversed(self._order.items())}

    def name(self, id_: str) -> str:
        """What the hall calls it; the id where the hall does not know it any more."""
        return self._names.get(id_) or self.plain(id_)

    def plain(self, id_: str) -> str:
        """The id itself, if it has the form of one."""
        return id_ if len(id_) <= _LONGEST and _ID.fullmatch(id_) else UNKNOWN_ID

    def text(self, zone: str, item: str, node: str = "") -> AskedText | None:
        """What was asked there, in the words of now; None where it is not in the content any more."""
        return self._texts.get((zone, item, node))

    def place(self, zone: str, item: str, node: str = "") -> tuple[int, int]:
        """Where it comes among all that is asked, as content has it: its item, then itself; what is not in it any more
        comes last."""
        last = len(self._order)
        return self._items.get((zone, item), last), self._order.get((zone, item, node), last)

    def sentence(self, zone: str, item: str, place: str) -> str:
        """The sentence a stop pointed at: `place` is its node, “.”, and its number from 1."""
        node, _, number = place.rpartition(".")
        text = self.text(zone, item, node)
        if text is None or not number.isdecimal() or not 0 < int(number) <= len(text.lines):
            return self.name(item)
        return text.lines[int(number) - 1]
