"""The table of states decides, and nothing beside it: stories of the flow, and proof that each cell is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.core.events import VisitEnded, ZoneLeft
from kiosk.core.vocabulary import VisitExit, ZoneExit
from kiosk.session import flow, idle, table
from kiosk.session.machine import Machine
from kiosk.session.table import RETURN, TABLE, At, Outcome, OverlayKind, Place, Target, states_markdown
from tests.session.fakes import LIVE, TRIALS, Broken, enter, machine, tap

MINUTES, OVERRUN, IDLE, ANSWER = 10, 120, 60, 30
"""The limits of the hall of `fakes`: minutes of a visit, the rest in seconds."""


def keep_alive(m: Machine, seconds: float) -> None:
    """Time passes, and somebody touches what is nothing."""
    while seconds > 0:
        m.tick(min(20.0, seconds))
        seconds -= 20.0
        tap(m, "nothing")


def leave_alone(m: Machine, seconds: float) -> None:
    """Time passes, and nobody touches anything."""
    while seconds > 0:
        m.tick(min(5.0, seconds))
        seconds -= 5.0


def may_stand(m: Machine) -> float:
    """Seconds for which the screen may stand untouched: longer when there is something to read on it."""
    longest = idle.limit(m.view(), IDLE)
    assert longest is not None
    return longest


def silence(m: Machine) -> None:
    """Nobody touches anything for as long as the screen may stand."""
    leave_alone(m, may_stand(m))


def time_runs_out(m: Machine) -> None:
    """The visit's time is up, and a little of the overrun is gone."""
    assert m.visit_session.clock is not None
    keep_alive(m, m.visit_session.clock.left + 10)
    assert m.visit_session.up


def spent(m: Machine) -> float:
    assert m.visit_session.clock is not None
    return m.visit_session.clock.spent


def ends(m: Machine) -> list[VisitExit | ZoneExit]:
    """How zones were left and visits ended since the last look."""
    return [e.event.how for e in m.take() if isinstance(e.event, VisitEnded | ZoneLeft)]


# ------------------------------------------------------------ the stories
def from_the_first_touch_to_goodbye() -> None:
    m = machine()
    assert m.place is Place.ATTRACT
    tap(m, "leave/start")
    assert m.place is Place.CHECK_IN
    tap(m, "admit/15")
    assert m.place is Place.MAP
    tap(m, "leave/enter:quiz")
    assert (m.place, m.zone) == (Place.ZONE, "quiz")
    tap(m, "leave/home")
    assert m.place is Place.MAP
    tap(m, "leave/finish")
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.HOME, VisitExit.FINISHED]
    tap(m, "leave/home")
    assert m.place is Place.ATTRACT and m.visit_session.visit is None


def the_yellow_key_leads_from_zone_to_zone_and_from_the_last_to_the_map() -> None:
    m = machine()
    enter(m)
    tap(m, "leave/onward")
    assert (m.place, m.zone) == (Place.ZONE, "quiz")
    tap(m, "leave/onward")
    assert (m.place, m.zone) == (Place.ZONE, "message_board")
    tap(m, "leave/onward")
    assert m.place is Place.MAP
    assert ends(m) == [ZoneExit.HOME] * 3


def onward_leads_past_a_zone_that_is_closed() -> None:
    m = machine()
    enter(m)
    m.visit_session.close_zone("quiz", "planted")
    tap(m, "leave/onward")
    assert (m.place, m.zone) == (Place.ZONE, "message_board")


def onward_ends_the_visit_once_its_time_is_up() -> None:
    m = machine()
    enter(m)
    time_runs_out(m)
    tap(m, "leave/onward")
    assert m.place is Place.FAREWELL


def who_goes_again_before_checking_in() -> None:
    m = machine()
    tap(m, "leave/start", "leave/home")
    assert m.place is Place.ATTRACT


