"""When the hall asks something itself: by the seed, seldom, never of pupils alone, and the same in a replay."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.content.models.trials import Trial
from kiosk.core.events import Event, ItemOpened, TrialAnswered, ZoneLeft
from kiosk.core.vocabulary import AgeBand, Audience, GroupKind, OptionKind, VisitMode, ZoneExit
from kiosk.draw.items import targets
from kiosk.scene import Gesture, Tap, Visit
from kiosk.session import replay
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind, Place
from kiosk.session.trials import LEAST_SECONDS, STAY_SECONDS, been, due, plan
from tests.real_hall import content
from tests.real_hall import machine as real_hall
from tests.session.fakes import TRIALS, events, hall, machine, tap, trial, words_on
from tests.session.test_table import asked

GUIDED = Visit(mode=VisitMode.GUIDED, kind=GroupKind.COMMUNITY)
OPENED = ItemOpened("trial", "scam", "", False, "")


def stays(count: int, seconds: float = STAY_SECONDS, first: int = 0) -> tuple[Event, ...]:
    """So many zones one after the other, and how long the group was in each."""
    return tuple(ZoneLeft(f"zone{n}", seconds, False, ZoneExit.HOME) for n in range(first, first + count))


# ------------------------------------------------------------ what, and in which order
def test_in_two_hundred_visits_everything_is_asked_sometimes_and_both_truths_come_first() -> None:
    trials = content().trials
    chosen, first, gaps = Counter[str](), Counter[bool](), set[tuple[int, int]]()
    for seed in range(200):
        (early, one), (late, other) = plan(replace(GUIDED, seed=seed), trials)
        assert one.genuine is not other.genuine
        chosen.update((one.id, other.id))
        first[one.genuine] += 1
        gaps.add((early, late - early))
    assert {*chosen} == {t.id for t in trials} and min(chosen.values()) > 20
    assert 60 < first[True] < 140
    assert {early for early, _ in gaps} == {1, 2, 3} and {gap for _, gap in gaps} == {2, 3}


def test_the_same_seed_asks_the_same() -> None:
    visits = [replace(GUIDED, seed=77), replace(GUIDED, seed=77, seconds=900.0, done=("quiz",))]
    assert plan(visits[0], content().trials) == plan(visits[1], content().trials)


@pytest.mark.parametrize(
    ("ages", "mode", "asks"),
    [
        ((AgeBand.MINOR,), VisitMode.FREE, False),
        ((AgeBand.SENIOR, AgeBand.MINOR), VisitMode.FREE, False),
        ((AgeBand.MINOR,), VisitMode.GUIDED, True),
        ((AgeBand.YOUNG,), VisitMode.FREE, True),
        ((), VisitMode.FREE, True),
    ],
)
def test_pupils_are_asked_only_with_an_officer_beside_them(
    ages: tuple[AgeBand, ...], mode: VisitMode, asks: bool
) -> None:
    for seed in range(20):
        visit = Visit(ages=ages, mode=mode, seed=seed, events=stays(9))
        assert (due(visit, TRIALS) is not None) is asks


def test_what_is_not_for_an_audience_is_asked_of_others_only() -> None:
    trials = (
        trial("young", False, not_for=(Audience.SENIOR, Audience.SCHOOL)),
        trial("all", False),
        trial("real", True),
    )
    for kind, ages, meets in (
        (GroupKind.COMPANY, (), True),
        (GroupKind.SCHOOL, (), False),
        (GroupKind.COMMUNITY, (AgeBand.MIDDLE, AgeBand.SENIOR), False),
    ):
        visits = [Visit(kind=kind, ages=ages, seed=seed) for seed in range(40)]
        met = {t.id for visit in visits for _, t in plan(visit, trials)}
        assert met == ({"young", "all", "real"} if meets else {"all", "real"})


def test_where_only_one_truth_is_left_one_thing_is_asked() -> None:
    assert [len(plan(GUIDED, some)) for some in (TRIALS, TRIALS[:1], ())] == [2, 1, 0]


# ------------------------------------------------------------ when
def with_first_after(zones: int) -> Visit:
    """A visit whose first request comes after so many zones."""
    visits = (replace(GUIDED, seed=seed) for seed in range(60))
    return next(visit for visit in visits if plan(visit, TRIALS)[0][0] == zones)


@pytest.mark.parametrize("zones", [1, 2, 3])
def test_the_first_comes_after_as_many_zones_as_the_seed_says(zones: int) -> None:
    visit = with_first_after(zones)
    assert due(replace(visit, events=stays(zones - 1)), TRIALS) is None
    assert due(replace(visit, events=stays(zones)), TRIALS) == plan(visit, TRIALS)[0][1]


def test_who_only_looked_in_has_not_been_there() -> None:
    visit = with_first_after(1)
    assert due(visit, TRIALS) is None, "just checked in"
    assert due(replace(visit, events=stays(3, STAY_SECONDS - 0.1)), TRIALS) is None
    quick = ZoneLeft("quiz", 5.0, True, ZoneExit.HOME)
    assert due(replace(visit, events=(quick,)), TRIALS) is not None, "what it is for was reached"
    assert been((*stays(2), *stays(2))) == 2, "the same zones again are no others"


def test_the_second_comes_two_zones_later_at_least_however_late_the_first_was() -> None:
    visit = with_first_after(1)
    late = (*stays(7), OPENED)
    for more, comes in ((0, False), (1, False), (2, True)):
        found = due(replace(visit, events=(*late, *stays(more, first=7))), TRIALS)
        assert found == (plan(visit, TRIALS)[1][1] if comes else None)
    both = (*stays(3), OPENED, *stays(3, first=3), OPENED, *stays(3, first=6))
    assert due(replace(visit, events=both), TRIALS) is None, "there is no third"


def test_nobody_is_held_up_in_the_last_minutes() -> None:
    visit = replace(with_first_after(1), events=stays(4))
    assert due(replace(visit, seconds_left=LEAST_SECONDS), TRIALS) is not None
    assert due(replace(visit, seconds_left=LEAST_SECONDS - 1), TRIALS) is None


# ------------------------------------------------------------ in the hall
def rounds(m: Machine, seconds: float = 40.0) -> Iterator[str]:
    """The places where a group comes to that goes through the three zones from the map."""
    for zone in ("case_warnings", "quiz", "message_board"):
        tap(m, f"leave/enter:{zone}")
        yield m.place
        if m.place is Place.TRIAL:
            tap(m, "leave/enter:quiz")
        m.tick(seconds)
        tap(m, "nothing", "leave/home")
        yield m.place


def test_it_comes_between_two_zones_and_nowhere_else() -> None:
    seen = Counter[int]()
    for seed in range(40):
        m = machine(trials=TRIALS, seed=seed)
        tap(m, "leave/start", "admit/15")
        places = [*rounds(m)]
        assert places[0] is Place.ZONE and places[1::2] == [Place.MAP] * 3
        seen[places.count(Place.TRIAL)] += 1
    assert set(seen) == {0, 1}, "three zones are too few for two"


def test_one_line_in_zones_yaml_turns_it_off() -> None:
    given = hall()
    off = replace(given, hall=replace(given.hall, trials=False))
    for seed in range(20):
        m = machine(given=off, trials=TRIALS, seed=seed)
        tap(m, "leave/start", "admit/15")
        assert Place.TRIAL not in [*rounds(m)]


def test_who_looks_at_a_single_zone_is_asked_nothing() -> None:
    m = machine(trials=TRIALS)
    for zone in ("case_warnings", "quiz", "message_board"):
        m.put(Place.ZONE, zone)
        m.tick(60.0)
    assert m.place is Place.ZONE and not events(m, ItemOpened)


def test_what_was_shown_is_written_down_with_its_truth_and_wording_before_anybody_answers() -> None:
    m = asked()
    (shown,) = events(m, ItemOpened)
    assert isinstance(shown, ItemOpened) and shown.zone == "trial" and len(shown.wording) == 8
    known = {t.id: t for t in TRIALS}
    assert (shown.genuine, shown.type) == (known[shown.item].genuine, known[shown.item].type)


def test_the_officer_puts_it_away_from_the_sheet_and_nothing_is_answered() -> None:
    m = asked()
    assert "frame/back" not in targets(m.view()) and "frame/home" not in targets(m.view())
    tap(m, "frame/guide")
    assert "frame/back" in targets(m.view())
    tap(m, "frame/back")
    assert (m.place, m.overlay) == (Place.MAP, None)


def test_an_open_request_waits_with_a_visit_that_was_cut_off() -> None:
    m = asked()
    before, visit = m.state, m.visit_session.visit
    m.set_aside()
    assert m.place is Place.ATTRACT
    tap(m, "leave/take_up")
    assert (m.place, m.state, m.overlay) == (Place.TRIAL, before, None)
    assert m.visit_session.visit is not None and visit is not None and m.visit_session.visit.seed == visit.seed
    tap(m, "leave/enter:quiz")
    assert m.zone == "quiz"


def test_a_pause_lies_over_it_and_goes() -> None:
    m = asked()
    tap(m, "frame/guide", "frame/pause")
    assert (m.place, m.overlay) == (Place.TRIAL, OverlayKind.PAUSED)
    tap(m, "frame/resume")
    assert (m.place, m.overlay) == (Place.TRIAL, None)


# ------------------------------------------------------------ in the real hall
class Walk:
    """A group in the real hall that goes from zone to zone, with a recording of it."""

    def __init__(self, m: Machine) -> None:
        self.m, self.entries = m, list[Any]()

    def do(self, *words: str) -> None:
        for word in words:
            gesture: Gesture = Tap(word)
            self.entries.append(gesture)
            self.m.touch(gesture)

    def wait(self, seconds: float) -> None:
        self.entries.append(replay.tick_record(seconds))
        self.m.tick(seconds)

    def through(self, ages: str = "senior", mode: str = "guided") -> None:
        """All nine zones from the map, with whatever the hall asks on the way."""
        self.do("start", "people/12", "kind/family")
        shown = targets(self.m.view())
        self.do(*(w for w in shown if w.startswith("ages/") and bool(shown[w].on) != (w == f"ages/{ages}")))
        self.do(f"mode/{mode}", "next")
        if self.m.place is Place.ZONE:
            self.do("frame/home")
        for zone in [zone.id for zone in self.m.visit_session.zones]:
            self.do(f"zone/{zone}")
            if self.m.place is Place.TRIAL:
                self.do("reply/take", "next")
            assert self.m.zone == zone
            self.wait(61.0)
            self.do("nothing", "frame/home")


def test_a_walk_through_nine_zones_is_asked_twice_and_a_replay_the_same() -> None:
    walk = Walk(real_hall(random.Random(11)))
    walk.through()
    start = replay.start_record(walk.m)
    logged = [e.event for e in walk.m.take()]
    answers = [e for e in logged if isinstance(e, TrialAnswered)]
    assert sorted((e.genuine, e.kind) for e in answers) == [(False, OptionKind.RISKY), (True, OptionKind.SAFE)]
    again = real_hall(replay.SameChance(start["seed"]))
    assert [e.event for e in replay.play(again, walk.entries)] == logged


@pytest.mark.parametrize(
    ("ages", "mode", "count"), [("minor", "free", 0), ("minor", "guided", 2), ("middle", "free", 2)]
)
def test_who_walks_through_the_hall_is_asked(ages: str, mode: str, count: int) -> None:
    walk = Walk(real_hall(random.Random(4)))
    walk.through(ages, mode)
    assert sum(isinstance(e.event, TrialAnswered) for e in walk.m.take()) == count


def test_the_officer_puts_it_away_the_zone_opens_and_the_farewell_still_says_so() -> None:
    walk = Walk(real_hall(random.Random(11)))
    m = walk.m
    walk.do("start", "people/12", "kind/company", "mode/guided", "next")
    for _ in range(9):
        walk.wait(61.0)
        walk.do("nothing", "frame/home", "next")
        if m.place is Place.TRIAL:
            break
    assert m.place is Place.TRIAL
    wanted, page = m.state.zone, m.page()
    walk.do("frame/guide")
    assert m.overlay is OverlayKind.GUIDE and m.page().startswith(page)
    walk.do("frame/back")
    assert (m.place, m.zone, m.overlay) == (Place.ZONE, wanted, None)
    assert not events(m, TrialAnswered)
    walk.do("frame/home", "finish", "finish")
    assert m.page() == "farewell:trials" and "没来得及答" in words_on(m)


def test_every_kind_of_audience_is_asked_both_ways() -> None:
    for kind in GroupKind:
        for ages in ((), (AgeBand.SENIOR,), (AgeBand.MIDDLE,)):
            visit = Visit(kind=kind, ages=ages)
            assert {t.genuine for t in _possible(visit)} == {True, False}


def _possible(visit: Visit) -> list[Trial]:
    visits = (replace(visit, seed=seed) for seed in range(40))
    return [t for one in visits for _, t in plan(one, content().trials)]
