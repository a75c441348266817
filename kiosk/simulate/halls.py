"""A season of a played hall, written into a log that says of itself that nobody was there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from random import Random

from kiosk.content.loaded import Loaded
from kiosk.core.live_forms import quarter_of
from kiosk.core.logged import SIMULATED, Logged
from kiosk.core.vocabulary import AgeBand, GroupKind
from kiosk.session.machine import Machine
from kiosk.simulate.people import Learned, Population, group_of, pull_of
from kiosk.simulate.visits import SimulatedVisit
from kiosk.store.log import EventLog
from kiosk.store.query import halls_noted, rows_between, visits_measured
from kiosk.wiring import Places, live_forms, make_machine, screen_of
from kiosk.zones.quiz.live_items import bank_of
from kiosk.zones.quiz.models import ZONE as QUIZ

PIXELS = (1920, 1080)
VISITS_A_DAY, FIRST_HOUR, MINUTES_APART = 8, 9, 55
_HERE = timezone(timedelta(hours=8))
KINDS = (GroupKind.SCHOOL, GroupKind.COMMUNITY, GroupKind.COMPANY)
AGES = (AgeBand.SENIOR, AgeBand.MIDDLE, AgeBand.YOUNG)


class RealRecords(ValueError):
    """The data folder holds what real people did: nothing is played into it."""


class NothingMeasured(ValueError):
    """The content gives no live forms, or the hall wants none."""


class PlayedAlready(ValueError):
    """The data folder holds this very season."""


@dataclass(frozen=True, slots=True)
class PlayedSeason:
    """What is played from the `first` day on: `groups` of so many `people`, and people `alone` between them."""

    groups: int
    people: int
    alone: int
    learned: Learned
    seed: int
    first: date
    population: Population = Population()


def play(
    loaded: Loaded, places: Places, season: PlayedSeason, progress: Callable[[int], None] = lambda number: None
) -> None:
    """Play the season into the data folder of `places`; its records are those of the hall 模拟.

    The same content and seed give the same visits. Raises RealRecords and PlayedAlready, UnreadableLogError,
    AlreadyOpenError, OSError, and NothingMeasured.
    """
    assert places.data is not None and loaded.hall is not None
    _refuse(places.data, season)
    played = replace(loaded, hall=replace(loaded.hall, hall=replace(loaded.hall.hall, hall_id=SIMULATED)))
    log = EventLog.open(places.data, _at(season, 0).isoformat(), *screen_of(played))
    try:
        for number, visit in enumerate(_visits(played, places, season)):
            begun = _at(season, number)
            for seconds, logged in visit:
                at = (begun + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
                log.append(logged._replace(at=at))
            progress(number + 1)
    finally:
        if not log.close():
            raise OSError(f"{places.data}：记录没有写全")


def _refuse(data: Path, season: PlayedSeason) -> None:
    if halls_noted(data) - {SIMULATED}:
        raise RealRecords(str(data))
    if any(row.visit == _name(season, 1) for row in rows_between(data, season.first, season.first)):
        raise PlayedAlready(str(data))


def _visits(loaded: Loaded, places: Places, season: PlayedSeason) -> Iterator[Iterator[tuple[float, Logged]]]:
    """The visits in their order, each to be played before the next; people alone are spread among the groups."""
    chance, numbers = Random(season.seed), count(1)
    bank, population = bank_of(loaded.zones[QUIZ].items), season.population
    begun = visits_measured(places.data) if places.data is not None else 0
    machine, quarter = None, ""

    def pull(wording: str) -> float:
        return pull_of(population, wording, season.seed)

    for number, led in enumerate(_order(season)):
        day = _at(season, number).date()
        if machine is None or quarter_of(day) != quarter:
            quarter = quarter_of(day)
            machine = _machine(loaded, places, day, begun, chance, lambda: _name(season, next(numbers)))
        people = group_of(population, season.people if led else 1, chance)
        moods = chance.gauss(0, population.mood_sd), chance.gauss(0, population.mood_sd)
        visit = SimulatedVisit(machine, bank, pull, people, season.learned, moods, population.unsure, chance)
        begun += 1
        yield visit.led(chance.choice(KINDS)) if led else visit.alone(chance.choice(AGES))


def _machine(
    loaded: Loaded, places: Places, day: date, begun: int, chance: Random, names: Callable[[], str]
) -> Machine:
    """The hall with the live forms of that day's quarter, after so many visits."""
    forms = live_forms(loaded, places, day)
    if forms is None:
        raise NothingMeasured
    return make_machine(loaded, places, PIXELS, chance, names, forms.alternation(begun))


def _order(season: PlayedSeason) -> list[bool]:
    """Who comes when: True for a group."""
    marks = [(i / season.groups, True) for i in range(season.groups)]
    marks += [((i + 0.5) / season.alone, False) for i in range(season.alone)]
    return [led for _, led in sorted(marks, key=lambda mark: mark[0])]


def _at(season: PlayedSeason, number: int) -> datetime:
    """When a visit begins, numbered from 0."""
    day, slot = divmod(number, VISITS_A_DAY)
    morning = datetime(season.first.year, season.first.month, season.first.day, FIRST_HOUR, tzinfo=_HERE)
    return morning + timedelta(days=day, minutes=slot * MINUTES_APART)


def _name(season: PlayedSeason, number: int) -> str:
    """A visit's id, from which anybody sees that it was none."""
    return f"simulated-{season.first:%Y%m%d}-{season.seed}-{number:04d}"
