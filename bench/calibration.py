"""Does the report of the effect say what it may, and no more? `python -m bench calibration [HALLS]`.

Each row is a world in which the answer is known (`bench/population.py` draws it), played 1,000 times: how often the
report was right, and how often it has to be. Nothing here is a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bench.population import Season, Truths, items_of, quizzed, truths, visited
from kiosk.core.vocabulary import EffectVerdict, ItemTrouble
from kiosk.reports.effect import Effect, effect
from kiosk.reports.intervals import Estimate
from kiosk.reports.judgements import Judgement
from kiosk.reports.live_items import live_items
from kiosk.reports.quiz_items import quiz_items
from kiosk.simulate.people import Population

HALLS = 1000
SEED = 20261128
HEAD = "| world | how often | is | must be | holds |\n| --- | --- | ---: | ---: | --- |"
BANDS = 0.93, 0.97
"""Between which bands of 95 % must hold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How often something happened in a world, and from where to where it must lie (0 to 1)."""

    world: str
    what: str
    share: float
    wanted: tuple[float, float] = (0.0, 1.0)

    @property
    def holds(self) -> bool:
        least, most = self.wanted
        return least <= self.share <= most

    def __str__(self) -> str:
        least, most = self.wanted
        must = f"{least:.0%}–{most:.0%}" if least and most < 1 else f"≥ {least:.0%}" if least else f"≤ {most:.0%}"
        held = "—" if self.wanted == (0.0, 1.0) else "yes" if self.holds else "NO"
        return f"| {self.world} | {self.what} | {self.share:.1%} | {'' if held == '—' else must} | {held} |"


@dataclass(frozen=True, slots=True)
class World:
    """Halls of one kind, and how often the report must give which verdict there."""

    name: str
    season: Season
    population: Population = Population()
    verdicts: tuple[tuple[EffectVerdict, float, float], ...] = ()


BETTER, SUSPICIOUS, TOO_FEW = EffectVerdict.BETTER, EffectVerdict.MORE_SUSPICIOUS, EffectVerdict.TOO_FEW
NEVER_BETTER = ((BETTER, 0.0, 0.05),)
WORLDS = (
    World("no change, 10 groups", Season(10), verdicts=NEVER_BETTER),
    World("no change, 30 groups", Season(30), verdicts=NEVER_BETTER),
    World("no change, 90 groups", Season(90), verdicts=NEVER_BETTER),
    World("everybody's d′ up by 0.3, 30 groups", Season(30, effect=0.3), verdicts=((BETTER, 0.9, 1.0),)),
    World("criterion down by 0.4, 10 groups", Season(10, shift=0.4), verdicts=((SUSPICIOUS, 0.95, 1.0),)),
    World("d′ up by 0.6, 9 groups", Season(9, effect=0.6), verdicts=((TOO_FEW, 1.0, 1.0),)),
    World("no change, always form A first, 30 groups", Season(30, turned=False), verdicts=((TOO_FEW, 0.95, 1.0),)),
    World("no change, groups of 4 to 15, a third asked once", Season(30, people=0, once=1 / 3), verdicts=NEVER_BETTER),
    World("no change, 10 groups and 30 people alone", Season(10, alone=30), verdicts=NEVER_BETTER),
    World(
        "d′ up by 0.6, 30 people alone and no group", Season(0, alone=30, effect=0.6), verdicts=((TOO_FEW, 1.0, 1.0),)
    ),
    World("no change, moods (SD 0.3)", Season(30), Population(mood_sd=0.3), NEVER_BETTER),
    World("no change, items differ more (SD 1.0)", Season(30), Population(item_sd=1.0), NEVER_BETTER),
    World("no change, a third not sure", Season(30), Population(unsure=0.55), NEVER_BETTER),
    World("no change, criterion down by 0.4, 90 groups", Season(90, shift=0.4), verdicts=NEVER_BETTER),
)


def rows(halls: int = HALLS, worlds: tuple[World, ...] = WORLDS) -> Iterator[Finding]:
    """Every finding of every world, and what becomes of planted items."""
    for world in worlds:
        yield from findings(world, halls)
    yield from planted_in_forms(halls)
    yield from planted_in_the_quiz(max(1, halls // 10))


def findings(world: World, halls: int) -> Iterator[Finding]:
    """The verdicts of a world, and how often its bands hold what is true."""
    played = [_hall(world, number) for number in range(halls)]
    given = Counter(found.verdict for found, _ in played)
    for verdict, least, most in world.verdicts:
        yield Finding(world.name, verdict.word, given[verdict] / halls, (least, most))
    held: dict[str, list[bool]] = {}
    for found, true in played:
        for what, holds in _held(found, true):
            held.setdefault(what, []).append(holds)
    for what, all_held in held.items():
        yield Finding(world.name, f"band of {what} holds", sum(all_held) / len(all_held), BANDS)


def _hall(world: World, number: int) -> tuple[Effect, Truths]:
    chance = np.random.default_rng((SEED, number))
    truth, pull = items_of(world.season, world.population, chance)
    found = effect(visited(world.season, world.population, truth, pull, chance))
    return found, truths(world.season, world.population, truth, pull)


def _held(found: Effect, true: Truths) -> Iterator[tuple[str, bool]]:
    assert found.measured is not None
    measured = found.measured
    shares = (("识破率", measured.scams_found, true.scams), ("真事认得率", measured.genuine_known, true.genuine))
    yield "Δd′", _holds(measured.sensitivity_change, true.changes[0])
    yield "Δc", _holds(measured.criterion_change, true.changes[1])
    for name, share, (before, after, change) in shares:
        yield f"{name}'s change", _holds(share.difference, change)
        yield "both shares before", _holds(share.before, before)
        yield "both shares after", _holds(share.after, after)


def _holds(band: Estimate, true: float) -> bool:
    return band.lower <= true <= band.upper


OTHER_ITEM, EASY_ITEM, MOVED_ITEM = 0, 1, 2
"""The items that are planted in forms: marked the wrong way round, known to all, easier by a logit in the second
quarter."""
LOGIT = 0.6
"""About that many probit units are a logit in the middle of the scale."""


def planted_in_forms(halls: int) -> Iterator[Finding]:
    """Two quarters with the same forms and three bad items among twelve; what is said of them, and of the others."""
    season, population, planted = Season(30), Population(), (OTHER_ITEM, EASY_ITEM, MOVED_ITEM)
    named, others = Counter[str](), 0
    for number in range(halls):
        chance = np.random.default_rng((SEED, number))
        truth, pull = items_of(season, population, chance)
        pull[list(planted)] = 0.0, 2.2, 0.0
        earlier = _marked_wrong(visited(season, population, truth, pull, chance, "e"))
        pull[MOVED_ITEM] += LOGIT / population.scale
        later = _marked_wrong(visited(season, population, truth, pull, chance, "l"))
        for figures in live_items(later, earlier):
            at = int(figures.wording[1:])
            others += at not in planted
            for trouble in figures.troubles:
                named[f"{at if at in planted else 'other'} {trouble}"] += 1
    world = f"two quarters of {season.groups} groups"
    yield Finding(world, "item marked the wrong way round: named", named[f"{OTHER_ITEM} opposite"] / halls, (0.95, 1.0))
    known = named[f"{EASY_ITEM} everybody_knows"]
    yield Finding(world, "item that 99 of 100 get right: named", known / halls)
    yield Finding(world, "item that grew easier by a logit: named", named[f"{MOVED_ITEM} grew_easier"] / halls)
    for trouble in ItemTrouble:
        if count := named[f"other {trouble}"]:
            yield Finding(world, f"good item called {trouble}", count / others)


def _marked_wrong(rows: list[Judgement]) -> list[Judgement]:
    wrong = f"w{OTHER_ITEM}"
    return [replace(row, genuine=not row.genuine) if row.wording == wrong else row for row in rows]


def planted_in_the_quiz(quarters: int) -> Iterator[Finding]:
    """A bank of 40 items, 10 a form; the able get the first one wrong, and the second is harder for the old."""
    for takers in (240, 500, 1000, 2000):
        named: Counter[str] = Counter()
        for number in range(quarters):
            chance = np.random.default_rng((SEED, number))
            slopes, unfair = np.full(40, 0.9), np.zeros(40)
            slopes[0], unfair[1] = -0.9, 1.5
            difficulties = chance.normal(-0.8, 1.0, 40)
            difficulties[:2] = -0.8
            for figures in quiz_items(quizzed(takers, slopes, difficulties, chance, harder_for_seniors=unfair)):
                named.update(
                    f"{figures.wording if figures.wording in ('w0', 'w1') else ''} {t}" for t in figures.troubles
                )
        world = f"quiz, {takers // 4} answers an item"
        yield Finding(world, "item the able get wrong: named", named["w0 against_the_others"] / quarters)
        yield Finding(world, "item harder for those of 60: named", named["w1 harder_for_seniors"] / quarters)
        for trouble in ItemTrouble:
            if count := named[f" {trouble}"]:
                yield Finding(world, f"good item called {trouble}", count / 38 / quarters)
