"""Ear training: three calls, one after another; each listened to and judged. Chance says how many are genuine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from random import Random

from kiosk.content.models.call import Call
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, ItemFinished, ItemOpened, QuestionAnswered, Subject
from kiosk.core.speech import Recording
from kiosk.core.vocabulary import AgeBand, QuestionForm, Truth
from kiosk.parts import listening
from kiosk.parts.listening import Listening
from kiosk.parts.scroller import FRESH, Scroll
from kiosk.scene import Step
from kiosk.zones.scam_lessons.models import ZONE

CALLS = 3
ROUND = "ear"
"""What a round that was listened to the end is called among the modules gone through."""


@dataclass(frozen=True, slots=True)
class EarPage:
    """The round's `number` (from 1), its calls, the one that is heard, and what visitors said of those before: True
    where they took it for a scam. `fuller`: with all that is said once it was judged."""

    number: int
    calls: tuple[Call, ...]
    listening: Listening
    said: tuple[bool, ...] = ()
    reading: Scroll = Scroll()
    phone: Scroll = FRESH
    fuller: bool = False

    @property
    def index(self) -> int:
        """The place of the call that is heard."""
        return len(self.said) - self.listening.judged


@dataclass(frozen=True, slots=True)
class EarResultPage:
    """What the calls of a round were, and what visitors took them for."""

    number: int
    calls: tuple[Call, ...]
    said: tuple[bool, ...]
    reading: Scroll = Scroll()


def drawn(
    calls: Sequence[Call], seed: int, number: int, ages: Collection[AgeBand], before: Collection[str]
) -> tuple[Call, ...]:
    """The calls of a visit's round: one or two of three genuine, rather those that reach people of these `ages` and
    that were not heard `before`. The same seed draws the same."""
    chance = Random(f"{seed}/{number}")
    pool = sorted(calls, key=lambda call: call.id)
    chance.shuffle(pool)
    pool.sort(key=lambda call: (call.id in before, call.ages not in ages))
    genuine = [call for call in pool if call.genuine]
    scams = [call for call in pool if not call.genuine]
    count = min(CALLS, len(pool))
    want = min(len(genuine), max(count - len(scams), chance.randint(1, max(1, count - 1))))
    taken = genuine[:want] + scams[: count - want]
    chance.shuffle(taken)
    return tuple(taken)


def opened(number: int, calls: tuple[Call, ...], ages: tuple[AgeBand, ...]) -> tuple[EarPage, tuple[Event, ...]]:
    """The round with its first call ringing, for listeners of these ages."""
    return EarPage(number, calls, Listening(calls[0], ages=ages)), (ItemOpened(*_subject(calls[0])),)


def touch(page: EarPage, target: str, recording: Recording) -> Step[EarPage | EarResultPage]:
    """A touch of the phone, of an answer, or of the next step."""
    tale = listening.said(page.listening, recording)
    moved = listening.touch(page.listening, target, tale)
    if moved is not None:
        return Step(replace(page, listening=moved))
    if page.listening.judged:
        return _onward(page) if target == "next" else Step(page)
    if target in ("ear/scam", "ear/genuine") and listening.decided(page.listening, tale):
        return _judged(page, target == "ear/scam")
    return Step(page)


def _judged(page: EarPage, said_scam: bool) -> Step[EarPage | EarResultPage]:
    call = page.listening.call
    events = (
        QuestionAnswered(
            *_subject(call),
            form=QuestionForm.JUDGE,
            option=Truth.SCAM if said_scam else Truth.GENUINE,
            right=said_scam is not call.genuine,
            said_scam=said_scam,
        ),
        ItemFinished(*_subject(call)),
    )
    heard = replace(page.listening, judged=True, heard=0.0)
    return Step(
        replace(page, listening=heard, said=(*page.said, said_scam), reading=Scroll(), phone=FRESH, fuller=False),
        events,
    )


def _onward(page: EarPage) -> Step[EarPage | EarResultPage]:
    done = len(page.said)
    if done == len(page.calls):
        return Step(EarResultPage(page.number, page.calls, page.said))
    call = page.calls[done]
    fresh = replace(
        page, listening=Listening(call, ages=page.listening.ages), reading=Scroll(), phone=FRESH, fuller=False
    )
    return Step(fresh, (ItemOpened(*_subject(call)),))


def _subject(call: Call) -> Subject:
    return Subject(ZONE, call.id, call.type, call.genuine, wording_of(call))
