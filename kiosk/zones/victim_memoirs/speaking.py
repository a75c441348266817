"""A memoir is told: its sentences one after another, in the voice of whoever remembers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kiosk.core.speech import Role, Utterance
from kiosk.core.vocabulary import Silhouette
from kiosk.zones.victim_memoirs.models import Memoir

_ROLES = {
    Silhouette.WOMAN: Role.WOMAN,
    Silhouette.MAN: Role.MAN,
    Silhouette.GIRL: Role.GIRL,
    Silhouette.BOY: Role.BOY,
    Silhouette.OLD_WOMAN: Role.OLD_WOMAN,
    Silhouette.OLD_MAN: Role.OLD_MAN,
    Silhouette.OFFICER: Role.OFFICER,
    Silhouette.BANK: Role.CLERK,
}
_SENTENCE = re.compile(r"[^。！？…]+[。！？…]*[”’」]?")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences, each with its own stop; together they are the text."""
    return tuple(_SENTENCE.findall(text))


def spoken(memoir: Memoir, text: str) -> tuple[Utterance, ...]:
    """The text as its teller says it."""
    role = _ROLES.get(memoir.figure, Role.NARRATOR)
    return tuple(Utterance(sentence, role) for sentence in sentences(text))


def lines_of(memoirs: Iterable[Memoir]) -> Iterator[Utterance]:
    """Every sentence of every memoir, and every answer."""
    for memoir in memoirs:
        for text in (*(stage.text for stage in memoir.stages), *(saying.reply for saying in memoir.sayings)):
            yield from spoken(memoir, text)