def time_is_up_on_the_map() -> None:
    m = machine()
    enter(m)
    tap(m, "leave/home")
    time_runs_out(m)
    tap(m, "leave/enter:quiz")
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.HOME, VisitExit.TIME_UP]


def time_is_up_in_a_zone() -> None:
    m = machine()
    enter(m)
    time_runs_out(m)
    assert m.place is Place.ZONE, "the screen in use may be finished"
    tap(m, "leave/home")
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.TIME_UP, VisitExit.TIME_UP]


def time_is_up_on_the_sorry_page() -> None:
    m = machine()
    enter(m)
    tap(m, "fail")
    time_runs_out(m)
    tap(m, "leave/go_on")
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.FAILED, VisitExit.TIME_UP]


def who_says_finish_after_the_time_has_finished() -> None:
    m = machine()
    enter(m)
    tap(m, "leave/home")
    time_runs_out(m)
    tap(m, "leave/finish")
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.HOME, VisitExit.FINISHED]


def a_zone_fails_and_the_visit_goes_on() -> None:
    m = machine()
    enter(m)
    tap(m, "fail")
    assert m.place is Place.SORRY
    tap(m, "leave/go_on")
    assert m.place is Place.MAP and m.visit_session.visit is not None


def the_map_fails() -> None:
    m = machine()
    tap(m, "leave/start", "admit/1", "fail")
    assert m.place is Place.SORRY


def check_in_fails_and_there_is_no_visit_to_go_on_with() -> None:
    m = machine()
    tap(m, "leave/start", "fail")
    assert m.place is Place.SORRY
    tap(m, "leave/go_on")
    assert m.place is Place.ATTRACT


def the_farewell_fails() -> None:
    m = machine()
    tap(m, "leave/start", "admit/1", "leave/finish", "fail")
    assert m.place is Place.SORRY


def attract_fails() -> None:
    m = machine()
    tap(m, "fail")
    assert m.place is Place.SORRY and "leave/go_on" in words_of_targets(m), "the usual sorry page, not the plainest"


def even_the_sorry_page_fails() -> None:
    m = machine({"sorry": Broken("sorry")})
    enter(m)
    tap(m, "fail")
    assert m.place is Place.SORRY
    tap(m, "go_on")
    assert m.place is Place.MAP


def nobody_checks_in() -> None:
    m = machine()
    tap(m, "leave/start")
    silence(m)
    assert (m.place, m.overlay) == (Place.CHECK_IN, OverlayKind.ASKING)
    tap(m, "frame/stay")
    assert (m.place, m.overlay) == (Place.CHECK_IN, None)


def a_free_group_is_asked_in_a_zone_and_answers() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "next")
    before = m.state
    silence(m)
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.ASKING)
    tap(m, "frame/stay")
    assert (m.place, m.overlay, m.state) == (Place.ZONE, None, before), "exactly there"


def a_guided_group_is_led_straight_into_the_first_zone() -> None:
    m = machine()
    tap(m, "leave/start", "lead/15")
    assert (m.place, m.zone) == (Place.ZONE, "case_warnings")


def where_no_zone_is_open_a_guided_group_stands_at_the_map() -> None:
    m = machine()
    for zone in [plan.id for plan in m.visit_session.zones]:
        m.visit_session.close_zone(zone, "")
    tap(m, "leave/start", "lead/15")
    assert m.place is Place.MAP


def a_free_group_is_asked_on_the_map_and_has_gone() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "leave/home")
    silence(m)
    assert (m.place, m.overlay) == (Place.MAP, OverlayKind.ASKING)
    leave_alone(m, ANSWER)
    assert m.place is Place.ATTRACT and m.keeps
    leave_alone(m, flow.KEPT_SECONDS)
    assert m.place is Place.ATTRACT and not m.keeps
    assert ends(m) == [ZoneExit.HOME, VisitExit.ABANDONED]


