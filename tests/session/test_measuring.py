"""Which form comes first: one and the other in turn, whatever happens to the machine in between."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.core.events import MeasuringBegun, VisitStarted
from kiosk.core.live_forms import Alternation, FormsOfVisit
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import GroupKind, Phase, Programme, VisitMode
from kiosk.session.machine import Machine
from kiosk.session.visit_session import VisitSession
from kiosk.store.log import EventLog
from kiosk.store.query import rows_between, visits_measured
from tests.session.fakes import LIVE, Fake, hall, machine, tap

AB, BA = FormsOfVisit(LIVE.one, LIVE.other), FormsOfVisit(LIVE.other, LIVE.one)
AT = "2026-11-28T10:00:00.000+08:00"
GROUP = VisitStarted(12, GroupKind.COMMUNITY, (), VisitMode.GUIDED)


def session(begun: int = 0, **settings: int) -> VisitSession:
    names = iter(range(10_000))
    alternation = Alternation(LIVE.one, LIVE.other, begun)
    return VisitSession(hall(**settings), random.Random(1), lambda: f"v{next(names)}", alternation)


def visited(of: VisitSession, phases: tuple[Phase, ...]) -> FormsOfVisit | None:
    """A visit that begins those forms; which it met first."""
    of.admit(GROUP)
    assert of.visit is not None
    forms = of.visit.measured
    for phase in phases:
        assert forms is not None
        form = forms.of(phase)
        of.emit(MeasuringBegun(phase, form.id, form.items))
    of.forget()
    return forms


def test_one_form_comes_first_and_then_the_other() -> None:
    of = session()
    both = (Phase.BEFORE, Phase.AFTER)
    assert [visited(of, both) for _ in range(4)] == [AB, BA, AB, BA]
    assert [visited(session(begun), both) for begun in (3, 4)] == [BA, AB]


def test_a_visit_that_was_never_measured_takes_nobodys_turn() -> None:
    of = session()
    turns = [(), (Phase.BEFORE,), (), (), (Phase.AFTER,), ()]
    assert [visited(of, phases) for phases in turns] == [AB, AB, BA, BA, BA, AB]


def test_only_the_whole_visit_is_measured_and_only_where_the_hall_wants_it() -> None:
    assert visited(session(measuring=False), ()) is None
    m = machine(alternation=LIVE)
    m.visit_session.admit(GROUP)
    assert m.visit_session.visit is not None and m.visit_session.visit.measured == AB
    for programme in Programme:
        of = session()
        try:
            of.admit(VisitStarted(12, GroupKind.COMMUNITY, (), VisitMode.GUIDED, programme))
        except ValueError:  # this hall has no such visit
            continue
        assert of.visit is not None
        assert (of.visit.measured is not None) is (programme is Programme.FULL)


def test_looking_ahead_takes_nobodys_turn() -> None:
    m = machine(alternation=LIVE)
    tap(m, "leave/start", "lead/15")
    ahead = m.aside()
    ahead.visit_session.emit(MeasuringBegun(Phase.BEFORE, LIVE.one.id, LIVE.one.items))
    m.visit_session.forget()
    assert visited(m.visit_session, ()) == AB


def evening(data: Path, chance: random.Random, visits: int) -> int:
    """A hall that is opened, visited and killed at some moment; how many visits were begun. What was appended in the
    last moments may be lost, as after a kill -9."""
    of = session(visits_measured(data))
    log = EventLog.open(data, AT)
    held: list[Logged] = []
    done = 0
    names = iter(range(10_000))
    prefix = chance.getrandbits(40)

    def write(lost: bool) -> None:
        for logged in held[: chance.randrange(len(held) + 1)] if lost else held:
            log.append(logged._replace(at=chance.choice((AT, "1970-01-01T00:00:00.000+08:00"))))
        held.clear()

    for _ in range(visits):
        of.admit(GROUP)
        assert of.visit is not None and of.visit.measured is not None
        name = f"{prefix}-{next(names)}"
        done += 1
        for phase in chance.choice(((Phase.BEFORE, Phase.AFTER), (Phase.BEFORE,), (Phase.AFTER,), ())):
            form = of.visit.measured.of(phase)
            of.emit(MeasuringBegun(phase, form.id, form.items))
        of.forget()
        held += [logged._replace(visit=name) for logged in of.take() if isinstance(logged.event, MeasuringBegun)]
        if chance.random() < 0.1:
            write(lost=True)
            break
        write(lost=False)
    assert log.close()
    return done


def first_forms(data: Path) -> list[str]:
    """Of each visit that was measured the form that came first, in the order of the log."""
    found: dict[str, str] = {}
    for row in rows_between(data):
        event = row.event
        if isinstance(event, MeasuringBegun):
            other = LIVE.other.id if event.form == LIVE.one.id else LIVE.one.id
            found.setdefault(row.visit, event.form if event.phase is Phase.BEFORE else other)
    return list(found.values())


@pytest.mark.parametrize("seed", range(3))
def test_after_a_thousand_visits_and_many_kills_both_came_first_equally_often(seed: int, tmp_path: Path) -> None:
    chance, visits = random.Random(seed), 0
    while visits < 1000:
        visits += evening(tmp_path, chance, chance.randrange(1, 30))
    first = first_forms(tmp_path)
    assert len(first) > 600
    assert abs(first.count(LIVE.one.id) - first.count(LIVE.other.id)) <= 1
    assert all(one != other for one, other in pairwise(first)), "strictly in turn"


def test_a_log_in_which_nobody_was_measured_counts_none(tmp_path: Path) -> None:
    assert visits_measured(tmp_path / "nothing") == 0
    log = EventLog.open(tmp_path, AT)
    log.append(Logged("v", GROUP, AT))
    for phase in Phase:
        log.append(Logged("v", MeasuringBegun(phase, "2026Q4-A", ()), AT))
    assert log.close()
    assert visits_measured(tmp_path) == 1


def test_a_hall_without_the_page_leads_straight_to_the_zone() -> None:
    made = {name: Fake(name) for name in ("attract", "check_in", "map", "farewell", "sorry", "quiz")}
    m = Machine(hall(), lambda: made, (1920, 1080), random.Random(1), lambda: "v", alternation=LIVE)
    tap(m, "leave/start", "lead/15")
    assert m.zone == "quiz"
