"""Which words of a scenario are spoken, by whom, and how they reach the ear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kiosk.core.speech import ROLE_OF, Role, Utterance, Way
from kiosk.core.vocabulary import Device
from kiosk.zones.vr_experience.models import Node, Say, Scenario, Voice
from kiosk.zones.vr_experience.transcript import said_by, words_of

_ON_THE_LINE = frozenset({Device.RING, Device.CALL, Device.VIDEO, Device.SHARE})
_READ = frozenset({Device.SMS, Device.BROWSER, Device.BANK, Device.INSTALL})
"""What stands there to be read is read out by the narrator."""


def spoken_line(say: Say, node: Node) -> Utterance:
    """The words of a sentence; a form is read out row by row."""
    words = words_of(say)
    match say.who:
        case Voice.NOTE | Voice.THOUGHT | Voice.ME:
            return Utterance(words, Role.NARRATOR)
        case Voice.BESIDE:
            return Utterance(words, ROLE_OF[say.figure])
        case Voice.THEM if node.device in _READ and not say.speaker:
            return Utterance(words, Role.NARRATOR)
        case Voice.THEM:
            figure = say.figure if say.speaker else node.figure
            return Utterance(words, ROLE_OF[figure], Way.PHONE if node.device in _ON_THE_LINE else Way.ROOM)
        case _:
            assert_never(say.who)


def interjection(say: Say) -> Utterance:
    """What somebody says who comes in when stop was rightly called."""
    return Utterance(say.text, ROLE_OF[say.figure])


def lines_of(scenarios: Iterable[Scenario]) -> Iterator[Utterance]:
    """Every line of every scenario."""
    for scenario in scenarios:
        yield interjection(said_by(scenario.stopped))
        for node in scenario.nodes:
            if node.stopped is not None:
                yield interjection(said_by(node.stopped))
            for say in node.says:
                yield spoken_line(say, node)
