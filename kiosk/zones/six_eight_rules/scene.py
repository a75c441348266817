"""“六个一律、八个凡是”区: fourteen tiles to turn over, the updated eight beside them, and a matching game."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.content.wording_hash import wording_of
from kiosk.core.audience import first_for
from kiosk.core.events import ItemFinished, ItemOpened, QuestionAnswered
from kiosk.core.speech import Recording
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.parts import motion, scroller
from kiosk.parts.entrance import NEXT_ZONE, ONWARD
from kiosk.parts.hands import judging, nobody_yet
from kiosk.parts.speech import Speech, speech
from kiosk.scene import Gesture, Step, Tap, Visit
from kiosk.zones.six_eight_rules import board, chant, genuine, turned, versions, wall
from kiosk.zones.six_eight_rules import game as matching
from kiosk.zones.six_eight_rules.aloud import said_of
from kiosk.zones.six_eight_rules.genuine import asked_at_the_end
from kiosk.zones.six_eight_rules.match import MatchGame, answer, dealt, draw
from kiosk.zones.six_eight_rules.models import (
    MATCH,
    NO_RULE,
    ZONE,
    Rule,
    RuleGroup,
    Rules,
    RulesVersion,
    Situation,
    all_rules,
)
from kiosk.zones.six_eight_rules.pages import (
    ChantPage,
    GenuinePage,
    MatchResultPage,
    MatchRoundPage,
    RuleCardPage,
    RulesWallPage,
    SixEightRulesState,
    ThingsPage,
    scrolled,
    up,
)
from kiosk.zones.six_eight_rules.sampling import game_states, path_states
from kiosk.zones.six_eight_rules.wall import RuleWall

GOAL_TILES = 6
"""Tiles turned over that make the zone done; so does one game played to its end."""
LEAD_SECONDS = 0.5
"""Before a rhyme is said: the card has turned, or the bell has struck."""
_MATCHING = ("情景配口诀", "配口诀")
"""What the way to the game is called; where type is large."""
USUAL = ("six-1", "six-6", "eight-1")
"""The rhymes on the guided path where neither the hall nor the rhymes say for whom: the card, the safe account, the
transfer. For others so many take their place."""


class SixEightRulesScene:
    """The scene. `recording` gives that of a rhyme; `guided` are the rhymes on the path, `piece` the picture of the
    bell ("": none)."""

    def __init__(
        self,
        rules: Rules,
        recording: Recording = lambda line: None,
        guided: Sequence[str] = (),
        piece: str = "",
    ) -> None:
        self.rules, self.piece = rules, piece
        self._recording = recording
        self.by_id = {rule.id: rule for rule in all_rules(rules)}
        self._guided = tuple(rule for rule in guided if rule in self.by_id)
        self.asked = asked_at_the_end(rules.situations)

    def start(self, visit: Visit) -> SixEightRulesState:
        state = SixEightRulesState(seed=visit.seed, people=judging(visit))
        path = self._guided or self._path(visit)
        return replace(state, page=ChantPage(path[0]), path=path) if visit.led else state

    def _path(self, visit: Visit) -> tuple[str, ...]:
        """The rhymes for who came first, of the classic ones: those everybody says together."""
        usual = [self.by_id[rule] for rule in USUAL]
        chosen = first_for(visit.audiences, dict.fromkeys([*usual, *self.rules.six, *self.rules.eight]))
        return tuple(rule.id for rule in chosen[: len(USUAL)])

    def touch(self, state: SixEightRulesState, gesture: Gesture) -> Step[SixEightRulesState]:
        moved = scrolled(state, gesture)
        if moved is not None:
            return Step(moved)
        if not isinstance(gesture, Tap):
            return Step(state)
        word, _, rest = gesture.target.partition("/")
        if word == "back":
            return up(state)
        page = state.page
        match page:
            case RulesWallPage():
                return self._on_wall(state, page, word, rest)
            case MatchRoundPage():
                return self._in_round(state, page, word, rest)
            case MatchResultPage():
                return self._on_result(state, page, word, rest)
            case RuleCardPage():
                return self._in_card(state, page, word)
            case ChantPage():
                return self._chanting(state, page, word)
            case ThingsPage():
                return self._among_things(state, word, rest)
            case GenuinePage():
                return self._at_the_end(state, page, gesture.target)
        assert_never(page)

    # ------------------------------------------------------------ the guided path
    def _chanting(self, state: SixEightRulesState, page: ChantPage, word: str) -> Step[SixEightRulesState]:
        if word == "bell" or (word == "next" and not page.strikes):
            return Step(replace(state, page=replace(page, strikes=page.strikes + 1, heard=0.0)))
        if word == "more":
            return Step(replace(state, page=RuleCardPage(page.rule, page, from_tile=False)))
        return self._onward(state, page) if word == "next" else Step(state)

    def _onward(self, state: SixEightRulesState, page: ChantPage) -> Step[SixEightRulesState]:
        """The rhyme has been said; the next one opens, after the last the things."""
        met = self._met(state, page.rule)
        if page.chosen or state.at + 1 == len(state.path):
            return Step(replace(met.state, page=ThingsPage(), finished=True), met.events)
        at = state.at + 1
        return Step(replace(met.state, page=ChantPage(state.path[at]), at=at), met.events)

    def _among_things(self, state: SixEightRulesState, word: str, rest: str) -> Step[SixEightRulesState]:
        if word == "rule" and rest in self.by_id:
            return Step(replace(state, page=ChantPage(rest, chosen=True)))
        if word != "next":
            return Step(state)
        if self.asked is None:
            return Step(state, leave=ONWARD)
        hands = nobody_yet(state.people, len(genuine.CHOICES))
        return Step(replace(state, page=state.left or GenuinePage(self.asked, hands=hands)))

    def _at_the_end(self, state: SixEightRulesState, page: GenuinePage, target: str) -> Step[SixEightRulesState]:
        if page.shown:
            return Step(state, leave=ONWARD if target == "next" else "")
        step = genuine.after(page, target)
        return Step(replace(state, page=step.state), step.events)

    def tick(self, state: SixEightRulesState, seconds: float) -> Step[SixEightRulesState]:
        page = state.page
        match page:
            case RulesWallPage(whole=False):
                return Step(replace(state, wall=scroller.tick(state.wall, seconds)))
            case RulesWallPage() | MatchRoundPage() | MatchResultPage():
                return Step(replace(state, page=replace(page, reading=scroller.tick(page.reading, seconds))))
            case RuleCardPage():
                turn, reading = motion.towards(page.turn, seconds), scroller.tick(page.reading, seconds)
                heard = page.heard + seconds
                return Step(replace(state, page=replace(page, turn=turn, reading=reading, heard=heard)))
            case ChantPage():
                heard = page.heard + seconds if page.strikes else 0.0
                return Step(replace(state, page=replace(page, heard=heard)))
            case ThingsPage() | GenuinePage():
                return Step(state)
        assert_never(page)

    def due(self, state: SixEightRulesState) -> float | None:
        page = state.page
        match page:
            case RulesWallPage(whole=False):
                return scroller.due(state.wall)
            case RulesWallPage() | MatchRoundPage() | MatchResultPage():
                return scroller.due(page.reading)
            case RuleCardPage():
                if page.turn < 1:
                    return 0.0
                waits = (scroller.due(page.reading), self._rhyme(page.rule).due(page.heard))
                return min((wait for wait in waits if wait is not None), default=None)
            case ChantPage():
                return self._rhyme(page.rule).due(page.heard) if page.strikes else None
            case ThingsPage() | GenuinePage():
                return None
        assert_never(page)

    def view(self, state: SixEightRulesState, look: Look) -> list[Item]:
        page = state.page
        match page:
            case RulesWallPage(whole=True):
                return versions.view(look, self.rules, state.version, page.reading)
            case RulesWallPage():
                return self._view_wall(state, page, look, RuleWall(state.version, state.turned))
            case MatchRoundPage():
                situation = self._situation(state, page.game)
                return matching.view_round(look, situation, page.game, self.by_id, page.reading)
            case MatchResultPage():
                return matching.view_result(look, self.rules.situations, page.game, self.by_id, page.reading)
            case RuleCardPage():
                said = self._rhyme(page.rule).sounds(page.heard, page.rule)
                return [*self._view_card(state, page, look), *said]
            case ChantPage():
                onward = "下一句" if not page.chosen and state.at + 1 < len(state.path) else "挑一件念"
                items = chant.view(look, self.by_id[page.rule], self.piece, page.strikes, onward)
                key = f"{page.rule}/{page.strikes}"
                return [*items, *(self._rhyme(page.rule).sounds(page.heard, key) if page.strikes else ())]
            case ThingsPage():
                onward = NEXT_ZONE if self.asked is None else "最后一问"
                return board.view(look, self.rules.six, self.rules.eight, state.turned, onward)
            case GenuinePage():
                return genuine.view(look, page, self.rules.genuine_picture)
        assert_never(page)

    def _rhyme(self, rule: str) -> Speech:
        """The rhyme as it is said for all to say after."""
        line = said_of(self.by_id[rule])
        return speech([self._recording(line)], [len(line.words)], LEAD_SECONDS)

    def page(self, state: SixEightRulesState) -> str:
        page = state.page
        match page:
            case RulesWallPage(whole=True):
                return "wall:more"
            case RulesWallPage():
                return "wall" if state.version is RulesVersion.CLASSIC else f"wall:{state.version}"
            case MatchRoundPage():
                return f"match:{page.game.at + 1}"
            case MatchResultPage():
                return "match:result"
            case RuleCardPage():
                return f"rule:{page.rule}:more" if page.whole else f"rule:{page.rule}"
            case ChantPage():
                return f"chant:{page.rule}{':said' if page.strikes and not page.chosen else ''}"
            case ThingsPage():
                return "things"
            case GenuinePage():
                return f"genuine:{page.situation.id}"
        assert_never(page)

    def goal(self, state: SixEightRulesState) -> bool:
        return state.finished or len(state.turned) >= GOAL_TILES

    def _view_wall(self, state: SixEightRulesState, page: RulesWallPage, look: Look, shown: RuleWall) -> list[Item]:
        onward = "接着配一配" if page.waiting is not None else "再配一局" if state.games else _MATCHING[look.large]
        return wall.view(look, self.rules, shown, state.wall, onward)

    def _view_card(self, state: SixEightRulesState, page: RuleCardPage, look: Look) -> list[Item]:
        share = 0.0 if look.still else 1 - 2 * motion.ease_out(page.turn)
        if share > 0 and page.turn < 1 and page.from_tile and isinstance(page.below, RulesWallPage):
            turning = RuleWall(state.version, state.turned, page.rule, share)
            return self._view_wall(state, page.below, look, turning)
        shown = 1.0 if look.still else abs(share)
        row = self._row(page.rule)
        at = [r.id for r in row].index(page.rule)
        six = len(self.rules.six)
        group, index = (RuleGroup.SIX, at) if at < six else (RuleGroup.EIGHT, at - six)
        card = turned.RuleCard(row[at], group, index, at > 0 and not isinstance(page.below, ChantPage))
        match page.below:
            case ChantPage():
                onward = "接着念"
            case _ if at + 1 < len(row):
                onward = "翻下一条"
            case RulesWallPage():
                onward = "回到口诀墙"
            case _:
                onward = "回到这一局"
        return turned.view(look, card, page.whole, page.reading, onward, shown)

    def _row(self, rule: str) -> tuple[Rule, ...]:
        """The fourteen cards among which this one lies."""
        updated = any(r.id == rule for r in self.rules.updated)
        return (*self.rules.six, *(self.rules.updated if updated else self.rules.eight))

    def _on_wall(
        self, state: SixEightRulesState, page: RulesWallPage, word: str, rest: str
    ) -> Step[SixEightRulesState]:
        version = next((version for version in RulesVersion if version == rest), None)
        if page.whole:
            if word != "next" and version is None:
                return Step(state)
            return Step(replace(state, version=version or state.version, page=RulesWallPage(page.waiting)))
        if word == "more":
            return Step(replace(state, page=replace(page, whole=True)))
        if word == "rule" and rest in self.by_id:
            return self._open(state, RuleCardPage(rest, page, from_tile=True))
        if word == "game":
            return Step(
                self._dealt(state) if page.waiting is None else replace(state, page=MatchRoundPage(page.waiting))
            )
        return Step(state)

    def _open(self, state: SixEightRulesState, card: RuleCardPage) -> Step[SixEightRulesState]:
        met = self._met(state, card.rule)
        return Step(replace(met.state, page=card), met.events)

    def _met(self, state: SixEightRulesState, rule: str) -> Step[SixEightRulesState]:
        known = state.turned if rule in state.turned else (*state.turned, rule)
        subject = Subject(ZONE, rule, "", None, wording_of(self.by_id[rule]))
        return Step(replace(state, turned=known), (ItemOpened(*subject),))

    def _in_card(self, state: SixEightRulesState, page: RuleCardPage, word: str) -> Step[SixEightRulesState]:
        if word == "more" and not page.whole:
            return Step(replace(state, page=replace(page, whole=True, turn=1.0)))
        if isinstance(page.below, ChantPage):
            return self._onward(state, page.below) if word == "next" else Step(state)
        row = [r.id for r in self._row(page.rule)]
        at = row.index(page.rule)
        if word == "next" and at + 1 < len(row):
            return self._open(state, RuleCardPage(row[at + 1], page.below, from_tile=False))
        if word == "previous" and at > 0:
            return self._open(state, RuleCardPage(row[at - 1], page.below, from_tile=False))
        return up(state) if word == "next" else Step(state)

    def _dealt(self, state: SixEightRulesState) -> SixEightRulesState:
        """A new game on the table."""
        game = MatchGame(draw(self.rules.situations, state.seed, state.games))
        return replace(state, page=MatchRoundPage(game), games=state.games + 1)

    def _in_round(
        self, state: SixEightRulesState, page: MatchRoundPage, word: str, rest: str
    ) -> Step[SixEightRulesState]:
        game = page.game
        if word == "choice":
            return self._answered(state, game, rest)
        if word != "next" or not game.answered:
            return Step(state)
        onward = replace(game, at=game.at + 1)
        if not onward.over:
            return Step(replace(state, page=MatchRoundPage(onward)))
        subject = Subject(ZONE, MATCH, "", None, wording_of(self.rules.situations))
        return Step(replace(state, page=MatchResultPage(onward), finished=True), (ItemFinished(*subject),))

    def _on_result(
        self, state: SixEightRulesState, page: MatchResultPage, word: str, rest: str
    ) -> Step[SixEightRulesState]:
        if word == "rule" and rest in self.by_id:
            return self._open(state, RuleCardPage(rest, MatchResultPage(page.game), from_tile=False))
        if word == "again":
            return Step(self._dealt(state))
        return up(state) if word == "next" else Step(state)

    def _answered(self, state: SixEightRulesState, game: MatchGame, given: str) -> Step[SixEightRulesState]:
        situation = self._situation(state, game)
        if game.answered or given not in matching.choices(situation, self.by_id):
            return Step(state)
        subject, right = genuine.subject(situation), given == situation.rule
        event = QuestionAnswered(*subject, QuestionForm.MATCH, given, right, given != NO_RULE)
        return Step(replace(state, page=MatchRoundPage(answer(game, given))), (event,))

    def _situation(self, state: SixEightRulesState, game: MatchGame) -> Situation:
        """What is asked now, as it stands on the screen."""
        return dealt(self.rules.situations[game.drawn[game.at]], state.seed)

    def samples(self) -> Iterator[SixEightRulesState]:
        """A state of every kind there is, for every rule and every situation, each reached by touching."""

        def tap(state: SixEightRulesState, *targets: str) -> SixEightRulesState:
            for target in targets:
                state = self.touch(state, Tap(target)).state
            return state

        first = self.start(Visit())
        yield tap(first, "more")
        for start in (first, tap(first, "more", f"version/{RulesVersion.UPDATED}")):
            yield start
            row = self._row(self.rules.six[0].id if start == first else self.rules.updated[0].id)
            for rule in row:
                turning = tap(start, f"rule/{rule.id}")
                if rule in (row[0], row[-1]):
                    yield from (self.tick(turning, seconds).state for seconds in (0.0, 0.02, 0.1))
                yield self.tick(turning, motion.SECONDS).state
            yield tap(start, *(step for rule in row for step in (f"rule/{rule.id}", "back")))
        yield tap(first, f"rule/{self.rules.six[0].id}", "more")
        yield from path_states(self, self.by_id)
        yield tap(first, "game", "back")
        yield from game_states(self, first, self.by_id, self._situation)
