"""“六个一律、八个凡是”区: fourteen tiles to turn over, the updated eight beside them, and a matching game."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.models.rule import Rule, Rules
from kiosk.core.events import ItemFinished, ItemOpened, QuestionAnswered
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import motion, scroller
from kiosk.parts.scroller import Scroll
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.six_eight_rules import game as matching
from kiosk.zones.six_eight_rules import turned, wall
from kiosk.zones.six_eight_rules.match import GENUINE, Game, answer, draw
from kiosk.zones.six_eight_rules.wall import EIGHT, SIX, Version, Wall

ZONE = "six_eight_rules"
GOAL_TILES = 6
"""Tiles turned over that make the zone done; so does one game played to its end."""
_TOP = Scroll()


@dataclass(frozen=True, slots=True)
class State:
    """The wall or the game, and a rule's card (its id, "" = none) open above either.

    `turn` (0-1) is how far the card has turned; `from_card` whether another card lay there before. `games` counts the
    games begun, so that each of a visit draws other situations from the visit's `seed`.
    """

    seed: int = 0
    place: Literal["wall", "game"] = "wall"
    version: Version = "classic"
    wall: Scroll = _TOP
    reading: Scroll = _TOP
    rule: str = ""
    turn: float = 1.0
    from_card: bool = False
    turned: tuple[str, ...] = ()
    game: Game | None = None
    games: int = 0
    finished: bool = False


class SixEightRules:
    """The scene."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.by_id = {rule.id: rule for rule in (*rules.six, *rules.eight, *rules.updated)}

    def start(self, visit: Visit) -> State:
        return State(seed=visit.seed)

    def touch(self, state: State, gesture: Gesture) -> Step[State]:
        moved = self._scrolled(state, gesture)
        if moved is not None:
            return Step(moved)
        if not isinstance(gesture, Tap):
            return Step(state)
        word, _, rest = gesture.target.partition("/")
        if word == "back":
            return self._back(state)
        if state.rule:
            return self._in_card(state, word)
        if state.place == "game":
            return self._in_game(state, word, rest)
        if word == "rule" and rest in self.by_id:
            return self._open(state, rest, from_card=False)
        if word == "version" and rest in ("classic", "updated"):
            version: Version = "classic" if rest == "classic" else "updated"
            return Step(replace(state, version=version))
        if word == "game":
            return Step(self._dealt(state) if state.game is None else replace(state, place="game", reading=_TOP))
        return Step(state)

    def tick(self, state: State, seconds: float) -> Step[State]:
        turn = motion.towards(state.turn, seconds)
        if self._on_wall(state):
            return Step(replace(state, turn=turn, wall=scroller.tick(state.wall, seconds)))
        return Step(replace(state, turn=turn, reading=scroller.tick(state.reading, seconds)))

    def due(self, state: State) -> float | None:
        if state.rule and state.turn < 1:
            return 0.0
        return scroller.due(state.wall if self._on_wall(state) else state.reading)

    def view(self, state: State, look: Look) -> list[Item]:
        if state.rule:
            share = 0.0 if look.still else 1 - 2 * motion.ease_out(state.turn)
            if share > 0 and state.turn < 1 and not state.from_card:
                return self._view_below(state, look, Wall(state.version, state.turned, state.rule, share))
            return self._view_card(state, look, 1.0 if look.still else abs(share))
        return self._view_below(state, look, Wall(state.version, state.turned))

    def page(self, state: State) -> str:
        if state.rule:
            return f"rule:{state.rule}"
        if state.place == "game" and state.game is not None:
            return "match:result" if state.game.over else f"match:{state.game.at + 1}"
        return "wall" if state.version == "classic" else "wall:updated"

    def goal(self, state: State) -> bool:
        return state.finished or len(state.turned) >= GOAL_TILES

    def _view_below(self, state: State, look: Look, shown: Wall) -> list[Item]:
        game = state.game
        if state.place == "game" and game is not None:
            if game.over:
                return matching.view_result(look, self.rules.situations, game, self.by_id, state.reading)
            situation = self.rules.situations[game.drawn[game.at]]
            return matching.view_round(look, situation, game, self.by_id, state.reading)
        onward = "接着配一配" if game is not None else "再配一局" if state.games else "情景配口诀"
        return wall.view(look, self.rules, shown, state.wall, onward)

    def _view_card(self, state: State, look: Look, share: float) -> list[Item]:
        row = self._row(state.rule)
        at = [r.id for r in row].index(state.rule)
        six = len(self.rules.six)
        group, index = (SIX, at) if at < six else (EIGHT, at - six)
        home = "回到口诀墙" if state.place == "wall" else "回到这一局"
        onward = "翻下一条" if at + 1 < len(row) else home
        return turned.view(look, row[at], group, index, len(row), at, state.reading, onward, share)

    def _row(self, rule: str) -> tuple[Rule, ...]:
        """The fourteen cards among which this one lies."""
        updated = any(r.id == rule for r in self.rules.updated)
        return (*self.rules.six, *(self.rules.updated if updated else self.rules.eight))

    def _on_wall(self, state: State) -> bool:
        return state.place == "wall" and not state.rule

    def _scrolled(self, state: State, gesture: Gesture) -> State | None:
        if self._on_wall(state):
            moved = scroller.touch(state.wall, gesture, "wall")
            return replace(state, wall=moved) if moved is not None else None
        moved = scroller.touch(state.reading, gesture, "read")
        return replace(state, reading=moved) if moved is not None else None

    def _back(self, state: State) -> Step[State]:
        if state.rule:
            return Step(replace(state, rule="", turn=1.0, reading=_TOP))
        if state.place == "game":
            over = state.game is not None and state.game.over
            return Step(replace(state, place="wall", game=None if over else state.game, reading=_TOP))
        return Step(state, leave="home")

    def _open(self, state: State, rule: str, from_card: bool) -> Step[State]:
        known = state.turned if rule in state.turned else (*state.turned, rule)
        from_card = from_card or state.place == "game"
        opened = replace(state, rule=rule, turn=0.0, from_card=from_card, turned=known, reading=_TOP)
        return Step(opened, (ItemOpened(ZONE, rule),))

    def _in_card(self, state: State, word: str) -> Step[State]:
        row = [r.id for r in self._row(state.rule)]
        at = row.index(state.rule)
        if word == "next" and at + 1 < len(row):
            return self._open(state, row[at + 1], from_card=True)
        if word == "previous" and at > 0:
            return self._open(state, row[at - 1], from_card=True)
        return self._back(state) if word == "next" else Step(state)

    def _dealt(self, state: State) -> State:
        """A new game on the table."""
        game = Game(draw(self.rules.situations, state.seed, state.games))
        return replace(state, place="game", game=game, games=state.games + 1, reading=_TOP)

    def _in_game(self, state: State, word: str, rest: str) -> Step[State]:
        game = state.game
        if game is None:
            return Step(state)
        if game.over:
            if word == "rule" and rest in self.by_id:
                return self._open(state, rest, from_card=True)
            if word == "again":
                return Step(self._dealt(state))
            return self._back(state) if word == "next" else Step(state)
        if word == "choice":
            return self._answered(state, game, rest)
        if word != "next" or not game.answered:
            return Step(state)
        onward = replace(state, game=replace(game, at=game.at + 1), reading=_TOP)
        if game.at + 1 < len(game.drawn):
            return Step(onward)
        return Step(replace(onward, finished=True), (ItemFinished(ZONE, "match"),))

    def _answered(self, state: State, game: Game, given: str) -> Step[State]:
        index = game.drawn[game.at]
        situation = self.rules.situations[index]
        if game.answered or given not in matching.choices(situation, self.by_id):
            return Step(state)
        event = QuestionAnswered(
            ZONE,
            f"situation-{index + 1}",
            situation.rule,
            "match",
            given == situation.rule,
            situation.rule == GENUINE,
            given != GENUINE,
            given,
        )
        return Step(replace(state, game=answer(game, given), reading=_TOP), (event,))

    def samples(self) -> Iterator[State]:
        """A state of every kind there is, for every rule and every situation, each reached by touching."""

        def tap(state: State, *targets: str) -> State:
            for target in targets:
                state = self.touch(state, Tap(target)).state
            return state

        first = self.start(Visit())
        for start in (first, tap(first, "version/updated")):
            yield start
            row = self._row(self.rules.updated[0].id if start.version == "updated" else self.rules.six[0].id)
            for rule in row:
                turning = tap(start, f"rule/{rule.id}")
                if rule in (row[0], row[-1]):
                    yield from (self.tick(turning, seconds).state for seconds in (0.0, 0.02, 0.1))
                yield self.tick(turning, motion.SECONDS).state
            yield tap(start, *(step for rule in row for step in (f"rule/{rule.id}", "back")))
        yield from self._sample_games(first)

    def _sample_games(self, state: State) -> Iterator[State]:
        """Games until every situation has been met: each before an answer and after every possible one."""
        met: set[int] = set()
        state = self.touch(state, Tap("game")).state
        while state.game is not None and len(met) < len(self.rules.situations):
            if set(state.game.drawn) <= met:
                return
            met |= set(state.game.drawn)
            right = state.games % 2 == 1
            while not state.game.over:
                situation = self.rules.situations[state.game.drawn[state.game.at]]
                yield state
                offered = matching.choices(situation, self.by_id)
                after = {c: self.touch(state, Tap(f"choice/{c}")).state for c in offered}
                yield from after.values()
                given = situation.rule if right else next(c for c in offered if c != situation.rule)
                state = self.touch(after[given], Tap("next")).state
                assert state.game is not None
            yield state
            state = self.touch(state, Tap("again")).state
