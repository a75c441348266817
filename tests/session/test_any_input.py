"""Random taps, waits and failures: no group too large, no time exceeded in silence, nothing that cannot go on."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.core.events import ItemOpened, TimeUp, VisitEnded, VisitStarted, ZoneEntered, ZoneLeft
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import VisitExit, VisitMode
from kiosk.draw.items import targets
from kiosk.scene import Drag, Stroke, Tap
from kiosk.session.clock import EXTEND_MINUTES_MOST
from kiosk.session.frame import PREFIX
from kiosk.session.table import Place
from kiosk.session.trials import been
from tests.session.fakes import TRIALS, machine


class AnyHall(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.m = machine(trials=TRIALS)
        self.logged: list[Logged] = []
        self.in_visit = 0.0

    @rule(data=st.data())
    def tap_what_is_shown(self, data: st.DataObject) -> None:
        shown = sorted(targets(self.m.view()))
        self.m.touch(Tap(data.draw(st.sampled_from(shown))))

    @rule(word=st.sampled_from(["admit/16", "admit/15", "free/15", "fail", "next", "leave/finish", "frame/stay", "x"]))
    def tap_anything(self, word: str) -> None:
        self.m.touch(Tap(word))

    @rule(word=st.sampled_from(["next", "frame/home", PREFIX + "sheet"]), dy=st.floats(-500, 500))
    def drag_and_draw(self, word: str, dy: float) -> None:
        self.m.touch(Drag(word, "move", 0.0, dy, extent=100.0))
        self.m.touch(Stroke(word, (1.0, 2.0), True))

    @rule(seconds=st.sampled_from([0.016, 1.0, 20.0, 45.0, 70.0, 200.0]))
    def wait(self, seconds: float) -> None:
        if self.m.visit_session.visit is not None and self.m.place is not Place.FAREWELL:
            self.in_visit += seconds
        self.m.tick(seconds)

    @rule(minutes=st.floats(0, 40))
    def staff_extend(self, minutes: float) -> None:
        self.m.extend_visit(minutes)

    @rule()
    def turn_the_panel(self) -> None:
        self.m.resize((1080, 1920))

    @precondition(lambda self: self.m.visit_session.visit is None)
    @rule()
    def between_visits(self) -> None:
        self.in_visit = 0.0

    @invariant()
    def the_hall_holds(self) -> None:
        if not hasattr(self, "m"):
            return
        m = self.m
        items, page, due = m.view(), m.page(), m.due()
        assert items, "something is always shown"
        self.logged += m.take()
        assert m.view() is items and m.page() == page and m.due() == due and m.take() == [], "looking changes nothing"
        assert due is None or due >= 0
        if m.visit_session.visit is None:
            self.in_visit = 0.0
        elif m.place not in (Place.FAREWELL, Place.SORRY):  # the sorry page may stand over the farewell
            limits = m.limits
            most = (limits.visit_minutes + EXTEND_MINUTES_MOST + limits.pause_minutes) * 60 + limits.overrun_seconds
            assert self.in_visit <= most + 200, "a visit ends, whatever is touched"
            clock = m.visit_session.clock
            assert clock is not None
            if clock.spent > clock.limit:
                assert any(isinstance(e.event, TimeUp) and e.visit == m.visit_session.visit.id for e in self.logged)
            assert clock.spent <= clock.limit + limits.overrun_seconds + 200

    @invariant()
    def the_hall_asks_seldom_and_never_in_a_row(self) -> None:
        visit = self.m.visit_session.visit if hasattr(self, "m") else None
        if visit is None:
            return
        asked = [n for n, e in enumerate(visit.events) if isinstance(e, ItemOpened) and e.zone == "trial"]
        assert len(asked) <= 2
        for before, place in zip((0, *asked), asked, strict=False):
            assert been(visit.events[:place]) >= been(visit.events[:before]) + 1, "a zone lies in between"

    @invariant()
    def the_log_makes_sense(self) -> None:
        if not hasattr(self, "m"):
            return
        started = [e for e in self.logged if isinstance(e.event, VisitStarted)]
        assert all(1 <= e.event.people <= 15 for e in started)  # type: ignore[union-attr]
        assert len({e.visit for e in started}) == len(started)
        guided = {e.visit for e in started if e.event.mode is VisitMode.GUIDED}  # type: ignore[union-attr]
        abandoned = {
            e.visit for e in self.logged if isinstance(e.event, VisitEnded) and e.event.how is VisitExit.ABANDONED
        }
        assert not guided & abandoned, "nobody throws an officer out"
        ended = [e.visit for e in self.logged if isinstance(e.event, VisitEnded)]
        assert len(ended) == len(set(ended)) and set(ended) <= {e.visit for e in started}
        entered = sum(isinstance(e.event, ZoneEntered) for e in self.logged)
        left = sum(isinstance(e.event, ZoneLeft) for e in self.logged)
        waiting = {e.visit for e in started} - set(ended) if self.m.keeps else set()
        assert entered - left - (self.m.place is Place.ZONE) in ((0, 1) if waiting else (0,)), "or it waits in a zone"

    def teardown(self) -> None:
        if not hasattr(self, "m"):
            return
        limits = self.m.limits
        for _ in range(int(limits.visit_minutes + EXTEND_MINUTES_MOST + limits.pause_minutes) + 20):
            self.m.tick(60.0)
        assert self.m.place is Place.ATTRACT, "left alone, the hall always comes back to its beginning"


TestAnyHall = AnyHall.TestCase
TestAnyHall.settings = settings(max_examples=120, stateful_step_count=60, deadline=None)
