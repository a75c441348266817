"""A talk with somebody, as a value: what was said, how ready they are to listen, what they answer, how it comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import assert_never

from kiosk.content.wording_hash import wording_of
from kiosk.core.events import AdviceChosen, AdviceEnded
from kiosk.core.speech import ROLE_OF, Utterance
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import AdviceOutcome, Counsel, Openness
from kiosk.zones.scam_types.dialogue import Advice, AdviceChoice, AdviceEnd, AdviceTurn
from kiosk.zones.scam_types.models import ZONE

OPENERS = (Counsel.ASKS, Counsel.STEP)
"""What opens a door."""
OUTCOMES = {
    False: (AdviceOutcome.HEARD, AdviceOutcome.THINKING, AdviceOutcome.SHUT),
    True: (AdviceOutcome.TAKEN_UP, AdviceOutcome.REFUSED),
}
"""How a talk can come out, by whether it was about something genuine."""
MOMENTS = 3
"""Sentences that are looked at again afterwards."""
_TELLING = (Counsel.SHAMES, Counsel.TURNS_AWAY, Counsel.STEP, Counsel.ASKS, Counsel.PUSHES)
"""Which sentences one learns most from, first those."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk after the choices `said` (indices, one a turn). `step`: something that can be checked was taken in;
    `turned_away`: the last word about something genuine was to leave it alone. `words` is the person's last answer."""

    advice: Advice
    said: tuple[int, ...] = ()
    openness: Openness = Openness.GUARDED
    step: bool = False
    turned_away: bool = False
    words: str = ""

    @property
    def turn(self) -> AdviceTurn | None:
        """The turn that is to come; None when all was said."""
        turns = self.advice.turns
        return turns[len(self.said)] if len(self.said) < len(turns) else None

    @property
    def outcome(self) -> AdviceOutcome:
        """How it stands, were it over now."""
        taken = self.openness is Openness.OPEN and self.step and not self.turned_away
        if self.advice.genuine:
            return AdviceOutcome.TAKEN_UP if taken else AdviceOutcome.REFUSED
        if self.openness is Openness.CLOSED:
            return AdviceOutcome.SHUT
        return AdviceOutcome.HEARD if taken else AdviceOutcome.THINKING


def begin(advice: Advice) -> Talk:
    """The person has said their first sentence."""
    return Talk(advice, words=advice.opening)


def say(talk: Talk, at: int) -> Talk:
    """The talk after the choice at that index of its turn. Raises IndexError where there is none."""
    turn, after = talk.turn, moved(talk, at)
    if turn is None or after.turn is None:
        return replace(after, words=end_of(after).says)
    return replace(after, words=_answer(talk.openness, turn, turn.choices[at]))


def moved(talk: Talk, at: int) -> Talk:
    """The same without what the person answers. Raises IndexError where there is no such choice."""
    if talk.turn is None:
        raise IndexError("all was said")
    counsel = talk.turn.choices[at].counsel
    listened = talk.openness is not Openness.CLOSED
    return replace(
        talk,
        said=(*talk.said, at),
        openness=openness_after(talk.openness, counsel),
        step=talk.step or (listened and counsel is Counsel.STEP),
        turned_away=_turned_away(talk, counsel),
    )


def openness_after(before: Openness, counsel: Counsel) -> Openness:
    """What a sentence does to somebody's door. Shame closes it; then the next good word only unlatches it."""
    match counsel:
        case Counsel.ASKS | Counsel.STEP:
            return Openness.GUARDED if before is Openness.CLOSED else Openness.OPEN
        case Counsel.PUSHES:
            return Openness.CLOSED if before is Openness.CLOSED else Openness.GUARDED
        case Counsel.TURNS_AWAY:
            return before
        case Counsel.SHAMES:
            return Openness.CLOSED
        case never:
            assert_never(never)


def _turned_away(talk: Talk, counsel: Counsel) -> bool:
    """A step that is taken in takes the word back."""
    if counsel is Counsel.TURNS_AWAY:
        return True
    return talk.turned_away and not (counsel is Counsel.STEP and talk.openness is not Openness.CLOSED)


def _answer(openness: Openness, turn: AdviceTurn, choice: AdviceChoice) -> str:
    match openness:
        case Openness.CLOSED:
            return turn.closed
        case Openness.OPEN:
            return choice.warm or choice.reply
        case Openness.GUARDED:
            return choice.reply
        case never:
            assert_never(never)


def end_of(talk: Talk) -> AdviceEnd:
    """The ending of a talk in which all was said."""
    return next(end for end in talk.advice.ends if end.outcome is talk.outcome)


def chosen(talk: Talk) -> tuple[AdviceChoice, ...]:
    """What was said, turn by turn."""
    return tuple(turn.choices[at] for turn, at in zip(talk.advice.turns, talk.said, strict=False))


def moments(talk: Talk) -> tuple[AdviceChoice, ...]:
    """The sentences to look at again, in the order in which they were said."""
    said = chosen(talk)
    telling = sorted(range(len(said)), key=lambda i: _TELLING.index(said[i].counsel))
    return tuple(said[i] for i in sorted(telling[:MOMENTS]))


def ways(advice: Advice) -> Iterator[tuple[Talk, ...]]:
    """Every way through a talk: how it stands before each turn, and at its end. At most 243 of them."""
    for said in product(*(range(len(turn.choices)) for turn in advice.turns)):
        talks = [Talk(advice)]
        for at in said:
            talks.append(moved(talks[-1], at))
        yield tuple(talks)


def spoken(advice: Advice, words: str) -> Utterance:
    """The person's words in their voice."""
    return Utterance(words, ROLE_OF[advice.figure])


def lines_of(talks: Iterable[Advice]) -> Iterator[Utterance]:
    """Every line of every person."""
    for advice in talks:
        answers = [words for turn in advice.turns for words in _answers(turn)]
        for words in dict.fromkeys([advice.opening, *answers, *(end.says for end in advice.ends)]):
            if words:
                yield spoken(advice, words)


def _answers(turn: AdviceTurn) -> Iterator[str]:
    for choice in turn.choices:
        yield from (choice.reply, choice.warm)
    yield turn.closed


def subject_of(advice: Advice, turn: AdviceTurn | None = None) -> Subject:
    """What an event is about: the talk, with its own wording or that of the turn that stood on the screen."""
    return Subject(ZONE, advice.id, advice.type, advice.genuine, wording_of(turn or advice))


def chosen_event(before: Talk, after: Talk) -> AdviceChosen:
    """What is logged of a choice."""
    turn = before.advice.turns[len(before.said)]
    choice = turn.choices[after.said[-1]]
    return AdviceChosen(*subject_of(before.advice, turn), turn.id, choice.id, choice.counsel, after.openness)


def ended_event(talk: Talk) -> AdviceEnded:
    """What is logged of the end."""
    return AdviceEnded(*subject_of(talk.advice), talk.outcome, talk.turned_away)
