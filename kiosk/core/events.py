"""What happened, in the past tense: one dataclass an event, documented by its docstring.

The log of these is the only record of a visit; every number in a report is computed from it. An event carries its own
truth: what it is about, whether that was genuine, what the option chosen *is*. So nothing downstream guesses from
sentences, and a sentence may be mended without splitting the statistics. No event holds anything that identifies
a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from kiosk.core.keeping import LogMended as LogMended
from kiosk.core.keeping import LogRestored as LogRestored
from kiosk.core.keeping import MessageErased as MessageErased
from kiosk.core.measuring import JudgementCounted as JudgementCounted
from kiosk.core.measuring import JudgementUncounted as JudgementUncounted
from kiosk.core.measuring import MeasuringBegun as MeasuringBegun
from kiosk.core.measuring import MeasuringSkipped as MeasuringSkipped
from kiosk.core.subject import AboutItem, erasable
from kiosk.core.vocabulary import (
    AdviceOutcome,
    AgeBand,
    Counsel,
    Duty,
    Ending,
    GroupKind,
    MessageForm,
    Openness,
    OptionKind,
    Programme,
    QuestionForm,
    QuizWay,
    ResumeCause,
    Setting,
    StaffRole,
    VisitExit,
    VisitMode,
    ZoneExit,
)


@dataclass(frozen=True, slots=True)
class VisitStarted:
    """A group was admitted. `people` 1-15; `kind`, `ages` and `mode` as chosen at check-in; `programme`: what the visit
    goes through."""

    people: int
    kind: GroupKind
    ages: tuple[AgeBand, ...]
    mode: VisitMode
    programme: Programme = Programme.FULL


@dataclass(frozen=True, slots=True)
class DutiesDealt:
    """Everybody in the group was given something to do: how many people have each duty."""

    duties: tuple[tuple[Duty, int], ...]


@dataclass(frozen=True, slots=True)
class GroupRefused:
    """More people than the cap asked for admission; `plan` is the split that was offered."""

    people: int
    plan: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ZoneEntered:
    """The group entered a zone."""

    zone: str


@dataclass(frozen=True, slots=True)
class ZoneLeft:
    """The group left a zone after `seconds`; `done` when its goal was reached."""

    zone: str
    seconds: float
    done: bool
    how: ZoneExit


@dataclass(frozen=True, slots=True)
class ItemOpened(AboutItem):
    """Something was opened: a case, chart, card, tile, memoir, scenario, scam type, film, what the hall itself asks."""


@dataclass(frozen=True, slots=True)
class ItemFinished(AboutItem):
    """An opened item was gone through to its end."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered(AboutItem):
    """A question with a right answer was answered.

    `option` is the id of the option chosen, several joined by “+” in their order. `said_scam`: whether the answer
    called it a scam (None when the question is no judgement, or who answered would check first); with `genuine` it
    gives hits and false alarms. `said` is the answer's sentence, only in records from before options had ids.
    """

    form: QuestionForm
    option: str
    right: bool
    said_scam: bool | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class HandsCounted(AboutItem):
    """Hands were counted: (option id, how many) for both of two sides, in a list for those counted, of `people`."""

    hands: tuple[tuple[str, int], ...]
    people: int


@dataclass(frozen=True, slots=True)
class ChoiceMade(AboutItem):
    """A choice was made where several are possible: a case's question, a memoir's saying, a scenario's node.

    `node` is where in the item; `option` the id of the option, `kind` what it is. `wording` is that of the node: what
    stood on the screen. `said` is the option's sentence, only in records from before options had ids.
    """

    node: str
    option: str
    kind: OptionKind
    said: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceTimedOut(AboutItem):
    """A scenario's timer ran out at `node` before anything was chosen."""

    node: str


@dataclass(frozen=True, slots=True)
class ScenarioEnded(AboutItem):
    """A simulation reached an ending; `option` is the id of the ending's node, `yuan` the simulated money lost.

    `seen` and `missed` are the ids of the signs of a scam that were recognised, and of those that were shown and not.
    """

    option: str
    ending: Ending
    yuan: int
    seen: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SceneStopped(AboutItem):
    """Somebody called “stop” at a node and pointed at a sentence: `option` is its place (node id “.” number from 1),
    `right` whether it was a trick; or said that nothing was wrong (`option` is “none”), rightly or not. `said` is the
    sentence, only in records from before sentences had places."""

    node: str
    option: str
    right: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class ClueShown(AboutItem):
    """At a `node` of a scenario, those who have a `duty` were shown a clue that the others did not see."""

    node: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class TrialAnswered(AboutItem):
    """The hall itself asked for something, before `zone` opened: `genuine` says whether a careful group should have
    taken it up. `option` is what was chosen, `kind` what that is."""

    option: str
    kind: OptionKind


