"""A kiosk that was switched off in the middle of a visit offers to go on at its next start."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.programmes import standing
from kiosk.core.events import VisitEnded, VisitSetAside
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import Programme
from kiosk.draw.items import targets
from kiosk.recorder import BEGUN_MOST, Recorder
from kiosk.scene import Drag, Tap
from kiosk.session import replay
from kiosk.session.flow import KEPT_SECONDS
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.store.log import EventLog
from kiosk.store.recording import FOLDER, GestureLog, cut_short
from kiosk.wall_time import stamp
from kiosk.wiring import make_machine
from kiosk.zones.harm_data.scene import HarmDataScene
from tests.real_hall import PLACES, content, machine

WAY = ("start", "people/4", "kind/family", "mode/free", "next", "zone/harm_data", "round")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path


def walked(data: Path, words: tuple[str, ...] = WAY) -> tuple[Machine, Recorder]:
    """A hall in which somebody has touched these."""
    m = machine()
    recorder = Recorder(m, GestureLog(data))
    go(m, recorder, words)
    return m, recorder


def go(m: Machine, recorder: Recorder, words: tuple[str, ...]) -> None:
    for word in words:
        turn(m, recorder, word)


def turn(m: Machine, recorder: Recorder, *words: str) -> None:
    """A turn of the loop: all that was touched during the last one comes in at once."""
    for word in words:
        recorder.take(Tap(word))
        m.touch(Tap(word))
    for logged in m.take():
        recorder.follow(logged)
    recorder.take(replay.tick_record(1.5))
    m.tick(1.5)


def pass_by(m: Machine, recorder: Recorder, seconds: float) -> None:
    """Nobody touches anything for so long."""
    recorder.take(replay.tick_record(seconds))
    m.tick(seconds)
    for logged in m.take():
        recorder.follow(logged)


def opened(data: Path, later: float = 60.0) -> tuple[Machine, Recorder]:
    """The hall that opens so many seconds afterwards."""
    m = machine()
    recorder = Recorder(m, GestureLog(data))
    for _ in recorder.bring_back(content(), replace(PLACES, data=data), time.time() + later):
        pass
    return m, recorder


def test_it_is_offered_where_it_stopped(data: Path) -> None:
    m, recorder = walked(data)
    recorder.close()
    again, second = opened(data)
    assert "take_up" in targets(again.view())
    go(again, second, ("take_up",))
    m.tick(1.5)
    assert again.page() == m.page() and again.state == m.state
    second.close()


@pytest.mark.parametrize("before", [(), WAY], ids=["the first group", "another waits to be taken up"])
def test_a_touch_that_comes_while_the_visit_begins_is_kept(data: Path, before: tuple[str, ...]) -> None:
    """Admitting opens a zone, which takes the screen a moment; who touches the yellow key meanwhile is inside."""
    m, recorder = walked(data, before)
    while m.place is not Place.ATTRACT:
        m.tick(20.0)
    go(m, recorder, ("start", "people/12", "kind/community"))
    turn(m, recorder, "next", "next")
    assert m.page().startswith("case_warnings:case")
    recorder.close()
    again, second = opened(data)
    go(again, second, ("take_up",))
    assert again.page() == m.page()
    second.close()


def test_who_was_in_a_zone_over_which_the_hall_fell_goes_on_outside_it(data: Path, monkeypatch: Any) -> None:
    """Played again as it was, the visit would lead into the very loop in which it was cut off."""
    _, recorder = walked(data)
    recorder.close()
    monkeypatch.setattr(HarmDataScene, "start", lambda *_: pytest.fail("the zone that is closed was entered again"))
    again = machine()
    again.visit_session.close_zone("harm_data", "the hall fell over it")
    second = Recorder(again, GestureLog(data))
    for _ in second.bring_back(content(), replace(PLACES, data=data), time.time() + 60.0):
        pass
    go(again, second, ("take_up",))
    assert again.place is Place.MAP and again.visit_session.under_way and not again.visit_session.is_open("harm_data")
    second.close()


@pytest.mark.parametrize("unwritten", [0, 1, 3])
@pytest.mark.parametrize("end", [(), ("finish", "finish")], ids=["under way", "said goodbye"])
def test_what_was_done_in_the_last_moment_is_in_the_log_once(data: Path, unwritten: int, end: tuple[str, ...]) -> None:
    """A touch is recorded before the screen that answers it is painted; the log has what came of it after that."""
    m, happened = machine(), list[Logged]()
    recorder, log = Recorder(m, GestureLog(data)), EventLog.open(data, stamp())
    for word in ("start", "frame/large", *WAY[1:], "frame/home", *end):
        recorder.take(Tap(word))
        m.touch(Tap(word))
        for logged in m.take():
            if not (unwritten and isinstance(logged.event, VisitEnded)):
                recorder.follow(logged)
            happened.append(logged._replace(at=stamp()))
    recorder.close()
    written = len(happened) - unwritten
    for logged in happened[:written]:
        log.append(logged)
    assert log.close()
    again, second = opened(data)
    found = [logged.event for logged in again.take() if not isinstance(logged.event, VisitSetAside)]
    assert found == [logged.event for logged in happened[written:]] and again.keeps is not bool(end)
    second.close()


def test_minutes_away_count_before_and_after_the_hall_was_switched_off(data: Path) -> None:
    """Left by a group at a screen that nobody touches, then without power for a minute, twice."""
    m, recorder = walked(data)
    while m.place is not Place.ATTRACT:
        pass_by(m, recorder, 20.0)
    pass_by(m, recorder, 400.0)
    recorder.close()
    for left in (140.0, 80.0):
        again, second = opened(data)
        again.tick(left - 1)
        assert again.keeps
        again.tick(2.0)
        assert not again.keeps, "ten minutes in all"
        second.close()


def test_it_can_be_cut_off_twice(data: Path) -> None:
    _, recorder = walked(data)
    recorder.close()
    again, second = opened(data)
    go(again, second, ("take_up", "frame/home", "zone/quiz"))
    second.close()
    third, last = opened(data)
    go(third, last, ("take_up",))
    assert third.page() == again.page() and third.zone == "quiz"
    last.close()


def test_a_visit_of_another_programme_is_offered_as_it_was(data: Path) -> None:
    loaded = standing(content(), Programme.ROADSHOW)
    m = make_machine(loaded, PLACES, (1920, 1080), random.Random(3), lambda: "v")
    recorder = Recorder(m, GestureLog(data))
    go(m, recorder, ("start", "people/9", "kind/community", "next"))
    recorder.close()
    again, second = opened(data)
    go(again, second, ("take_up",))
    assert [zone.id for zone in again.visit_session.zones] == [zone.id for zone in m.visit_session.zones]
    assert again.visit_session.left == pytest.approx(m.visit_session.left - 1.5), "not the forty minutes of this hall"
    assert len(again.visit_session.zones) < len(machine().visit_session.zones)
    second.close()


@pytest.mark.parametrize(("later", "offered"), [(KEPT_SECONDS - 5, True), (KEPT_SECONDS + 5, False), (-3600.0, False)])
def test_after_ten_minutes_or_by_a_clock_that_ran_backwards_it_is_not(data: Path, later: float, offered: bool) -> None:
    _, recorder = walked(data)
    recorder.close()
    m, second = opened(data, later)
    assert m.keeps is offered
    second.close()


@pytest.mark.parametrize("failed_before", [2, 3], ids=["closed on the way", "closed before"])
def test_where_a_zone_was_closed_for_what_it_did_before_the_visit_goes_past_it_again(
    data: Path, failed_before: int
) -> None:
    """Its third failure in an hour closes a zone; the earlier ones were other visits', of which no recording tells."""
    m = machine()
    recorder = Recorder(m, GestureLog(data))
    for _ in range(failed_before):
        m.put(Place.ZONE, "quiz")
        m.fail(ValueError("once more"))
    m.put(Place.ATTRACT)
    m.take()
    go(m, recorder, WAY[:-2])
    if failed_before == 2:
        go(m, recorder, ("zone/quiz",))
        error = ValueError("once more")
        recorder.take(replay.failed_record(error))
        m.fail(error)
        go(m, recorder, ("go_on",))
    go(m, recorder, ("zone/quiz", "zone/harm_data"))
    assert m.zone == "harm_data"
    recorder.close()
    again, second = opened(data)
    go(again, second, ("take_up",))
    assert again.page() == m.page()
    second.close()


