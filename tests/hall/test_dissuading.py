"""当场劝阻 as somebody meets it who is being defrauded: three touches, their own story, the number to call."""

from __future__ import annotations

from itertools import product

import pytest

from kiosk.core.events import DissuasionShown
from kiosk.core.pace import CHARACTERS_A_MINUTE
from kiosk.draw.items import Text, targets
from kiosk.draw.look import Look
from kiosk.hall.dissuading import Dissuading, DissuasionState
from kiosk.scene import Step, Tap, Visit
from tests.real_hall import content

LOADED = content()
assert LOADED.dissuasion is not None
WORDS = LOADED.dissuasion
SCENE = Dissuading(WORDS, LOADED.shared.cases, LOADED.shared.type_icons)
LOOK = Look()
WAYS = [(who.id, asks.id) for who, asks in product(WORDS.who, WORDS.asks)]


def taps(*words: str) -> tuple[Step[DissuasionState], list[object]]:
    step: Step[DissuasionState] = Step(SCENE.start(Visit()))
    events: list[object] = []
    for word in words:
        if word != "back":
            assert word in targets(SCENE.view(step.state, LOOK))
        step = SCENE.touch(step.state, Tap(word))
        events += step.events
    return step, events


def said(state: DissuasionState) -> str:
    return "".join("".join(i.lines) for i in SCENE.view(state, LOOK) if isinstance(i, Text))


def test_three_touches_lead_to_the_sentence_two_cases_and_the_number() -> None:
    step, events = taps("fact/service", "fact/share", "fact/still_here")
    assert events == [DissuasionShown(("service", "share", "still_here"), "refund", tuple(SCENE.nearest(step.state)))]
    shown = said(step.state)
    assert "96110" in shown and "真退款原路退回" in shown
    assert all(LOADED.shared.cases[name].title in shown for name in SCENE.nearest(step.state))


@pytest.mark.parametrize(("money", "number"), [("still_here", "96110"), ("about_to", "96110"), ("gone", "110")])
def test_where_the_money_is_gone_the_first_call_is_110(money: str, number: str) -> None:
    near = taps("fact/police", "fact/transfer", f"fact/{money}")[0].state
    call = SCENE.touch(near, Tap("next")).state
    for shown in (said(near), said(call)):
        assert number in shown
    if money == "gone":
        assert "先打110" in said(call) and "96110" not in said(call)
    else:
        assert "先别转" in said(call)


@pytest.mark.parametrize(("who", "asks"), WAYS)
def test_every_way_ends_with_two_cases_and_a_sentence_of_its_own_kind(who: str, asks: str) -> None:
    state = taps(f"fact/{who}", f"fact/{asks}", "fact/gone")[0].state
    nearest = SCENE.nearest(state)
    assert len(nearest) == len(set(nearest)) == 2
    kind = SCENE.kind(state)
    named = next(fact for fact in WORDS.who if fact.id == who)
    assert kind in named.types, "whom they say they are counts most"
    assert SCENE.sentence(state) != WORDS.otherwise


def test_the_nearest_case_is_of_the_kind_where_one_is_published() -> None:
    kinds = {kind for case in LOADED.shared.cases.values() for kind in case.types}
    met = 0
    for who, asks in WAYS:
        state = taps(f"fact/{who}", f"fact/{asks}", "fact/gone")[0].state
        kind = SCENE.kind(state)
        if kind in kinds:
            met += 1
            assert kind in LOADED.shared.cases[SCENE.nearest(state)[0]].types
    assert met > len(WAYS) / 2


def test_back_takes_one_answer_back_and_from_the_first_page_home() -> None:
    assert taps("back")[0].leave == "home"
    step, events = taps("fact/police", "fact/cash", "back", "fact/transfer", "fact/gone", "back", "back", "back")
    assert step.state == SCENE.start(Visit())
    assert [event.facts for event in events if isinstance(event, DissuasionShown)] == [("police", "transfer", "gone")]
    near = taps("fact/police", "fact/cash", "fact/gone")[0].state
    again = SCENE.touch(SCENE.touch(near, Tap("next")).state, Tap("back")).state
    assert again == near, "from the call back to the cases, nothing forgotten"


def test_it_is_read_in_three_minutes() -> None:
    slowest = min(CHARACTERS_A_MINUTE.values())
    for who, asks in WAYS:
        pages = [SCENE.start(Visit())]
        for word in (f"fact/{who}", f"fact/{asks}", "fact/gone", "next"):
            pages.append(SCENE.touch(pages[-1], Tap(word)).state)
        characters = sum(len(said(page)) for page in pages)
        assert characters * 1.25 / slowest <= 3.0
    assert len(pages) == 5, "three touches, and two pages to read"


def test_after_the_call_the_hall_waits_again() -> None:
    assert taps("fact/boss", "fact/transfer", "fact/about_to", "next", "next")[0].leave == "home"
