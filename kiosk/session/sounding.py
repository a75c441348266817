"""What is heard round a scene: its own sounds, the page that turns, notices; softer or silent as visitors wish.

Devices play this list and nothing else. So whatever takes a scene off the screen takes its sounds off the air.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.core.events import (
    AdviceEnded,
    Event,
    MessageLeft,
    QuestionAnswered,
    ScenarioEnded,
    SceneStopped,
    VisitStarted,
)
from kiosk.core.vocabulary import AdviceOutcome, Ending, Setting
from kiosk.draw.items import Sound
from kiosk.session.frame import Shown
from kiosk.session.overlay_sheets import AskingSheet, BlankPage, Sheet, WaitingLine

SOFT_GAIN = 0.4
"""What is left where visitors asked for less."""


def of(event: Event) -> str:
    """What answers an event; "" where nothing does."""
    match event:
        case QuestionAnswered() | SceneStopped():
            return "right" if event.right else "wrong"
        case ScenarioEnded():
            return _ENDINGS[event.ending]
        case AdviceEnded():
            return _OUTCOMES[event.outcome]
        case VisitStarted():
            return "stamp"
        case MessageLeft():
            return "glass"
        case _:
            return ""


_ENDINGS = {
    Ending.LOSS: "think",
    Ending.NEAR: "notice",
    Ending.SAFE: "money_saved",
    Ending.MISSED_GENUINE: "wrong",
    Ending.FOUND_GENUINE: "money_saved",
}
_OUTCOMES = {
    AdviceOutcome.HEARD: "right",
    AdviceOutcome.THINKING: "notice",
    AdviceOutcome.SHUT: "think",
    AdviceOutcome.TAKEN_UP: "right",
    AdviceOutcome.REFUSED: "think",
}


def sounds(
    shown: Shown,
    page: str,
    sheet: Sheet | None,
    scene: Sequence[Sound],
    answer: tuple[str, int],
    aloud: Sequence[Sound] = (),
    waits: bool = False,
) -> list[Sound]:
    """What is to be heard in that frame, on that page, under that sheet, while the `scene` sounds as it says. `answer`
    is what answered the last event, and its number in the visit. Under a sheet, and while the scene `waits` for what is
    read `aloud`, nothing goes on but the room; what was heard once is not heard again afterwards."""
    under = waits or (sheet is not None and not isinstance(sheet, WaitingLine))
    heard = [sound for sound in scene if not under or sound.channel == "ambience" or _once(sound)]
    if isinstance(sheet, BlankPage):
        heard = [replace(sound, gain=0.0) for sound in heard]
    if answer[0]:
        heard.append(Sound(name=answer[0], key=f"answer {answer[1]}"))
    if not shown.bare:  # where nobody is, no device is held ready for a finger
        heard.append(Sound(name="touch", pressed=True))
        heard.append(Sound(name="page", key=f"{shown.title}:{page}"))
    if shown.notice:
        heard.append(Sound(name="notice", key=shown.notice))
    if isinstance(sheet, AskingSheet | WaitingLine):
        heard.append(Sound(name="notice", key="asking"))
    heard += aloud
    if shown.volume is not None:  # in silence all goes on: what is over then is not heard when sound comes back
        share = SOFT_GAIN if shown.volume is Setting.SOFT else 0.0
        heard = [replace(sound, gain=sound.gain * share) for sound in heard]
    return heard


def _once(sound: Sound) -> bool:
    return sound.channel == "effect" and not sound.loop
