"""The phone that rings while the hall waits: “接，还是不接？” Either way one hears what it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.content.models.hall import Ring
from kiosk.core.speech import ROLE_OF, Recording, Role, Utterance, Way
from kiosk.core.vocabulary import CallKey, Device
from kiosk.parts.phone_lines import PhoneLine, PhoneScreen
from kiosk.parts.speech import Speech, speech

QUESTION = "接，还是不接？"
KEYS = {CallKey.ANSWER: "ring/answer", CallKey.DECLINE: "ring/decline"}
LEAD_SECONDS = 0.6
TOLD_SECONDS = 30.0
"""How long the truth stands where nobody goes on."""


def caller_says(ring: Ring) -> Utterance:
    """What the caller wants, over the telephone."""
    return Utterance(ring.words, ROLE_OF[ring.figure], Way.PHONE)


def hall_says(ring: Ring, answered: bool) -> Utterance:
    """What the hall says of it, to who answered and to who did not."""
    return Utterance(ring.answered if answered else ring.declined, Role.NARRATOR)


def lines_of(rings: Iterable[Ring]) -> Iterator[Utterance]:
    """Every line of every call."""
    for ring in rings:
        yield from (caller_says(ring), hall_says(ring, True), hall_says(ring, False))


def said(ring: Ring, answered: bool, recording: Recording) -> Speech:
    """The caller's sentence, then the truth."""
    lines = (caller_says(ring), hall_says(ring, answered))
    return speech([recording(line) for line in lines], [len(line.words) for line in lines], LEAD_SECONDS)


def screen(ring: Ring, open_line: bool, lines: int) -> PhoneScreen:
    """The phone: ringing with its two keys, or with what the caller said."""
    if not open_line:
        return PhoneScreen(Device.RING, ring.caller, figure=ring.figure, keys=tuple(KEYS.items()))
    words = (PhoneLine(ring.words),) if lines else ()
    return PhoneScreen(Device.CALL, ring.caller, words, ring.figure)
