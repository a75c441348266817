"""What an officer can order from afar: all of it, only while it is possible, and recorded as touches are."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kiosk.content.models.hall import Hall, RemoteSettings
from kiosk.core.events import (
    HandsCounted,
    IdleAnswered,
    VisitEnded,
    VisitExtended,
    VisitPaused,
    VisitResumed,
    ZoneEntered,
    ZoneExtended,
)
from kiosk.draw.items import targets
from kiosk.session.conducting import Lead, words_on, yellow_key
from kiosk.session.handset import Access
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind, Place
from tests.real_hall import machine as real_machine
from tests.session.fakes import TRIALS, ZONES, enter, events, hall, machine, tap
from tests.session.fakes import words_on as all_words
from tests.session.test_table import asked as asked_by_the_hall

TIME = {Lead.PAUSE, Lead.EXTEND, Lead.SKIP, Lead.BLANK}


def conductable() -> Hall:
    given = hall()
    return replace(given, hall=replace(given.hall, remote=RemoteSettings(on=True)))


def order(m: Machine, *words: str) -> None:
    tap(m, *(f"remote/{word}" for word in words))


def test_without_a_visit_nothing_can_be_ordered() -> None:
    m = machine()
    assert m.orders() == ()
    order(m, *Lead, "zone/quiz")
    assert m.place is Place.ATTRACT and m.take() == []
    tap(m, "leave/start")
    assert m.orders() == ()
    tap(m, "admit/1", "leave/finish")
    assert m.place is Place.FAREWELL and m.orders() == ()


def test_the_yellow_key_is_touched_wherever_it_stands() -> None:
    m = machine()
    enter(m)
    assert {*m.orders()} == {Lead.NEXT, Lead.BACK, *TIME, "zone/quiz", "zone/message_board"}
    order(m, "next")
    assert m.state.number == 1
    tap(m, "frame/help")
    assert Lead.NEXT in m.orders() and Lead.BACK not in m.orders(), "the sheet's own yellow key closes it"
    order(m, "next")
    assert m.overlay is None and m.state.number == 1
    order(m, "back")
    assert m.place is Place.MAP


def test_a_real_page_is_left_by_the_key_that_is_yellow_on_it() -> None:
    m = real_machine(random.Random(3))
    tap(m, "start", "people/4", "kind/family", "mode/guided", "next", "frame/home")
    assert words_on(m.view(), yellow_key(m.view(), m.look)) == "去这里"
    order(m, "next")
    assert m.zone == "case_warnings" and words_on(m.view(), "next") == "开始"
    order(m, "next", "next")
    assert words_on(m.view(), yellow_key(m.view(), m.look)) == "看答案", "a group need not be counted"
    assert words_on(m.view(), "nothing") == ""
    for zone in m.visit_session.zones:
        m.visit_session.leave(zone.id, "home", True)  # type: ignore[arg-type]
    order(m, "zone/quiz")
    assert m.place is Place.TRIAL, "the hall asks something on the way"
    order(m, "zone/quiz", "back")
    assert m.place is Place.MAP and words_on(m.view(), yellow_key(m.view(), m.look)) == "结束参观"
    order(m, "next")
    assert m.place is Place.FAREWELL


def test_a_question_to_one_person_is_for_that_person_and_has_no_yellow_key() -> None:
    m = real_machine(random.Random(3))
    tap(m, "start", "people/1", "kind/visitor", "mode/guided", "next", "frame/home")
    order(m, "next", "next", "next")
    assert ":ask" in m.page() and yellow_key(m.view(), m.look) == "" and Lead.NEXT not in m.orders()
    assert not [word for word in m.orders() if word.startswith("hands/")]


def asked(people: str = "people/4") -> Machine:
    """A guided group before the first question of the quiz, in a visit in which it is one of scam or genuine."""
    for seed in range(40):
        m = real_machine(random.Random(seed))
        tap(m, "start", people, "kind/family", "mode/guided", "next", "frame/home")
        order(m, "zone/quiz", "next")
        if [word for word in targets(m.view()) if word == "ask/2"] and not m.page().endswith(":ring"):
            return m
    raise AssertionError("no form begins so")


def counted(m: Machine) -> list[tuple[str, int, int]]:
    return [(hands.words, hands.count, hands.most) for hands in m.hands()]


def test_hands_are_counted_from_afar_one_by_one_and_never_more_than_the_group() -> None:
    m = asked()
    assert counted(m) == [("是骗局", 0, 4), ("是真的", 0, 4)]
    assert {word for word in m.orders() if word.startswith("hands/")} == {"hands/0/+", "hands/1/+"}
    order(m, *["hands/0/+"] * 3, "hands/1/+", "hands/1/+")
    assert counted(m) == [("是骗局", 3, 3), ("是真的", 1, 1)], "four people, four hands"
    assert {word for word in m.orders() if word.startswith("hands/")} == {"hands/0/-", "hands/1/-"}
    order(m, "hands/0/-", *["hands/1/-"] * 3)
    assert counted(m) == [("是骗局", 2, 4), ("是真的", 0, 2)]
    order(m, "next")
    (event,) = events(m, HandsCounted)
    assert isinstance(event, HandsCounted) and event.hands == (("scam", 2), ("genuine", 0)) and event.people == 4
    assert counted(m) == [] and not [word for word in m.orders() if word.startswith("hands/")]
    order(m, "hands/0/+")
    assert events(m, HandsCounted) == []


def test_fingers_and_phone_count_the_same_hands() -> None:
    m = asked()
    tap(m, "hands/0/3")
    order(m, "hands/0/-", "hands/1/+")
    tap(m, "hands/1/2")
    assert [count for _, count, _ in counted(m)] == [2, 2]


@pytest.mark.parametrize("sheet", ["frame/help", "frame/guide"])
def test_under_a_sheet_no_hands_are_counted(sheet: str) -> None:
    m = asked()
    tap(m, sheet)
    order(m, "hands/0/+")
    assert m.hands() == () and "hands/0/+" not in m.orders()
    tap(m, "frame/close")
    assert [count for _, count, _ in counted(m)] == [0, 0]
    order(m, "pause", "hands/0/+", "resume", "blank", "hands/0/+", "unblank")
    assert [count for _, count, _ in counted(m)] == [0, 0]


def test_the_clock_stands_and_goes_on() -> None:
    m = machine()
    enter(m)
    order(m, "resume")
    assert events(m, VisitPaused, VisitResumed) == []
    order(m, "pause", "pause", "blank", "skip", "zone/quiz")
    assert m.overlay is OverlayKind.PAUSED and m.zone == "case_warnings"
    assert m.orders() == (Lead.NEXT, Lead.RESUME)
    order(m, "resume")
    assert m.overlay is None and [type(e) for e in events(m, VisitPaused, VisitResumed)] == [VisitPaused, VisitResumed]
    order(m, "pause", "next")
    assert m.overlay is None, "the yellow key of the pause"


def test_a_pause_that_is_used_up_cannot_be_ordered() -> None:
    m = machine()
    enter(m)
    order(m, "pause")
    m.tick(m.limits.pause_minutes * 60 + 1)
    assert Lead.PAUSE not in m.orders()


def test_more_minutes_for_the_zone_or_for_all() -> None:
    m = machine()
    enter(m)
    order(m, "extend")
    assert events(m, ZoneExtended, VisitExtended) == [ZoneExtended("case_warnings", 5.0)]
    order(m, "back", *["extend"] * 7)
    assert events(m, ZoneExtended, VisitExtended) == [VisitExtended(5.0)] * 6
    assert Lead.EXTEND not in m.orders()


def test_on_to_the_next_zone_or_to_any() -> None:
    m = machine()
    tap(m, "leave/start", "admit/1")
    order(m, "skip", "skip", "zone/case_warnings", "zone/case_warnings", "zone/nowhere", "skip", "skip")
    assert [e.zone for e in events(m, ZoneEntered)] == [*ZONES[:2], ZONES[0], ZONES[2]]  # type: ignore[attr-defined]
    assert m.place is Place.MAP, "after the last the map"
    assert Lead.SKIP not in m.orders()


def test_what_the_hall_asks_is_put_away_by_the_order_for_a_zone() -> None:
    for word, zone in ((Lead.SKIP, "quiz"), ("zone/message_board", "message_board")):
        m = asked_by_the_hall()
        assert {*m.orders()} >= {Lead.SKIP, Lead.PAUSE, Lead.BLANK, "zone/quiz"} and Lead.BACK not in m.orders()
        order(m, word)
        assert (m.place, m.zone) == (Place.ZONE, zone)


def test_an_order_for_a_zone_is_not_lost_over_what_the_hall_asks_on_the_way() -> None:
    m = next(m for m in map(led, range(60)) if m.place is Place.TRIAL)
    tap(m, "leave/enter:quiz")
    assert m.zone == "quiz"


def led(seed: int) -> Machine:
    """A guided group after 40 seconds in a zone, sent to the quiz from afar."""
    m = machine(trials=TRIALS, seed=seed)
    enter(m)
    m.tick(40.0)
    order(m, "zone/quiz")
    return m


def test_once_the_time_is_up_the_way_to_another_zone_is_the_way_out() -> None:
    m = machine()
    enter(m)
    m.tick(m.limits.visit_minutes * 60 + 1)
    order(m, "zone/quiz")
    assert m.place is Place.FAREWELL and len(events(m, VisitEnded)) == 1


def test_a_closed_zone_cannot_be_ordered() -> None:
    m = machine()
    enter(m)
    m.visit_session.close_zone("quiz", "planted")
    assert "zone/quiz" not in m.orders()


def test_a_story_is_stopped_only_where_the_scene_says_so() -> None:
    m = real_machine(random.Random(3))
    tap(m, "start", "people/4", "kind/family", "mode/guided", "next", "frame/home")
    order(m, "zone/vr_experience", "next")
    assert Lead.STOP not in m.orders()
    order(m, "next")
    tap(m, "choose/0/1")
    for _ in range(60):
        if "stop" in targets(m.view()):
            break
        m.tick(1.0)
    assert "stop" in targets(m.view()) and Lead.STOP in m.orders()
    before = m.page()
    order(m, "stop")
    assert m.page() != before


def test_a_dark_screen_is_quiet_and_knows_only_its_way_back() -> None:
    m = machine()
    enter(m)
    order(m, "blank")
    assert m.overlay is OverlayKind.BLANK and m.orders() == (Lead.UNBLANK, Lead.EXTEND)
    assert all(s.gain == 0.0 for s in m.sounds() if s.channel != "effect" or s.loop)
    order(m, "next", "extend")
    assert m.overlay is OverlayKind.BLANK, "the visitors see nothing of more time either"
    order(m, "unblank")
    assert m.overlay is None
    order(m, "unblank")
    assert m.overlay is None and m.state.number == 0


@pytest.mark.parametrize(("mode", "kind"), [("admit", OverlayKind.WAITING), ("free", OverlayKind.ASKING)])
def test_an_order_is_a_sign_of_life_and_counts_at_once(mode: str, kind: OverlayKind) -> None:
    m = machine()
    enter(m, mode=mode)
    m.tick(200.0)
    assert m.overlay is kind and Lead.NEXT in m.orders() and Lead.BACK in m.orders()
    order(m, "next")
    assert m.overlay is None and m.state.number == 1
    assert len(events(m, IdleAnswered)) == (kind is OverlayKind.ASKING)


def test_the_sheet_has_the_key_only_where_it_is_switched_on() -> None:
    for given, there in ((hall(), False), (conductable(), True)):
        m = machine(given=given)
        enter(m)
        tap(m, "frame/guide")
        assert ("frame/remote" in targets(m.view())) is there
        tap(m, "frame/remote")
        assert m.handset.wanted is there and (m.overlay is OverlayKind.REMOTE) is there


def test_the_sheet_says_how_a_phone_gets_in_and_goes_when_one_has() -> None:
    m = machine(given=conductable())
    enter(m)
    tap(m, "frame/guide", "frame/remote")
    assert "正在打开" in all_words(m)
    m.tell_handset(Access("open", "https://192.168.1.20:8443/", "407193", "A1B2"))
    assert all(part in all_words(m) for part in ("407 193", "https://192.168.1.20:8443/", "A1B2"))
    m.tick(600.0 - 30.0)
    assert m.overlay is OverlayKind.REMOTE, "whoever types a PIN is not asked whether they are there"
    order(m, "arrived")
    assert m.overlay is None and m.handset.wanted
    tap(m, "frame/help")
    order(m, "arrived")
    assert m.overlay is OverlayKind.HELP, "another sheet stays"


def test_it_is_shut_by_a_key_from_afar_and_by_the_end_of_the_visit() -> None:
    m = machine(given=conductable())
    enter(m)
    for shut in ("frame/remote_off", "remote/gone"):
        tap(m, "frame/guide", "frame/remote")
        m.tell_handset(Access("locked"))
        times = m.handset.times
        tap(m, "frame/remote")
        assert m.handset.wanted and m.handset.times == times + 1
        tap(m, shut)
        assert not m.handset.wanted and m.handset.access is None and m.overlay is None
    tap(m, "frame/guide", "frame/remote", "frame/close", "leave/home", "leave/finish")
    assert m.place is Place.FAREWELL and not m.handset.wanted