def a_free_group_comes_back_to_what_it_left() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "next")
    before = m.state
    silence(m)
    leave_alone(m, ANSWER)
    assert m.place is Place.ATTRACT
    tap(m, "leave/take_up")
    assert (m.place, m.zone, m.state) == (Place.ZONE, "case_warnings", before)
    assert ends(m) == []


def the_end_comes_while_a_free_group_is_asked() -> None:
    m = machine()
    enter(m, mode="free")
    time_runs_out(m)
    keep_alive(m, MINUTES * 60 + OVERRUN - spent(m) - may_stand(m) - 10)
    silence(m)
    assert m.overlay is OverlayKind.ASKING
    leave_alone(m, 9)
    assert m.overlay is OverlayKind.ASKING
    leave_alone(m, 1)
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.TIME_UP, VisitExit.TIME_UP]


def nobody_stands_at_the_farewell() -> None:
    m = machine()
    tap(m, "leave/start", "admit/1", "leave/finish")
    silence(m)
    assert m.place is Place.ATTRACT
    assert ends(m) == [VisitExit.FINISHED]


def nobody_stands_at_the_sorry_page() -> None:
    m = machine()
    enter(m, mode="free")
    tap(m, "fail")
    silence(m)
    assert m.place is Place.ATTRACT
    assert ends(m) == [ZoneExit.FAILED, VisitExit.ABANDONED]


def an_officer_talks_in_a_zone() -> None:
    m = machine()
    enter(m)
    tap(m, "next")
    before = m.state
    silence(m)
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.WAITING)
    tap(m, "next")
    assert (m.place, m.overlay, m.state) == (Place.ZONE, None, before)


def an_officer_talks_at_the_map() -> None:
    m = machine()
    tap(m, "leave/start", "admit/1")
    silence(m)
    assert (m.place, m.overlay) == (Place.MAP, OverlayKind.WAITING)


def an_officer_talks_past_the_end() -> None:
    m = machine()
    enter(m)
    leave_alone(m, MINUTES * 60 + OVERRUN - 5)
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.WAITING)
    leave_alone(m, 5)
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.TIME_UP, VisitExit.TIME_UP]


def an_officer_talks_at_the_sorry_page() -> None:
    m = machine()
    enter(m)
    tap(m, "fail")
    silence(m)
    assert (m.place, m.overlay) == (Place.SORRY, OverlayKind.WAITING)
    tap(m, "nothing", "leave/go_on")
    assert m.place is Place.MAP


def an_officer_darkens_the_screen_in_a_zone() -> None:
    m = machine()
    enter(m)
    tap(m, "next")
    before = m.state
    tap(m, "remote/blank")
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.BLANK)
    leave_alone(m, 200)
    assert m.overlay is OverlayKind.BLANK, "nobody is asked whether they are there"
    tap(m, "next")
    assert (m.place, m.overlay, m.state) == (Place.ZONE, None, before)


def an_officer_darkens_the_screen_at_the_map() -> None:
    m = machine()
    tap(m, "leave/start", "admit/1", "remote/blank")
    assert (m.place, m.overlay) == (Place.MAP, OverlayKind.BLANK)
    tap(m, "remote/unblank")
    assert (m.place, m.overlay) == (Place.MAP, None)


def an_officer_darkens_the_sorry_page() -> None:
    m = machine()
    enter(m)
    tap(m, "fail", "remote/blank")
    assert (m.place, m.overlay) == (Place.SORRY, OverlayKind.BLANK)
    tap(m, "nothing", "leave/go_on")
    assert m.place is Place.MAP


def the_screen_is_dark_past_the_end() -> None:
    m = machine()
    enter(m)
    tap(m, "remote/blank")
    leave_alone(m, MINUTES * 60 + OVERRUN - 5)
    assert (m.place, m.overlay) == (Place.ZONE, OverlayKind.BLANK)
    leave_alone(m, 5)
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.TIME_UP, VisitExit.TIME_UP]


