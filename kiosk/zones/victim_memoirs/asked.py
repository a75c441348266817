"""What may be said to the teller of a memoir, in full words, for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.wording_hash import wording_of
from kiosk.zones.victim_memoirs.models import SPEAK, Memoir


def asked(memoirs: Iterable[Memoir]) -> Iterator[AskedText]:
    """The one place of each memoir at which the group speaks."""
    for memoir in memoirs:
        options = tuple(AskedOption(saying.id, saying.text, saying.helps) for saying in memoir.sayings)
        yield AskedText(memoir.id, SPEAK, wording_of(memoir.sayings), (memoir.speak_prompt,), options)
