"""The one table of states and transitions: where an outcome leads is decided here and nowhere else.

`docs/states.md` is written from this very table: `python -m kiosk.session.table > docs/states.md`.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Final, Literal

from kiosk.core.vocabulary import Term, VisitExit, ZoneExit


class Place(Term):
    """Where the hall is. Every place but the zones is a scene of its own."""

    ATTRACT = "attract", "待机"
    CHECK_IN = "check_in", "入馆登记"
    MAP = "map", "展区图"
    MEASURING = "measuring", "先看六件事"
    TRIAL = "trial", "馆里试一试"
    ZONE = "zone", "展区"
    FAREWELL = "farewell", "道别"
    SORRY = "sorry", "抱歉页"
    DISSUASION = "dissuasion", "当场劝阻"


class OverlayKind(Term):
    """What may lie over a place, which waits underneath."""

    HELP = "help", "怎样使用"
    GUIDE = "guide", "讲解安排"
    PAUSED = "paused", "休息一下"
    ASKING = "asking", "还在看吗？"
    WAITING = "waiting", "讲解中"
    REMOTE = "remote", "手机遥控"
    BLANK = "blank", "画面先关一下"


class Outcome(StrEnum):
    """What ends the stay somewhere. A scene leaves with one of the first ten; the rest is what the hall notices.

    ONWARD: the end of a zone's path, or a guided group is admitted; the next zone opens. TAKE_UP: the visit that
    was set aside goes on where it stopped. DISSUADE: somebody is being defrauded at this moment. TRIED: before the
    next zone opens, the hall asks something itself. MEASURED: before anything is taught, the group is asked what it
    says of six things. IDLE: nobody has touched the screen for as long as it may stand. TALKING: the same, while an
    officer leads the visit and its time runs. STAY: there is somebody. ABANDONED: nobody has answered. NO_VISIT: there
    is none to go on with. BLANK: the officer darkens the screen.
    """

    START = "start"
    ADMITTED = "admitted"
    HOME = "home"
    ENTER = "enter"
    FINISH = "finish"
    ONWARD = "onward"
    GO_ON = "go_on"
    DISSUADE = "dissuade"
    FAILED = "failed"
    TAKE_UP = "take_up"
    TRIED = "tried"
    MEASURED = "measured"
    IDLE = "idle"
    TALKING = "talking"
    STAY = "stay"
    ABANDONED = "abandoned"
    TIME_UP = "time_up"
    NO_VISIT = "no_visit"
    BLANK = "blank"


RETURN: Final = "return"
"""The target of a transition that goes back to what lies underneath, exactly as it was."""

At = Place | OverlayKind
"""Where an outcome is met. Help, the guide's sheets and a pause are no places of their own: there the place counts."""

Target = Place | OverlayKind | Literal["return"]

TABLE: dict[tuple[At, Outcome], Target] = {
    (Place.ATTRACT, Outcome.START): Place.CHECK_IN,
    (Place.ATTRACT, Outcome.TAKE_UP): RETURN,
    (Place.ATTRACT, Outcome.DISSUADE): Place.DISSUASION,
    (Place.CHECK_IN, Outcome.DISSUADE): Place.DISSUASION,
    (Place.DISSUASION, Outcome.HOME): Place.ATTRACT,
    (Place.DISSUASION, Outcome.IDLE): OverlayKind.ASKING,
    (Place.CHECK_IN, Outcome.ADMITTED): Place.MAP,
    (Place.CHECK_IN, Outcome.ONWARD): Place.ZONE,
    (Place.CHECK_IN, Outcome.HOME): Place.ATTRACT,
    (Place.CHECK_IN, Outcome.MEASURED): Place.MEASURING,
    (Place.MEASURING, Outcome.ONWARD): Place.ZONE,
    (Place.MEASURING, Outcome.HOME): Place.MAP,
    (Place.MAP, Outcome.ENTER): Place.ZONE,
    (Place.MAP, Outcome.FINISH): Place.FAREWELL,
    (Place.ZONE, Outcome.HOME): Place.MAP,
    (Place.ZONE, Outcome.ONWARD): Place.ZONE,
    (Place.MAP, Outcome.TRIED): Place.TRIAL,
    (Place.ZONE, Outcome.TRIED): Place.TRIAL,
    (Place.TRIAL, Outcome.ENTER): Place.ZONE,
    (Place.TRIAL, Outcome.HOME): Place.MAP,
    (Place.FAREWELL, Outcome.HOME): Place.ATTRACT,
    (Place.SORRY, Outcome.GO_ON): Place.MAP,
    (Place.SORRY, Outcome.NO_VISIT): Place.ATTRACT,
    (Place.MEASURING, Outcome.TIME_UP): Place.FAREWELL,
    (Place.MAP, Outcome.TIME_UP): Place.FAREWELL,
    (Place.ZONE, Outcome.TIME_UP): Place.FAREWELL,
    (Place.TRIAL, Outcome.TIME_UP): Place.FAREWELL,
    (Place.SORRY, Outcome.TIME_UP): Place.FAREWELL,
    (Place.CHECK_IN, Outcome.IDLE): OverlayKind.ASKING,
    (Place.MEASURING, Outcome.IDLE): OverlayKind.ASKING,
    (Place.MAP, Outcome.IDLE): OverlayKind.ASKING,
    (Place.ZONE, Outcome.IDLE): OverlayKind.ASKING,
    (Place.TRIAL, Outcome.IDLE): Place.MAP,
    (Place.FAREWELL, Outcome.IDLE): Place.ATTRACT,
    (Place.SORRY, Outcome.IDLE): Place.ATTRACT,
    (Place.MEASURING, Outcome.TALKING): OverlayKind.WAITING,
    (Place.MAP, Outcome.TALKING): OverlayKind.WAITING,
    (Place.ZONE, Outcome.TALKING): OverlayKind.WAITING,
    (Place.TRIAL, Outcome.TALKING): OverlayKind.WAITING,
    (Place.SORRY, Outcome.TALKING): OverlayKind.WAITING,
    (Place.MEASURING, Outcome.BLANK): OverlayKind.BLANK,
    (Place.MAP, Outcome.BLANK): OverlayKind.BLANK,
    (Place.ZONE, Outcome.BLANK): OverlayKind.BLANK,
    (Place.TRIAL, Outcome.BLANK): OverlayKind.BLANK,
    (Place.SORRY, Outcome.BLANK): OverlayKind.BLANK,
    (OverlayKind.ASKING, Outcome.STAY): RETURN,
    (OverlayKind.ASKING, Outcome.ABANDONED): Place.ATTRACT,
    (OverlayKind.ASKING, Outcome.TIME_UP): Place.FAREWELL,
    (OverlayKind.WAITING, Outcome.STAY): RETURN,
    (OverlayKind.WAITING, Outcome.TIME_UP): Place.FAREWELL,
    (OverlayKind.BLANK, Outcome.STAY): RETURN,
    (OverlayKind.BLANK, Outcome.TIME_UP): Place.FAREWELL,
    **{(place, Outcome.FAILED): Place.SORRY for place in Place},
}