def somebody_is_being_defrauded() -> None:
    m = machine()
    tap(m, "leave/start", "leave/dissuade", "next")
    assert (m.place, m.page()) == (Place.DISSUASION, "dissuasion:1") and m.visit_session.visit is None
    silence(m)
    assert (m.place, m.overlay) == (Place.DISSUASION, OverlayKind.ASKING)
    tap(m, "frame/stay")
    assert (m.place, m.page()) == (Place.DISSUASION, "dissuasion:1"), "nothing of what was touched is lost"
    tap(m, "leave/home")
    assert m.place is Place.ATTRACT
    assert ends(m) == []


def a_screen_that_stands_there_for_it_leads_straight_to_it_and_waits_again_when_they_have_gone() -> None:
    m = machine()
    tap(m, "leave/dissuade")
    assert m.place is Place.DISSUASION
    silence(m)
    leave_alone(m, ANSWER)
    assert (m.place, m.overlay) == (Place.ATTRACT, None)
    assert not m.keeps, "there was no visit to come back to"


def the_page_for_who_is_being_defrauded_fails() -> None:
    m = machine()
    tap(m, "leave/dissuade", "fail")
    assert m.place is Place.SORRY
    tap(m, "leave/go_on")
    assert m.place is Place.ATTRACT


def asked(way: str = "leave/home", mode: str = "admit") -> Machine:
    """A group that stayed in a zone; the hall asks it something before the next one opens."""
    for seed in range(60):
        m = machine(trials=TRIALS, seed=seed)
        enter(m, mode=mode)
        keep_alive(m, 40)
        tap(m, way, "leave/enter:quiz")
        if m.place is Place.TRIAL:
            return m
    raise AssertionError("nobody is ever asked")


def the_hall_asks_on_the_way_from_the_map_and_then_the_zone_opens() -> None:
    m = asked()
    assert m.zone == ""
    tap(m, "leave/enter:quiz")
    assert (m.place, m.zone) == (Place.ZONE, "quiz")
    assert ends(m) == [ZoneExit.HOME]


def the_hall_asks_on_the_way_from_zone_to_zone() -> None:
    for seed in range(60):
        m = machine(trials=TRIALS, seed=seed)
        enter(m)
        keep_alive(m, 40)
        tap(m, "leave/onward")
        if m.place is Place.TRIAL:
            break
    assert m.place is Place.TRIAL
    tap(m, "leave/enter:quiz")
    assert (m.place, m.zone) == (Place.ZONE, "quiz")
    assert ends(m) == [ZoneExit.HOME]


def the_zone_is_closed_while_the_hall_asks() -> None:
    m = asked()
    m.visit_session.close_zone("quiz", "planted")
    tap(m, "leave/enter:quiz")
    assert m.place is Place.MAP


def nobody_answers_what_the_hall_asks() -> None:
    m = asked(mode="free")
    silence(m)
    assert (m.place, m.overlay) == (Place.MAP, None)
    assert ends(m) == [ZoneExit.HOME], "the visit goes on"


def an_officer_talks_about_what_the_hall_asks() -> None:
    m = asked()
    before = m.state
    silence(m)
    assert (m.place, m.overlay) == (Place.TRIAL, OverlayKind.WAITING)
    tap(m, "nothing")
    assert (m.place, m.overlay, m.state) == (Place.TRIAL, None, before)


def an_officer_darkens_what_the_hall_asks() -> None:
    m = asked()
    before = m.state
    tap(m, "remote/blank")
    assert (m.place, m.overlay) == (Place.TRIAL, OverlayKind.BLANK)
    tap(m, "nothing")
    assert (m.place, m.overlay, m.state) == (Place.TRIAL, None, before)


def time_is_up_while_the_hall_asks() -> None:
    m = asked()
    time_runs_out(m)
    assert m.place is Place.TRIAL
    tap(m, "leave/enter:quiz")
    assert m.place is Place.FAREWELL
    assert ends(m) == [ZoneExit.HOME, VisitExit.TIME_UP]


