"""Ear training: three calls, one after another; each listened to and judged. Chance says how many are genuine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from random import Random

from kiosk.content.models.call import Call
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import Event, HandsCounted, ItemFinished, ItemOpened, QuestionAnswered
from kiosk.core.speech import Recording
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AgeBand, QuestionForm, Truth
from kiosk.parts import listening
from kiosk.parts.hands import Hands, nobody_yet
from kiosk.parts.listening import Listening
from kiosk.parts.scroller import FRESH, Scroll
from kiosk.scene import Step
from kiosk.zones.scam_lessons.models import ZONE

CALLS, LED_CALLS = 3, 2
"""Calls of a round; on the guided path one genuine and one that is not."""
ANSWERS = ("ear/scam", "ear/genuine")
"""What may be said of a call, and is touched."""
_TRUTHS = (Truth.SCAM, Truth.GENUINE)
ROUND = "ear"
"""What a round that was listened to the end is called among the modules gone through."""


@dataclass(frozen=True, slots=True)
class EarPage:
    """The round's `number` (from 1), its calls, the one that is heard, and what visitors said of those before: True
    where they took it for a scam, None where a group did not judge. `hands` are those of a group. `fuller`: with all
    that is said once it was judged."""

    number: int
    calls: tuple[Call, ...]
    listening: Listening
    said: tuple[bool | None, ...] = ()
    hands: Hands = Hands()
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
    said: tuple[bool | None, ...]
    reading: Scroll = Scroll()


def drawn(
    calls: Sequence[Call], seed: int, number: int, ages: Collection[AgeBand], before: Collection[str], most: int = CALLS
) -> tuple[Call, ...]:
    """The calls of a visit's round, `most` of them: one or two of three genuine, one of two; rather those that reach
    people of these `ages` and that were not heard `before`. The same seed draws the same."""
    chance = Random(f"{seed}/{number}")
    pool = sorted(calls, key=lambda call: call.id)
    chance.shuffle(pool)
    pool.sort(key=lambda call: (call.id in before, call.ages not in ages))
    genuine = [call for call in pool if call.genuine]
    scams = [call for call in pool if not call.genuine]
    count = min(most, len(pool))
    want = min(len(genuine), max(count - len(scams), chance.randint(1, max(1, count - 1))))
    taken = genuine[:want] + scams[: count - want]
    chance.shuffle(taken)
    return tuple(taken)


def opened(
    number: int, calls: tuple[Call, ...], ages: tuple[AgeBand, ...], people: int = 0
) -> tuple[EarPage, tuple[Event, ...]]:
    """The round with its first call ringing, for listeners of these ages; `people` raise their hands."""
    page = EarPage(number, calls, Listening(calls[0], ages=ages), hands=nobody_yet(people, len(ANSWERS)))
    return page, (ItemOpened(*_subject(calls[0])),)


def touch(page: EarPage, target: str, recording: Recording) -> Step[EarPage | EarResultPage]:
    """A touch of the phone, of an answer or of a bead, or of the next step."""
    tale = listening.said(page.listening, recording)
    moved = listening.touch(page.listening, target, tale)
    if moved is not None:
        return Step(replace(page, listening=moved))
    if page.listening.judged:
        return _onward(page) if target == "next" else Step(page)
    if not listening.decided(page.listening, tale):
        return Step(page)
    if target in ANSWERS:
        chosen = replace(page, hands=page.hands.saying(ANSWERS.index(target)))
        return Step(chosen) if page.hands.asked else _judged(chosen)
    if target == "next" and page.hands.asked:
        return _judged(page)
    hands = page.hands.after(target)
    return Step(page) if hands is None else Step(replace(page, hands=hands))


def _judged(page: EarPage) -> Step[EarPage | EarResultPage]:
    """What it was is shown; where a group did not judge, nothing is said of it."""
    call, events = page.listening.call, list[Event]()
    answer = page.hands.answer
    said_scam = None if answer is None else answer == 0
    if said_scam is not None:
        judged = (QuestionForm.JUDGE, _TRUTHS[not said_scam], said_scam is not call.genuine, said_scam)
        events.append(QuestionAnswered(*_subject(call), *judged))
    if page.hands.counted:
        hands = tuple((truth.value, count) for truth, count in zip(_TRUTHS, page.hands.counts, strict=True))
        events.append(HandsCounted(*_subject(call), hands, page.hands.people))
    events.append(ItemFinished(*_subject(call)))
    heard = replace(page.listening, judged=True, heard=0.0)
    said = (*page.said, said_scam)
    return Step(replace(page, listening=heard, said=said, reading=Scroll(), phone=FRESH, fuller=False), tuple(events))


def is_right(said_scam: bool | None, call: Call) -> bool | None:
    """Whether a call was taken for what it is; None where nobody judged."""
    return None if said_scam is None else said_scam is not call.genuine


def _onward(page: EarPage) -> Step[EarPage | EarResultPage]:
    done = len(page.said)
    if done == len(page.calls):
        return Step(EarResultPage(page.number, page.calls, page.said))
    fresh, events = opened(page.number, page.calls[done:], page.listening.ages, page.hands.people)
    return Step(replace(fresh, calls=page.calls, said=page.said), events)


def _subject(call: Call) -> Subject:
    return Subject(ZONE, call.id, call.type, call.genuine, wording_of(call))
