"""The guided path of 危害数据分析区: a guess of all, the truth beside it, and figures in beads that can be counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.events import Event, ItemFinished, ItemOpened
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.items import Item, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.scene import Tap, Visit
from kiosk.timing import EMPTY_MOST, WORDY
from kiosk.zones.harm_data.beads import lit_colour
from kiosk.zones.harm_data.manifest import HarmDataContent
from kiosk.zones.harm_data.models import ChartKind
from kiosk.zones.harm_data.pages import BeadsPage, ChartPage, GuessPage
from kiosk.zones.harm_data.scene import HarmDataScene, HarmDataState
from tests.real_hall import content
from tests.zones.led_walk import walked

LOOK = Look()
LED = Visit(led=True, ages=(AgeBand.MINOR,))


@pytest.fixture(scope="module")
def zone() -> HarmDataScene:
    found: HarmDataContent = content().zones["harm_data"]
    return HarmDataScene(found.charts, found.living, found.local)


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def play(zone: HarmDataScene, state: HarmDataState, *taps: str) -> tuple[HarmDataState, list[Event], str]:
    events: list[Event] = []
    leave = ""
    for target in taps:
        step = zone.touch(state, Tap(target))
        state, leave = step.state, step.leave
        events += step.events
    return state, events, leave


def ruby(zone: HarmDataScene, state: HarmDataState) -> int:
    """How many beads are lit red: each has one rim of that colour at its darkest."""
    items, colour = zone.view(state, Look(contrast=True)), lit_colour(Look(contrast=True), False)
    return sum(isinstance(i, Panel) and i.fill == colour and i.rect.w == i.rect.h for i in items)


@pytest.mark.parametrize("mode", ["", "large"])
def test_the_yellow_key_alone_leads_from_the_door_to_the_next_zone(mode: str) -> None:
    stay = walked("harm_data", mode)
    assert stay.ended and len(stay.screens) == 5
    assert stay.characters <= stay.budget and stay.seconds <= stay.minutes * 60
    for screen in stay.screens[1:]:
        assert screen.characters <= WORDY and not screen.folded and screen.empty <= EMPTY_MOST, screen.page


def test_the_answer_is_not_seen_before_it_is_asked_for_and_a_group_need_not_guess(zone: HarmDataScene) -> None:
    state = zone.start(LED)
    assert isinstance(state.page, GuessPage) and "62.1" not in words(zone.view(state, LOOK))
    shown = words(zone.view(zone.touch(state, Tap("next")).state, LOOK))
    assert "62.1" in shown and "咱们猜 " not in shown, "nobody's guess is made up"
    guessed = play(zone, state, "bead/4")[0]
    assert "咱们猜 4 个" in words(zone.view(guessed, LOOK)) and "62.1" not in words(zone.view(guessed, LOOK))
    assert "next" in targets(zone.view(guessed, LOOK))


def test_a_guess_is_made_bead_by_bead_and_stays_between_one_and_ten(zone: HarmDataScene) -> None:
    state = zone.start(LED)

    def guess(*taps: str) -> int:
        page = play(zone, state, *taps)[0].page
        assert isinstance(page, GuessPage)
        return page.guess

    assert guess("bead/10", "further") == 10 and guess("bead/1", "fewer") == 1
    assert guess("bead/3", "further", "bead/7", "fewer") == 6
    assert guess("further") == 1 and guess("bead/11") == guess("bead/x") == guess("gone") == 0


def test_the_truth_pours_in_beside_the_guess_with_its_source(zone: HarmDataScene) -> None:
    state, events, _ = play(zone, zone.start(LED), "bead/3", "next")
    said = words(zone.view(state, LOOK))
    for shown in ("咱们猜 3 个", "公布约 6 个", "62.1%", "被骗的人，六成在十八到四十岁", "来源：公安部 2024-06-25"):
        assert shown in said.replace("\n", "")
    assert ruby(zone, state) == 6 and not events
    assert play(zone, state, "bead/9", "further")[0] == state, "the guess stands"


def test_every_figure_is_logged_as_opened_and_finished_and_the_zone_is_done(zone: HarmDataScene) -> None:
    state, events, leave = play(zone, zone.start(LED), "bead/5", *["next"] * 5)
    assert leave == "onward" and zone.goal(state)
    opened = [event.item for event in events if isinstance(event, ItemOpened)]
    finished = [event.item for event in events if isinstance(event, ItemFinished)]
    assert opened == finished == ["victims-age", "ten-types", "living", "sms-12381"]


def test_a_hundred_beads_show_the_share_to_the_bead(zone: HarmDataScene) -> None:
    state = play(zone, zone.start(LED), "bead/5", "next", "next")[0]
    assert isinstance(state.page, BeadsPage) and ruby(zone, state) == 88
    assert "来源：公安部 2024-06-25" in words(zone.view(state, LOOK))


def test_the_last_figure_is_for_whoever_is_here(zone: HarmDataScene) -> None:
    def last(*ages: AgeBand) -> str:
        return zone.start(replace(LED, ages=ages)).path[-1]

    assert last(AgeBand.SENIOR) == last(AgeBand.MINOR, AgeBand.MIDDLE) == "investment-age"
    assert last(AgeBand.MINOR) == last() == "sms-12381"


def test_the_hall_may_choose_the_path_and_what_is_gone_is_left_out(zone: HarmDataScene) -> None:
    own = HarmDataScene(zone.charts, zone.living, (), ("gone", "shandong-2024", "living"))
    state = own.start(LED)
    assert state.path == ("shandong-2024", "living")
    state, events, _ = play(own, state, "next")
    assert [type(event) for event in events] == [ItemOpened, ItemFinished, ItemOpened]
    assert zone.page(play(own, state, "back")[0]) == "chart:shandong-2024"
    assert play(own, state, "back", "back")[2] == "home"
    assert play(own, state, "next")[2] == "onward"


def test_more_of_a_figure_is_a_touch_away_and_the_path_goes_on_from_there(zone: HarmDataScene) -> None:
    start = play(zone, zone.start(LED), "bead/5", "next")[0]
    chart = play(zone, start, "more", "mark/2")[0]
    assert isinstance(chart.page, ChartPage) and "未成年人" in words(zone.view(chart, LOOK))
    assert play(zone, chart, "back")[0].page == replace(start.page, guess=6)
    assert zone.page(play(zone, chart, "next")[0]) == "beads:ten-types"


def test_back_leads_along_the_path_and_out_at_its_beginning(zone: HarmDataScene) -> None:
    state = play(zone, zone.start(LED), "bead/5", "next", "next", "next")[0]
    state = play(zone, state, "back")[0]
    assert zone.page(state) == "beads:ten-types"
    state, _, leave = play(zone, state, "back", "back")
    assert isinstance(state.page, GuessPage) and leave == "home"


def test_every_chart_is_whole_in_every_type_size(zone: HarmDataScene) -> None:
    for look in (LOOK, Look(large=True)):
        for state in zone.samples():
            if isinstance(state.page, (ChartPage, GuessPage, BeadsPage)):
                found = targets(zone.view(state, look))
                assert not [t for t in found if "/to/" in t], zone.page(state)
                if isinstance(state.page, ChartPage) and state.page.chart.kind is not ChartKind.SHARE:
                    marks = range(len(state.page.chart.marks))
                    assert all(f"mark/{i}" in found for i in marks)


def test_figures_of_other_spans_are_no_lengths(zone: HarmDataScene) -> None:
    """What covers a year and a half, or is a running total, never stands as a bar beside a year's."""
    for chart in zone.charts:
        if chart.kind in (ChartKind.FIGURES, ChartKind.SHARE, ChartKind.WAFFLE):
            continue
        for mark in chart.marks:
            assert mark.apart or not any(word in mark.basis for word in ("以来", "累计", "截至")), chart.id