def what_the_hall_asks_fails() -> None:
    m = asked()
    tap(m, "fail")
    assert m.place is Place.SORRY
    tap(m, "leave/go_on", "leave/enter:quiz")
    assert (m.place, m.zone) == (Place.ZONE, "quiz"), "nobody is asked twice in a row"


def admitted(mode: str = "lead") -> Machine:
    """A group that was just admitted where the effect of visits is measured."""
    m = machine(alternation=LIVE)
    tap(m, "leave/start", f"{mode}/15")
    assert m.place is Place.MEASURING and m.zone == ""
    return m


def a_group_that_is_led_on_is_asked_first_and_then_led_to_its_zone() -> None:
    m = admitted()
    tap(m, "leave/onward")
    assert (m.place, m.zone) == (Place.ZONE, "case_warnings")


def who_walks_alone_is_asked_first_and_then_sees_the_map() -> None:
    m = admitted("free")
    tap(m, "leave/home")
    assert m.place is Place.MAP
    tap(m, "leave/enter:quiz")
    assert m.place is Place.ZONE, "nobody is asked twice"


def nobody_answers_what_is_asked_first() -> None:
    m = admitted("free")
    silence(m)
    assert (m.place, m.overlay) == (Place.MEASURING, OverlayKind.ASKING)
    tap(m, "frame/stay")
    assert (m.place, m.overlay) == (Place.MEASURING, None)


def an_officer_talks_about_what_is_asked_first() -> None:
    m = admitted()
    before = m.state
    silence(m)
    assert (m.place, m.overlay) == (Place.MEASURING, OverlayKind.WAITING)
    tap(m, "nothing")
    assert (m.place, m.overlay, m.state) == (Place.MEASURING, None, before)


def an_officer_darkens_what_is_asked_first() -> None:
    m = admitted()
    before = m.state
    tap(m, "remote/blank")
    assert (m.place, m.overlay) == (Place.MEASURING, OverlayKind.BLANK)
    tap(m, "nothing")
    assert (m.place, m.overlay, m.state) == (Place.MEASURING, None, before)


def time_is_up_while_the_group_is_asked_first() -> None:
    m = admitted()
    time_runs_out(m)
    assert m.place is Place.MEASURING
    tap(m, "leave/onward")
    assert m.place is Place.FAREWELL
    assert ends(m) == [VisitExit.TIME_UP]


def what_is_asked_first_fails() -> None:
    m = admitted()
    tap(m, "fail")
    assert m.place is Place.SORRY
    tap(m, "leave/go_on", "leave/enter:quiz")
    assert (m.place, m.zone) == (Place.ZONE, "quiz")


def words_of_targets(m: Machine) -> set[str]:
    return {item.target for item in m.view()}