def test_a_visit_that_ended_is_not_offered(data: Path) -> None:
    m, recorder = walked(data, (*WAY, "frame/home", "finish", "finish"))
    assert m.place is Place.FAREWELL
    recorder.close()
    again, second = opened(data)
    assert not again.keeps
    second.close()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe\x00",
        b'{"kind":"start"}\n',
        b'{"kind":"start","pixels":[0,0],"seed":1}\n{"kind":"tick","seconds":1}\n',
        b'{"kind":"tap","target":7}\n',
        b"{}\n",
    ],
)
def test_a_recording_that_cannot_be_played_again_keeps_nobody_out(data: Path, broken: bytes) -> None:
    _, recorder = walked(data)
    recorder.close()
    (file,) = (data / FOLDER).glob("*.jsonl")
    kept = file.stat().st_mtime
    file.write_bytes(broken)
    os.utime(file, (kept, kept))
    m = machine()
    second = Recorder(m, GestureLog(data))
    with suppress(Exception):  # which the loop catches
        for _ in second.bring_back(content(), replace(PLACES, data=data), time.time() + 60):
            pass
    assert m.place is Place.ATTRACT and not m.keeps
    second.close()


def test_whoever_came_first_keeps_the_hall(data: Path) -> None:
    _, recorder = walked(data)
    recorder.close()
    m = machine()
    second = Recorder(m, GestureLog(data))
    steps = second.bring_back(content(), replace(PLACES, data=data), time.time() + 60)
    next(steps)
    go(m, second, ("start",))
    for _ in steps:
        pass
    assert not m.keeps and m.place is Place.CHECK_IN
    second.close()


def test_a_hand_that_lies_on_check_in_all_day_fills_nothing_and_the_visit_after_it_counts(tmp_path: Path) -> None:
    m, recorder = walked(tmp_path, WAY[:1])
    for _ in range(10 * BEGUN_MOST):
        recorder.take(Drag("read", "move", 0.0, 1.0))
    assert len(recorder.begun) == BEGUN_MOST
    go(m, recorder, WAY[1:])
    assert m.visit_session.visit is not None and recorder.begun == []
    recorder.close()
    (file,) = (tmp_path / FOLDER).glob("*.jsonl")
    assert file.stat().st_size < 10_000 and cut_short(tmp_path, time.time(), KEPT_SECONDS) is None, (
        "half is not offered"
    )
    m, recorder = walked(tmp_path, WAY)
    recorder.close()
    assert cut_short(tmp_path, time.time(), KEPT_SECONDS) is not None
