"""Every state of the guided path and of the matching game, reached by touching: what tests look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kiosk.parts import motion
from kiosk.scene import Scene, Tap
from kiosk.zones.six_eight_rules.game import choices
from kiosk.zones.six_eight_rules.genuine import CHOICES
from kiosk.zones.six_eight_rules.match import MatchGame
from kiosk.zones.six_eight_rules.models import Rule, Situation
from kiosk.zones.six_eight_rules.pages import ChantPage, MatchRoundPage, SixEightRulesState

Zone = Scene[SixEightRulesState]


def path_states(zone: Zone, rules: Mapping[str, Rule]) -> Iterator[SixEightRulesState]:
    """The path with every rhyme there is on it, before the bell and after; the things, and what is real."""
    path = tuple(rules)
    state = SixEightRulesState(ChantPage(path[0]), path=path)
    yield zone.touch(zone.touch(state, Tap("next")).state, Tap("more")).state
    while isinstance(state.page, ChantPage):
        struck = zone.touch(state, Tap("next")).state
        card = zone.tick(zone.touch(struck, Tap("more")).state, motion.SECONDS).state
        yield from (state, struck, card, zone.touch(card, Tap("more")).state)
        state = zone.touch(struck, Tap("next")).state
    yield state
    yield zone.touch(state, Tap(f"rule/{path[-1]}")).state
    asked = zone.touch(state, Tap("next")).state
    yield asked
    yield from (zone.touch(asked, Tap(f"answer/{truth}")).state for truth, _, _ in CHOICES)
    asked = zone.touch(replace(state, people=15), Tap("next")).state
    touched = zone.touch(asked, Tap(f"answer/{CHOICES[0][0]}")).state
    counted = zone.touch(zone.touch(touched, Tap("hands/0/7")).state, Tap("hands/1/5")).state
    yield from (asked, touched, counted)
    yield from (zone.touch(before, Tap("next")).state for before in (asked, touched, counted))


def game_states(
    zone: Zone,
    state: SixEightRulesState,
    rules: Mapping[str, Rule],
    asked: Callable[[SixEightRulesState, MatchGame], Situation],
) -> Iterator[SixEightRulesState]:
    """Games until every situation has been met: each before an answer and after every possible one."""
    met: set[int] = set()
    state = zone.touch(state, Tap("game")).state
    while isinstance(state.page, MatchRoundPage) and not set(state.page.game.drawn) <= met:
        met |= set(state.page.game.drawn)
        right = state.games % 2 == 1
        while isinstance(state.page, MatchRoundPage):
            situation = asked(state, state.page.game)
            yield state
            offered = choices(situation, rules)
            after = {c: zone.touch(state, Tap(f"choice/{c}")).state for c in offered}
            yield from after.values()
            given = situation.rule if right else next(c for c in offered if c != situation.rule)
            state = zone.touch(after[given], Tap("next")).state
        yield state
        state = zone.touch(state, Tap("again")).state