STORIES: tuple[Callable[[], None], ...] = (
    from_the_first_touch_to_goodbye,
    who_goes_again_before_checking_in,
    the_yellow_key_leads_from_zone_to_zone_and_from_the_last_to_the_map,
    onward_leads_past_a_zone_that_is_closed,
    onward_ends_the_visit_once_its_time_is_up,
    time_is_up_on_the_map,
    time_is_up_in_a_zone,
    time_is_up_on_the_sorry_page,
    who_says_finish_after_the_time_has_finished,
    a_zone_fails_and_the_visit_goes_on,
    the_map_fails,
    check_in_fails_and_there_is_no_visit_to_go_on_with,
    the_farewell_fails,
    attract_fails,
    even_the_sorry_page_fails,
    nobody_checks_in,
    a_free_group_is_asked_in_a_zone_and_answers,
    a_guided_group_is_led_straight_into_the_first_zone,
    where_no_zone_is_open_a_guided_group_stands_at_the_map,
    a_free_group_is_asked_on_the_map_and_has_gone,
    a_free_group_comes_back_to_what_it_left,
    the_end_comes_while_a_free_group_is_asked,
    nobody_stands_at_the_farewell,
    nobody_stands_at_the_sorry_page,
    an_officer_talks_in_a_zone,
    an_officer_talks_at_the_map,
    an_officer_talks_past_the_end,
    an_officer_talks_at_the_sorry_page,
    an_officer_darkens_the_screen_in_a_zone,
    an_officer_darkens_the_screen_at_the_map,
    an_officer_darkens_the_sorry_page,
    the_screen_is_dark_past_the_end,
    somebody_is_being_defrauded,
    a_screen_that_stands_there_for_it_leads_straight_to_it_and_waits_again_when_they_have_gone,
    the_page_for_who_is_being_defrauded_fails,
    the_hall_asks_on_the_way_from_the_map_and_then_the_zone_opens,
    the_hall_asks_on_the_way_from_zone_to_zone,
    the_zone_is_closed_while_the_hall_asks,
    nobody_answers_what_the_hall_asks,
    an_officer_talks_about_what_the_hall_asks,
    an_officer_darkens_what_the_hall_asks,
    time_is_up_while_the_hall_asks,
    what_the_hall_asks_fails,
    a_group_that_is_led_on_is_asked_first_and_then_led_to_its_zone,
    who_walks_alone_is_asked_first_and_then_sees_the_map,
    nobody_answers_what_is_asked_first,
    an_officer_talks_about_what_is_asked_first,
    an_officer_darkens_what_is_asked_first,
    time_is_up_while_the_group_is_asked_first,
    what_is_asked_first_fails,
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_story(story: Callable[[], None]) -> None:
    story()


# ------------------------------------------------------------ no cell is idle
@pytest.fixture(scope="module")
def read_by() -> dict[tuple[At, Outcome], list[Callable[[], None]]]:
    """The stories that go through each cell of the table as it is."""
    found: dict[tuple[At, Outcome], list[Callable[[], None]]] = {}

    def watched(at: At, outcome: Outcome) -> Target:
        cell = (at, outcome)
        if story not in found.setdefault(cell, []):
            found[cell].append(story)
        return table.following(at, outcome)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "following", watched)
        for story in STORIES:
            story()
    return found


@pytest.mark.parametrize("cell", TABLE, ids=lambda cell: "-".join(cell))
def test_another_target_in_this_cell_is_noticed(
    cell: tuple[At, Outcome],
    read_by: dict[tuple[At, Outcome], list[Callable[[], None]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others: list[Target | None] = [
        *Place,
        OverlayKind.ASKING,
        OverlayKind.WAITING,
        OverlayKind.BLANK,
        RETURN,
        None,
    ]
    unnoticed = []
    for other in others:
        if other == TABLE[cell]:
            continue
        with monkeypatch.context() as patch:
            kept = {at: target for at, target in TABLE.items() if at != cell}
            patch.setattr(table, "TABLE", kept if other is None else {**kept, cell: other})
            if not any(_fails(story) for story in read_by[cell]):
                unnoticed.append(other)
    assert unnoticed == []


def _fails(story: Callable[[], None]) -> bool:
    try:
        story()
    except Exception:
        return True
    return False


def test_the_diagram_in_the_docs_is_the_table() -> None:
    assert (Path(__file__).parents[2] / "docs" / "states.md").read_text("utf-8") == states_markdown()


def test_the_diagram_draws_every_cell_once_and_a_return_for_each_place_it_may_go_back_to() -> None:
    arrows = [line.strip() for line in states_markdown().splitlines() if "-->" in line]
    for (at, outcome), target in TABLE.items():
        drawn = [a for a in arrows if a.startswith(f"{at} --> ") and a.endswith(f" : {outcome}")]
        assert len(drawn) == (5 if target == RETURN else 1), (at, outcome)
    assert "asking --> dissuasion : stay" in arrows
    assert "waiting --> sorry : stay" in arrows and "asking --> check_in : stay" in arrows