def meant(at: At, outcome: Outcome, *, in_visit: bool, time_up: bool) -> Outcome:
    """What an outcome comes to: without a visit nothing goes on, and once the time is up, what would lead on inside the
    visit ends it."""
    if outcome is Outcome.GO_ON and not in_visit:
        return Outcome.NO_VISIT
    if time_up and TABLE.get((at, outcome)) in (Place.MAP, Place.ZONE) and leads(at, Outcome.TIME_UP):
        return Outcome.TIME_UP
    return outcome


def leads(at: At, outcome: Outcome) -> bool:
    """Whether the table has such a transition."""
    return (at, outcome) in TABLE


def following(at: At, outcome: Outcome) -> Target:
    """Where `outcome` leads. Raises KeyError when the table has no such transition."""
    return TABLE[at, outcome]


_EXITS: dict[Outcome, tuple[ZoneExit, VisitExit]] = {
    Outcome.TIME_UP: (ZoneExit.TIME_UP, VisitExit.TIME_UP),
    Outcome.ABANDONED: (ZoneExit.ABANDONED, VisitExit.ABANDONED),
    Outcome.IDLE: (ZoneExit.ABANDONED, VisitExit.ABANDONED),
}


def exits(outcome: Outcome) -> tuple[ZoneExit, VisitExit]:
    """How a zone was left, and how a visit ended, if that outcome was the reason."""
    return _EXITS.get(outcome, (ZoneExit.HOME, VisitExit.FINISHED))


_PAGE = """\
# The states of the hall

Written from the table in `kiosk/session/table.py` by `python -m kiosk.session.table`; a test holds the two together.
`asking`, `waiting` and `blank` lie over the screen they interrupt and return to exactly that; help, the guide's sheets
and a pause change nothing here. A visit that was abandoned waits behind `attract` for some minutes and may be taken up
where it was.

```mermaid
{diagram}
```
"""


def states_markdown() -> str:
    """`docs/states.md`: the table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> attract"]
    drawn = dict.fromkeys(at for at, _ in TABLE)
    lines += [f"    {at} : {at.word}" for at in (*Place, *OverlayKind) if at in drawn]
    for (at, outcome), target in TABLE.items():
        lines += [f"    {at} --> {back} : {outcome}" for back in (_beneath(at) if target == RETURN else [target])]
    return _PAGE.format(diagram="\n".join(lines))


def _beneath(at: At) -> list[At]:
    """The places that lie beneath: those an overlay is laid over; behind the waiting screen, where a visit was left."""
    if at is Place.ATTRACT:
        return [Place.MEASURING, Place.MAP, Place.ZONE, Place.TRIAL, Place.SORRY]
    return [place for (place, _), target in TABLE.items() if target is at]


if __name__ == "__main__":
    sys.stdout.write(states_markdown())