@dataclass(frozen=True, slots=True)
class DissuasionShown:
    """Somebody who is being defrauded was shown what is going on. `facts` are the ids of what they touched (the last
    one says whether the money is gone), `type` the kind of scam it came to ("" for none), `cases` the ids of the cases
    they were shown."""

    facts: tuple[str, ...]
    type: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuizFinished:
    """A form was gone through to its end: `right` of the `items` that were answered; `form_seed` redraws the form."""

    items: int
    right: int
    way: QuizWay
    form_seed: int


@dataclass(frozen=True, slots=True)
class LeaningFound:
    """The questionnaire “哪种骗局会找上我” pointed at these scam types, most first."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceChosen(AboutItem):
    """The group chose what to say to somebody: at `turn` the `option`, which does what `counsel` says. `openness`:
    how ready that person is to listen afterwards. `wording` is that of the turn: what stood on the screen."""

    turn: str
    option: str
    counsel: Counsel
    openness: Openness


@dataclass(frozen=True, slots=True)
class AdviceEnded(AboutItem):
    """Talking to somebody came to its end; `turned_away` when the group's last word on something genuine was to leave
    it alone."""

    outcome: AdviceOutcome
    turned_away: bool


@dataclass(frozen=True, slots=True)
class MessageLeft:
    """A message was left for approval. The log keeps only that it was; what it says is kept beside it, erasable: the
    preset `phrase`, or ink `strokes` on a sheet of `width` x `height` units (a tuple a stroke: x0, y0, x1, y1, …)."""

    form: MessageForm
    phrase: str = erasable("")
    strokes: tuple[tuple[int, ...], ...] = erasable(())
    width: int = erasable(0)
    height: int = erasable(0)


@dataclass(frozen=True, slots=True)
class MessageJudged:
    """Staff approved or rejected the message whose event number is `message`."""

    message: int
    approved: bool
    by: StaffRole


EXTEND_MINUTES = 5.0
"""What one touch of the guide's gives, a zone or the whole visit."""


@dataclass(frozen=True, slots=True)
class ZoneExtended:
    """The guide gave a zone `minutes` more."""

    zone: str
    minutes: float


@dataclass(frozen=True, slots=True)
class ZoneSkipped:
    """The guide left a zone out of this visit."""

    zone: str


@dataclass(frozen=True, slots=True)
class VisitExtended:
    """Staff gave the whole visit `minutes` more."""

    minutes: float


@dataclass(frozen=True, slots=True)
class VisitPaused:
    """The guide stopped the visit's clock."""


@dataclass(frozen=True, slots=True)
class VisitResumed:
    """The clock goes on after `seconds` of pause."""

    seconds: float
    how: ResumeCause


@dataclass(frozen=True, slots=True)
class VisitSetAside:
    """Nobody answered in `place` (a zone's id or a place of the hall): the visit waits to be taken up again."""

    place: str


@dataclass(frozen=True, slots=True)
class VisitTakenUp:
    """The group came back after `seconds` and went on where it had stopped."""

    seconds: float


@dataclass(frozen=True, slots=True)
class TimeWarned:
    """The quiet warning was shown with `minutes` left."""

    minutes: int


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The visit's time was over; the screen in use may still be finished."""


@dataclass(frozen=True, slots=True)
class IdleAsked:
    """“还在看吗？” was shown in `place` (a zone's id or a place of the hall)."""

    place: str


@dataclass(frozen=True, slots=True)
class IdleAnswered:
    """Somebody touched the screen within the question's time."""

    place: str


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A visitor changed how the screen looks."""

    setting: Setting
    on: bool


@dataclass(frozen=True, slots=True)
class SceneFailed:
    """A scene raised; `error` is the exception's type and text for the log, never shown to visitors. Outside any visit:
    the run before fell over it ("hall": nobody can say over what), and `error` names the report in `data/crashes`."""

    scene: str
    error: str


@dataclass(frozen=True, slots=True)
class ZoneClosed:
    """A zone was closed: after repeated failures, because the hall fell over it today, or because its content cannot be
    read."""

    zone: str
    why: str


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """The visit is over after `seconds` (pauses not counted); `zones` were entered, in order."""

    how: VisitExit
    seconds: float
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """A record this program cannot read: written by another version. Never logged, only found in a log."""

    kind: str


Event = (
    VisitStarted | DutiesDealt | GroupRefused | ZoneEntered | ZoneLeft | ItemOpened | ItemFinished
    | QuestionAnswered | HandsCounted | ChoiceMade | ChoiceTimedOut | ScenarioEnded | SceneStopped | ClueShown
    | TrialAnswered | DissuasionShown | QuizFinished | LeaningFound | AdviceChosen | AdviceEnded | MessageLeft
    | MessageJudged | ZoneExtended | ZoneSkipped | VisitExtended | VisitPaused | VisitResumed | VisitSetAside
    | VisitTakenUp | TimeWarned | TimeUp | IdleAsked | IdleAnswered | SettingChanged | SceneFailed | ZoneClosed
    | VisitEnded | MeasuringBegun | JudgementCounted | JudgementUncounted | MeasuringSkipped
    | MessageErased | LogMended | LogRestored
)  # fmt: skip

KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Event)}
"""Every event by name."""
