"""A made talk for the tests of 劝一劝: three turns, in each of which one asks, one pushes and one shames."""

from __future__ import annotations

from kiosk.core.vocabulary import AdviceOutcome, Audience, Counsel, Silhouette
from kiosk.zones.scam_types.dialogue import Advice, AdviceChoice, AdviceEnd, AdviceTurn

ENDS = {
    False: (AdviceOutcome.HEARD, AdviceOutcome.THINKING, AdviceOutcome.SHUT),
    True: (AdviceOutcome.TAKEN_UP, AdviceOutcome.REFUSED),
}


ELDERS = (Audience.SENIOR, Audience.COMMUNITY)


def choice(counsel: Counsel, turn: int, last: bool = False) -> AdviceChoice:
    name = f"{counsel.value}{turn}"
    reply = "" if last else f"回{name}"
    return AdviceChoice(f"说{name}", counsel, f"因为{name}", reply, id=counsel.value.replace("_", "-"))


def talk_about(genuine: bool = False, name: str = "granny", audiences: tuple[Audience, ...] = ELDERS) -> Advice:
    """0 asks (in the last two turns: gives a step), 1 pushes (of something genuine: turns it away), 2 shames."""
    away = Counsel.TURNS_AWAY if genuine else Counsel.PUSHES
    turns = tuple(
        AdviceTurn(
            f"turn{n}",
            (
                choice(Counsel.STEP if n else Counsel.ASKS, n, n == 2),
                choice(away, n, n == 2),
                choice(Counsel.SHAMES, n, n == 2),
            ),
            "不想说了" if n == 1 else "",
        )
        for n in range(3)
    )
    ends = tuple(AdviceEnd(one, f"最后{one.value}", f"后来{one.value}，打96110。") for one in ENDS[genuine])
    return Advice(
        id=name,
        order=1,
        title=f"{name}的门",
        type="police",
        genuine=genuine,
        figure=Silhouette.OLD_WOMAN,
        who="刘奶奶",
        scene="她攥着存折要出门。",
        opening="公安来电话了。",
        turns=turns,
        ends=ends,
        audiences=audiences,
    )
