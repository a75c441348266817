"""Whose turn it is, on the screens of a group that is led: seen by all, in nobody's way, and read in its place."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kiosk.content.models.duties import DutyTurn
from kiosk.core.events import DutiesDealt
from kiosk.core.vocabulary import Duty
from kiosk.draw.items import Icon, Text, touchable
from kiosk.draw.look import CHINESE
from kiosk.parts.duties import Turn, deal, turn_of, turn_on
from kiosk.scene import Tap, Visit, VisitMode
from kiosk.session import frame, frame_model
from kiosk.session.frame import Settings, Shown
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.wiring import make_machine
from kiosk.zones.register import SIGNS, ZONES
from tests.geometry import problems
from tests.real_hall import PLACES, content, machine
from tests.remote.test_guide import names

PANELS = {"full-hd": (1920, 1080), "portrait": (1080, 1920), "4k": (3840, 2160), "small": (1280, 720)}
MODES = {
    "normal": Settings(),
    "large": Settings(large=True),
    "contrast": Settings(contrast=True),
    "reach-large": Settings(reach=True, large=True),
}
LED = Visit(people=12, mode=VisitMode.GUIDED)
LAST_ZONES = ("quiz", "message_board")
"""Where a group is in its last minutes."""


def turns() -> tuple[DutyTurn, ...]:
    duties = content().duties
    assert duties is not None
    return duties.turns


def led(people: int, mode: str = "guided") -> Machine:
    """At the first thing of the first zone."""
    m = machine(random.Random(1))
    for word in (
        "start",
        f"people/{people}",
        "kind/other",
        f"mode/{mode}",
        "next",
        "frame/home",
        "zone/case_warnings",
        "next",
    ):
        m.touch(Tap(word))
    assert m.zone == "case_warnings"
    return m


def said(m: Machine) -> list[str]:
    return ["".join(item.lines) for item in m.view() if isinstance(item, Text)]


def test_a_group_that_is_led_sees_whose_turn_it_is_and_others_do_not() -> None:
    with_turn, free, alone = led(12), led(12, "free"), led(1)
    assert with_turn.turn == Turn((Duty.OBSERVER, Duty.OFFICER), "观察员、民警", "听破绽")
    assert "听破绽" in said(with_turn)
    for m in (free, alone):
        assert m.turn is None and "听破绽" not in said(m)


def test_who_is_not_there_has_no_turn() -> None:
    assert turn_of(replace(LED, people=3), (Duty.OBSERVER, Duty.OFFICER), "喊停") == Turn(
        (Duty.OBSERVER,), "观察员", "喊停"
    )
    assert turn_of(replace(LED, people=2), (Duty.OBSERVER, Duty.OFFICER), "喊停") is None
    assert turn_of(LED, (), "念一遍") == Turn(tuple(duty for duty, _ in deal(12)), "大家", "念一遍")
    assert turn_of(replace(LED, mode=VisitMode.FREE), (), "念一遍") is None
    assert turn_on(turns(), LED, "case_warnings:wall") is None


def test_the_duties_are_dealt_once_when_the_first_door_is_left() -> None:
    m = led(7)
    dealt = [logged.event for logged in m.take() if isinstance(logged.event, DutiesDealt)]
    assert dealt == [DutiesDealt(deal(7))]
    for word in ("frame/back", "next", "frame/home", "zone/quiz", "next"):
        m.touch(Tap(word))
    assert m.zone == "quiz" and not [e for e in m.take() if isinstance(e.event, DutiesDealt)]
    assert not [e for e in led(1).take() if isinstance(e.event, DutiesDealt)]


def test_it_is_read_after_where_one_is_and_before_the_page() -> None:
    m = led(12)
    passages = m.passages
    at = next(i for i, passage in enumerate(passages) if passage.words == "观察员，民警，听破绽")
    assert passages[at].around and not any(passage.target for passage in passages[:at])
    assert not passages[at + 1].around, "then the page"
    assert "案例警示区" in passages[at - 1].words


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("panel", PANELS)
def test_it_stands_in_the_frame_of_every_zone_and_moves_and_covers_nothing(panel: str, mode: str) -> None:
    m = led(12)
    found = {f"{zone.id}:{turn.do}": str(problem) for zone in ZONES for turn in _of(zone.id) for problem in _wrong(
        m, zone.id, turn, PANELS[panel], MODES[mode]
    )}  # fmt: skip
    assert found == {}


def _of(zone: str) -> list[Turn]:
    found = [turn_of(LED, turn.who, turn.do) for turn in turns() if turn.page.partition(":")[0] == zone]
    return [turn for turn in found if turn is not None]


def _wrong(m: Machine, zone: str, turn: Turn, panel: tuple[int, int], settings: Settings) -> list[str]:
    shown = frame_model.shown(Place.ZONE, zone, m.visit_session, CHINESE, SIGNS)
    last = replace(shown, left=0.1, notice="还剩 5 分钟")
    wrong = []
    for around in (shown, last):
        look = frame.fitted(frame.look_for(panel, settings, m.limits.panel), around, m.limits.panel)
        items = frame.view(look, around, turn=turn)
        wrong += list(problems(look, items))
        lines = [item for item in items if isinstance(item, Text) and item.lines == (turn.do,)]
        if not lines and (around is shown or zone in LAST_ZONES):
            wrong.append("it is not there")
        for line in lines:
            wrong += ["smaller than 16 mm"] if line.size < 16 * look.units_per_mm else []
            wrong += ["in the scene's place"] if line.rect.bottom > look.area.y else []
        beads = [touchable(item) for item in items if isinstance(item, Icon) and item.name in SIGNS_OF]
        wrong += ["a bead is not in the header"] * any(bead.bottom > look.area.y for bead in beads)
        wrong += ["the number is gone"] * (not any("96110" in line for line in _lines(items)))
        wrong += ["the zone's name is broken"] * (around.title not in _lines(items))
    return wrong


SIGNS_OF = ("visitor", "family", "eye", "officer", "bank")


def _lines(items: list) -> list[str]:  # type: ignore[type-arg]
    return [line for item in items if isinstance(item, Text) for line in item.lines]


def test_where_there_is_no_room_at_all_the_head_stays_as_it_is() -> None:
    m = led(12)
    shown = Shown(title="一二三四五六七八九十一二三四", icon="case", number=1, left=0.1, notice="还剩 5 分钟")
    look = frame.fitted(frame.look_for((1080, 1920), Settings(large=True), m.limits.panel), shown, m.limits.panel)
    turn = Turn((Duty.CLERK,), "银行柜员", "听完了再举手")
    assert frame.view(look, shown, turn=turn) == frame.view(look, shown)


def test_every_turn_is_of_a_page_there_is_and_is_said_in_ten_characters() -> None:
    for turn in turns():
        assert any(turn_on([turn], LED, name) for name in names()), turn.page
        meant = turn_of(LED, turn.who, turn.do)
        assert meant is not None
        assert len(meant.do) <= 6 and (len(meant.who) in (2, 3) or len(meant.words) <= 11), meant.words


def test_every_zone_has_something_for_everybody_on_its_door() -> None:
    duties = content().duties
    assert duties is not None and [door.zone for door in duties.zones] == [zone.id for zone in ZONES]


def test_a_hall_without_the_file_opens_and_nobody_has_a_turn() -> None:
    m = make_machine(replace(content(), duties=None), PLACES, (1920, 1080), random.Random(1), lambda: "v")
    for word in ("start", "people/12", "kind/other", "mode/guided", "next", "next", "next"):
        m.touch(Tap(word))
    assert m.zone == "case_warnings" and m.turn is None
    assert not [logged for logged in m.take() if isinstance(logged.event, DutiesDealt)], "there is nothing to deal"
