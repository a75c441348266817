"""Staff's page on the waiting screen: for who knocks on the emblem, and nobody else."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Event

import pytest

from kiosk.draw.items import Text, targets
from kiosk.hall.attract import Attract, AttractState
from kiosk.hall.knocking import ASK_SECONDS, BETWEEN_SECONDS, KNOCKS, SAMPLE, SHOWN_SECONDS
from kiosk.hall.poster import STAFF
from kiosk.reports.tallying import TodayDesk
from kiosk.reports.today import Came, Today
from kiosk.scene import Step, Tap, Visit
from tests.hall.test_attract import TALL, WIDE, WORDS
from tests.real_hall import content

SCENE = Attract(WORDS, "博山区反诈科普体验馆", today=lambda: SAMPLE)


def knocked(times: int, scene: Attract = SCENE, between: float = BETWEEN_SECONDS / 2) -> AttractState:
    state = scene.start(Visit())
    for _ in range(times):
        state = scene.touch(state, Tap(STAFF)).state
        state = scene.tick(state, between).state
    return state


def said(state: AttractState, scene: Attract = SCENE) -> str:
    return "".join("".join(item.lines) for item in scene.view(state, WIDE) if isinstance(item, Text))


def test_five_touches_of_the_emblem_show_who_came() -> None:
    assert "12 批，180 人次" not in said(knocked(KNOCKS - 1))
    shown = said(knocked(KNOCKS))
    for words in ("11月28日", "12 批，180 人次", "260 批，3900 人次", "样本不足", "9 场", "11月20日 17:02"):
        assert words in shown


@pytest.mark.parametrize("look", [WIDE, TALL, replace(WIDE, large=True)])
@pytest.mark.parametrize("rings", [(), content().words.rings if content().words else ()], ids=["poster", "phone"])
def test_the_emblem_can_be_reached_however_the_screen_stands(look: object, rings: tuple[object, ...]) -> None:
    scene = Attract(replace(WORDS, rings=rings), "博山区反诈科普体验馆")  # type: ignore[arg-type]
    assert STAFF in targets(scene.view(scene.start(Visit()), look))  # type: ignore[arg-type]


@pytest.mark.parametrize("times", [1, KNOCKS - 1])
def test_a_visitor_who_touched_the_emblem_begins_a_moment_later(times: int) -> None:
    waits = knocked(times, between=0.0)
    assert SCENE.due(waits) == BETWEEN_SECONDS
    assert SCENE.tick(waits, BETWEEN_SECONDS - 0.1).leave == ""
    begun = SCENE.tick(waits, BETWEEN_SECONDS)
    assert begun.leave == "start" and "12 批" not in said(begun.state)


def test_whoever_knocks_too_slowly_is_a_visitor() -> None:
    assert "12 批" not in said(knocked(KNOCKS, between=BETWEEN_SECONDS))


def closed(step: Step[AttractState]) -> bool:
    return "12 批" not in said(step.state) and step.leave == ""


def test_the_page_closes_at_a_touch_or_by_itself_and_starts_nothing() -> None:
    shown = knocked(KNOCKS, between=0.0)
    assert SCENE.due(shown) == SHOWN_SECONDS
    assert list(targets(SCENE.view(shown, WIDE))) == ["close"]
    assert closed(SCENE.touch(shown, Tap("close")))
    assert not closed(SCENE.tick(shown, SHOWN_SECONDS - 1)) and closed(SCENE.tick(shown, SHOWN_SECONDS))


def test_a_hall_that_keeps_nothing_shows_nothing_and_goes_on_waiting() -> None:
    def nothing() -> Today | None:
        return None

    scene = Attract(WORDS, "博山区反诈科普体验馆", today=nothing)
    state = knocked(KNOCKS, scene, between=0.0)
    assert "点一下开始" in said(state, scene)
    assert scene.tick(state, 60).leave == ""


def asked_until_told(desk: TodayDesk) -> object:
    for _ in range(1000):
        if (told := desk.ask()) != "counting":
            return told
        time.sleep(0.005)
    raise AssertionError("it is still being counted")


def test_no_tap_waits_while_a_long_log_is_counted() -> None:
    """The page says that it counts, and shows the figures when they are there."""
    counted = Event()
    desk = TodayDesk(lambda: SAMPLE if counted.wait(20) else None, lambda: "9:00")
    scene = Attract(WORDS, "博山区反诈科普体验馆", today=desk.ask)
    state = knocked(KNOCKS, scene, between=0.0)
    assert "正在数记录" in said(state, scene) and targets(scene.view(state, WIDE)).keys() == {"close"}
    state = scene.tick(state, ASK_SECONDS).state
    assert "正在数记录" in said(state, scene) and scene.due(state) == ASK_SECONDS
    assert closed(scene.touch(state, Tap("close")))
    counted.set()
    for _ in range(1000):
        state = scene.tick(state, ASK_SECONDS).state
        if "12 批" in said(state, scene):
            break
        time.sleep(0.005)
    assert "12 批，180 人次" in said(state, scene) and scene.due(state) == SHOWN_SECONDS


def test_figures_nobody_came_for_are_counted_anew() -> None:
    minute, counted = ["9:00"], list[int]()

    def count() -> Today:
        counted.append(1)
        return replace(SAMPLE, came=Came(len(counted), 1))

    desk = TodayDesk(count, lambda: minute[0])
    first, second = asked_until_told(desk), asked_until_told(desk)
    assert isinstance(first, Today) and isinstance(second, Today)
    assert [first.came.groups, second.came.groups] == [1, 2], "each knocking counts"
    slow = TodayDesk(lambda: time.sleep(0.1) or count(), lambda: minute[0])  # type: ignore[func-returns-value]
    assert slow.ask() == "counting"
    time.sleep(0.3)
    minute[0] = "17:00"
    later = asked_until_told(slow)
    assert isinstance(later, Today) and later.came.groups == 4


def test_what_cannot_be_counted_is_no_page(caplog: pytest.LogCaptureFixture) -> None:
    desk = TodayDesk(lambda: 1 / 0, lambda: "9:00")  # type: ignore[arg-type,return-value]
    assert asked_until_told(desk) is None and "cannot be counted" in caplog.text
