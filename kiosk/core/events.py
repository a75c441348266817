"""What happened, in the past tense: one dataclass an event, documented by its docstring.

The log of these is the only record of a visit; every number in a report is computed from it. No event holds
anything that identifies a person.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, get_args


@dataclass(frozen=True, slots=True)
class VisitStarted:
    """A group was admitted. `people` 1-15; `kind` and `ages` are the bands chosen at check-in."""

    people: int
    kind: str
    ages: tuple[str, ...]
    mode: str


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
    """The group left a zone after `seconds`; `done` when its goal was reached; `how` is the outcome word."""

    zone: str
    seconds: float
    done: bool
    how: str


@dataclass(frozen=True, slots=True)
class ItemOpened:
    """Something in a zone was opened: a case, chart, card, tile, memoir, scenario, scam type."""

    zone: str
    item: str


@dataclass(frozen=True, slots=True)
class ItemFinished:
    """An opened item was gone through to its end."""

    zone: str
    item: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """A question with a right answer was answered.

    `genuine` says whether the true state was genuine; `said_scam` whether the answer called it a scam (None when the
    item is not a judgement); together they give hits and false alarms. `type` is the scam type's id or a topic.
    """

    zone: str
    item: str
    type: str
    form: str
    right: bool
    genuine: bool
    said_scam: bool | None
    given: str


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """A choice was made where several are possible: a case's question, a memoir's saying, a scenario's node.

    `good` is None where no option is better. `node` is where in the item; `choice` which option.
    """

    zone: str
    item: str
    node: str
    choice: str
    good: bool | None
    type: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioEnded:
    """A simulation reached an ending; `yuan` is the simulated money lost, flags as ids."""

    zone: str
    item: str
    ending: str
    yuan: int
    seen: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SceneStopped:
    """Somebody called “stop” at a node; `line` is the sentence the group pointed at, `right` whether it was a trick."""

    zone: str
    item: str
    node: str
    line: str
    right: bool


@dataclass(frozen=True, slots=True)
class QuizFinished:
    """A form was answered to its end: `right` of `items`; `way` is solo or group; `form_seed` redraws the form."""

    items: int
    right: int
    way: str
    form_seed: int


@dataclass(frozen=True, slots=True)
class LeaningFound:
    """The questionnaire “哪种骗局会找上我” pointed at these scam types, most first."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageLeft:
    """A message was left for approval: a preset phrase, or ink strokes on a sheet of `width` x `height` units.

    `strokes` holds one tuple a stroke: x0, y0, x1, y1, … in units.
    """

    phrase: str
    strokes: tuple[tuple[int, ...], ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MessageJudged:
    """Staff approved or rejected the message whose event number is `message`."""

    message: int
    approved: bool
    by: str


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
    """The clock goes on after `seconds` of pause; `how` is touch or limit."""

    seconds: float
    how: str


@dataclass(frozen=True, slots=True)
class TimeWarned:
    """The quiet warning was shown with `minutes` left."""

    minutes: int


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The visit's time was over; the screen in use may still be finished."""


@dataclass(frozen=True, slots=True)
class IdleAsked:
    """“还在看吗？” was shown in `place`."""

    place: str


@dataclass(frozen=True, slots=True)
class IdleAnswered:
    """Somebody touched the screen within the question's time."""

    place: str


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A visitor changed how the screen looks: text, contrast, reach or motion."""

    setting: str
    value: str


@dataclass(frozen=True, slots=True)
class SceneFailed:
    """A scene raised; `error` is the exception's type and text for the log, never shown to visitors."""

    scene: str
    error: str


@dataclass(frozen=True, slots=True)
class ZoneClosed:
    """A zone was closed: after repeated failures, or because its content cannot be read."""

    zone: str
    why: str


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """The visit is over after `seconds` (pauses not counted); `how` is finished, time_up or abandoned."""

    how: str
    seconds: float
    zones: tuple[str, ...]


Event = (
    VisitStarted
    | GroupRefused
    | ZoneEntered
    | ZoneLeft
    | ItemOpened
    | ItemFinished
    | QuestionAnswered
    | ChoiceMade
    | ScenarioEnded
    | SceneStopped
    | QuizFinished
    | LeaningFound
    | MessageLeft
    | MessageJudged
    | ZoneExtended
    | ZoneSkipped
    | VisitExtended
    | VisitPaused
    | VisitResumed
    | TimeWarned
    | TimeUp
    | IdleAsked
    | IdleAnswered
    | SettingChanged
    | SceneFailed
    | ZoneClosed
    | VisitEnded
)

KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Event)}
"""Every event by name."""


def to_record(event: Event) -> dict[str, Any]:
    """The event's fields as JSON-ready values, without its name."""
    return asdict(event)


def from_record(name: str, record: dict[str, Any]) -> Event:
    """The event of that name. Raises KeyError for an unknown name, TypeError for fields that do not fit."""
    kind = KINDS[name]
    known = {f.name for f in fields(kind)}
    event: Event = kind(**{k: _tuples(v) for k, v in record.items() if k in known})
    return event


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value
