"""A memoir is told: its sentences one after another, in the voice of whoever remembers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kiosk.core.speech import ROLE_OF, Utterance
from kiosk.zones.victim_memoirs.models import Memoir

_SENTENCE = re.compile(r"[^。！？…]+[。！？…]*[”’」]?")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences, each with its own stop; together they are the text."""
    return tuple(_SENTENCE.findall(text))


def spoken(memoir: Memoir, text: str) -> tuple[Utterance, ...]:
    """The text as its teller says it."""
    role = ROLE_OF[memoir.figure]
    return tuple(Utterance(sentence, role) for sentence in sentences(text))


def lines_of(memoirs: Iterable[Memoir]) -> Iterator[Utterance]:
    """Every sentence of every memoir, and every answer."""
    for memoir in memoirs:
        for text in (*(stage.text for stage in memoir.stages), *(saying.reply for saying in memoir.sayings)):
            yield from spoken(memoir, text)
