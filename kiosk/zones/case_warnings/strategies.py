"""The questions of the cases as bots meet them, which know nothing of scams."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.strategies import PlayedSet, Posed, play
from kiosk.zones.case_warnings.models import Case


def posed(case: Case) -> list[Posed]:
    """The questions of a case. Whoever chooses well may choose any good answer."""
    return [
        Posed(
            f"{case.id} 第{number}步",
            tuple(option.text for option in step.ask.options),
            frozenset(i for i, option in enumerate(step.ask.options) if option.good),
            said=step.phrase,
        )
        for number, step in enumerate(case.steps, 1)
        if step.ask
    ]


def place_of(item: str) -> tuple[str, int]:
    """The case's id and the index of the step in which a posed question stands."""
    case, _, step = item.partition(" 第")
    return case, int(step.removesuffix("步")) - 1


def cases_played(cases: Iterable[Case]) -> tuple[PlayedSet, ...]:
    """Every bot in the questions of all cases."""
    advice = "给错的选项也写上谨慎的话（“先核实再转”），对的写得短些"
    return (PlayedSet("案例里的提问", play([one for case in cases for one in posed(case)]), advice),)
