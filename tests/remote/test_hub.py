"""Between the loop and the phone: opened by staff, conducted from afar, shut again; and played again from its record."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.core.codec import encode
from kiosk.core.events import HandsCounted, VisitEnded, ZoneEntered
from kiosk.core.logged import Logged
from kiosk.remote.snapshot import taken
from kiosk.scene import Tap
from kiosk.session.conducting import Lead
from kiosk.session.table import OverlayKind, Place
from tests.real_hall import content, machine
from tests.remote.conducted import CHECK_IN, OPEN, Conducted
from tests.remote.made import Phone, listening


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Conducted]:
    made = Conducted(tmp_path)
    yield made
    made.hub.close()


def port(hall: Conducted) -> int:
    return hall.machine.limits.remote.port


def test_nothing_listens_before_staff_have_asked_and_after_they_have_shut_it(hall: Conducted) -> None:
    hall.tap(*CHECK_IN)
    hall.turn()
    assert hall.hub.door is None and not listening(port(hall))
    hall.tap(*OPEN)
    hall.until(lambda: hall.machine.handset.access is not None)
    access = hall.machine.handset.access
    assert access is not None and access.state == "open" and listening(port(hall))
    assert access.address == f"https://127.0.0.1:{port(hall)}/" and re.fullmatch(r"\d{6}", access.pin)
    assert re.fullmatch(r"([0-9A-F]{4} ){15}[0-9A-F]{4}", access.fingerprint)
    hall.tap("frame/remote_off")
    assert not hall.machine.handset.wanted
    hall.hub.close()
    assert not listening(port(hall)) and hall.hub.door is None


def test_the_sheet_goes_when_the_phone_has_come_and_says_so_later(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    hall.tap(*OPEN[:1])
    assert hall.machine.overlay is OverlayKind.GUIDE
    access = hall.machine.handset.access
    assert access is not None and access.state == "taken" and not access.pin, "nobody reads the PIN over shoulders"
    phone.ask("POST", "/sign-out", {})
    hall.until(lambda: hall.machine.handset.access is not None and hall.machine.handset.access.state == "open")
    phone.close()


def test_five_wrong_pins_and_only_staff_can_open_it_anew(hall: Conducted) -> None:
    hall.begin()
    access, door = hall.machine.handset.access, hall.hub.door
    assert access is not None and door is not None
    phone = Phone(door)
    for _ in range(5):
        phone.sign_in("x")
    hall.until(lambda: hall.machine.handset.access is not None and hall.machine.handset.access.state == "locked")
    assert phone.sign_in(access.pin) == 423
    phone.close()
    hall.tap("frame/remote")
    hall.until(lambda: hall.hub.door not in (None, door) and hall.machine.handset.access.state == "open")  # type: ignore[union-attr]
    hall.phone().close()


def test_it_shuts_itself_after_ten_idle_minutes(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    hall.wait(300.0)
    phone.state()
    hall.wait(299.0)
    phone.state()
    assert hall.machine.handset.wanted
    hall.clock.at += 1.0
    hall.until(lambda: not hall.machine.handset.wanted)
    phone.close()


def test_it_shuts_itself_when_the_visit_ends(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    while hall.machine.visit_session.left > 0:
        hall.wait(240.0)
        assert hall.order(phone, "unblank" if hall.machine.overlay is OverlayKind.BLANK else "blank") == 202
    assert hall.machine.handset.wanted
    hall.wait(hall.machine.limits.overrun_seconds + 1.0)
    assert hall.machine.place is Place.FAREWELL and not hall.machine.handset.wanted
    phone.close()


def test_without_a_folder_or_a_network_staff_are_told_what_to_do(tmp_path: Path) -> None:
    for made in (Conducted(None), Conducted(tmp_path, "203.0.113.9")):
        made.begin()
        access = made.machine.handset.access
        assert access is not None and access.state == "failed" and access.why and made.hub.door is None
        made.hub.close()


def test_what_is_ordered_for_a_screen_that_has_just_gone_does_nothing(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    assert hall.order(phone, "next") == 202 and hall.machine.zone == "case_warnings"
    screen = phone.state()["screen"]
    assert phone.order("next", screen) == 202 and phone.order("next", screen) == 202, "both before the loop's turn"
    before = hall.machine.page()
    hall.turn()
    after = hall.machine.page()
    assert after != before and after.count("step1") == 1, "one step, not two"
    phone.close()


def test_orders_wait_in_a_short_queue_only(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    hall.turn()
    hall.clock.at += 60.0
    screen = phone.state()["screen"]
    assert [phone.order("extend", screen) for _ in range(10)] == [202] * 8 + [429] * 2
    assert hall.turn() == ["remote/extend"] * 8
    assert phone.order("blank", screen) == 202
    phone.close()


def test_the_phone_alone_leads_through_all_nine_zones_and_the_record_plays_the_same(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    used: set[str] = set()

    def order(word: str) -> None:
        assert hall.order(phone, word) == 202, (word, hall.machine.page())
        used.add(word)

    seen: list[str] = []
    order("pause"), order("resume"), order("extend")
    for _ in range(300):
        state = phone.state()
        if state["place"] == Place.MAP.word and seen:
            break
        assert state["say"], f"nothing to say on {hall.machine.page()}"
        if state["zone"] and state["zone"] not in seen:
            seen.append(state["zone"])
            order("extend"), order("blank"), order("unblank")
        if "stop" in state["orders"] and "stop" not in used:
            order("stop")
        elif "next" in state["orders"]:
            order("next")
        else:  # a question is for the visitors; here nobody stands, and the group goes on
            order("skip")
        hall.wait(1.0)
    assert seen == [zone.id for zone in hall.machine.visit_session.zones]
    order("zone/quiz"), order("back")
    while hall.machine.place is Place.MAP:
        order("next" if "next" in phone.state()["orders"] else "zone/quiz")
        if hall.machine.place is Place.ZONE:
            order("back")
        if hall.machine.visit_session.left < 60:
            break
    assert used >= {*Lead} - {"back"}
    first = hall.machine.visit_session.visit
    assert first is not None
    again = hall.played_again()
    assert told(again) == told(hall.logged)
    assert len([e for e in hall.logged if isinstance(e.event, ZoneEntered)]) >= 10
    phone.close()


def test_hands_are_counted_on_the_phone_for_the_question_that_is_on_the_screen(hall: Conducted) -> None:
    hall.begin()
    phone = hall.phone()
    for word in ("zone/quiz", "next"):
        assert hall.order(phone, word) == 202
    assert phone.state()["hands"] == [["hands/0", "是骗局", 0], ["hands/1", "是真的", 0]]
    screen = phone.state()["screen"]
    for word in ("hands/0/+", "hands/0/+", "hands/1/+", "hands/0/-"):
        assert hall.order(phone, word) == 202
    told_now = phone.state()
    assert told_now["hands"] == [["hands/0", "是骗局", 1], ["hands/1", "是真的", 1]]
    assert told_now["screen"] == screen, "another hand is no other screen"
    assert phone.order("hands/0/+", screen) == 202 and phone.order("hands/0/+", screen) == 202, "pressed twice at once"
    assert hall.turn() == ["remote/hands/0/+"] * 2
    assert phone.state()["hands"][0][2] == 3
    assert phone.order("next", screen) == 202 and phone.order("hands/1/+", screen) == 202
    assert hall.turn() == ["remote/next"], "the answer is there: what was pressed for the question is not counted"
    assert phone.state()["hands"] == [] and hall.order(phone, "hands/0/+") == 409
    (counted,) = [e.event for e in hall.logged if isinstance(e.event, HandsCounted)]
    assert counted.hands == (("scam", 3), ("genuine", 1))
    assert told(hall.played_again()) == told(hall.logged)
    phone.close()


def test_without_the_extra_staff_are_told_to_have_it_installed(
    hall: Conducted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kiosk.remote.server", None)
    hall.begin()
    access = hall.machine.handset.access
    assert access is not None and access.state == "failed" and "组件" in access.why


def told(logged: list[Logged]) -> list[tuple[str, str]]:
    return [encode(one.event)[:2] for one in logged if not isinstance(one.event, VisitEnded)]  # type: ignore[misc]


# ------------------------------------------------------------ the snapshot
def test_the_snapshot_says_where_the_group_is_and_how_long_it_has() -> None:
    m = machine()
    for word in CHECK_IN:
        m.touch(Tap(word))
    guide = content().guide
    now = taken(m, guide, 1, 1)
    assert (now.zone, now.place, now.page, now.onward) == ("", "展区图", "展区图", "去这里")
    assert (now.zone_minutes, now.visit_minutes) == (0, 40) and len(now.zones) == 9
    m.touch(Tap("next"))
    m.tick(61.0)
    now = taken(m, guide, 1, 1)
    assert (now.zone, now.place, now.onward) == ("case_warnings", "案例警示区", "开始")
    assert (now.zone_minutes, now.visit_minutes) == (4, 39) and now.orders == m.orders() and not now.paused
    assert taken(m, None, 1, 1) == replace(now, page="", say=()) and now.turn == ""
    m.touch(Tap("next"))
    assert taken(m, guide, 1, 1).turn == "观察员、民警：听破绽"
