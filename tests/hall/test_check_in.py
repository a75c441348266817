"""入馆登记 as a group goes through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.models.base import Source
from kiosk.content.models.hall import (
    Hall,
    HallSettings,
    HallTip,
    HallWords,
    ShorterVisit,
    Striking,
    ZonePlan,
    ZoneShare,
)
from kiosk.core.events import GroupRefused, VisitStarted
from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, VisitMode
from kiosk.draw.items import Icon, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.hall.check_in import MOST_PEOPLE, USUAL, CheckIn, CheckInState
from kiosk.scene import Step, Tap, Visit

PRIVACY = ("不问姓名，不拍人脸。", "只记几个人、大致年龄。", "认不出是谁。")
WORDS = HallWords(
    "一馆。", (Striking("1", "一。", Source("公安部", "2026")),), PRIVACY, "谢谢。", (HallTip("甲。"), HallTip("乙。"))
)
ZONE = ZonePlan("quiz", "考核", 4.0, 2.0)
SHORT = ShorterVisit(Programme.SHORT, 20, (ZoneShare("quiz", 3.0),))


def hall(*shorter: ShorterVisit, **settings: int) -> Hall:
    return Hall(HallSettings("试验馆", **settings), (ZONE,), shorter)


SCENE = CheckIn(hall(), WORDS)
LOOK = Look()
ICONS = Path(__file__).parents[2] / "kiosk" / "draw" / "icons"


def taps(*words: str, scene: CheckIn = SCENE) -> tuple[Step[CheckInState], list[object]]:
    """Touch what is on the screen, one after the other; a target that is not there fails the test."""
    step: Step[CheckInState] = Step(scene.start(Visit()))
    events: list[object] = []
    for word in words:
        if word != "back":
            assert word in targets(scene.view(step.state, LOOK)), f"{word} is not on page {scene.page(step.state)}"
        step = scene.touch(step.state, Tap(word))
        events += step.events
    return step, events


def said(state: CheckInState, scene: CheckIn = SCENE) -> str:
    return "".join("".join(i.lines) for i in scene.view(state, LOOK) if isinstance(i, Text))


def test_a_class_of_twelve_is_admitted_in_three_touches() -> None:
    step, events = taps("people/12", "kind/school", "next")
    assert step.leave == "onward", "who is led goes straight on to the first zone"
    assert events == [VisitStarted(12, GroupKind.SCHOOL, (AgeBand.MINOR,), VisitMode.GUIDED)]


def test_what_mostly_fits_can_be_changed() -> None:
    step, events = taps("people/12", "kind/school", "ages/minor", "ages/middle", "mode/free", "next")
    assert events == [VisitStarted(12, GroupKind.SCHOOL, (AgeBand.MIDDLE,), VisitMode.FREE)]
    assert step.leave == "admitted", "who looks round by themselves chooses on the map"
    _, events = taps("people/1", "kind/visitor", "ages/senior", "ages/senior", "next")
    assert events == [VisitStarted(1, GroupKind.VISITOR, (), VisitMode.FREE)]


@pytest.mark.parametrize("kind", list(GroupKind))
def test_every_kind_has_what_mostly_fits_it_and_nobody_alone_is_led(kind: GroupKind) -> None:
    ages, mode = USUAL[kind]
    assert taps("people/9", f"kind/{kind}", "next")[1] == [VisitStarted(9, kind, ages, mode)]
    assert taps("people/1", f"kind/{kind}", "next")[1] == [VisitStarted(1, kind, ages, VisitMode.FREE)]


def test_another_kind_brings_what_fits_it_and_the_same_one_keeps_what_was_chosen() -> None:
    chosen = ("people/12", "kind/school", "ages/senior", "back")
    assert taps(*chosen, "kind/school")[0].state.ages == (AgeBand.MINOR, AgeBand.SENIOR)
    assert taps(*chosen, "kind/community")[0].state.ages == (AgeBand.MIDDLE, AgeBand.SENIOR)


def test_ages_are_told_in_one_order_however_they_were_ticked() -> None:
    one = taps("people/2", "kind/other", "ages/senior", "ages/minor")[0].state
    other = taps("people/2", "kind/other", "ages/minor", "ages/senior")[0].state
    assert one.ages == other.ages == (AgeBand.MINOR, AgeBand.SENIOR)


@pytest.mark.parametrize("number", range(1, 16))
def test_every_number_up_to_fifteen_has_a_key(number: int) -> None:
    assert taps(f"people/{number}")[0].state.people == number


def test_thirty_two_people_are_told_how_to_split_and_the_first_eleven_go_in() -> None:
    asked = ["people/more", "many/10", *["many/1"] * 6, "next"]
    step, events = taps(*asked)
    assert events == [GroupRefused(32, (11, 11, 10))]
    words = said(step.state)
    assert "32 人 → 11 + 11 + 10，每批约 40 分钟" in words and "先进第一批 11 人" in words
    assert "约 80 分钟后进" in words
    step, events = taps(*asked, "next", "kind/company", "next")
    assert events == [
        GroupRefused(32, (11, 11, 10)),
        VisitStarted(11, GroupKind.COMPANY, USUAL[GroupKind.COMPANY][0], VisitMode.GUIDED),
    ]


def test_a_group_that_corrects_its_number_is_refused_once() -> None:
    _, events = taps("people/more", "next", "back", "many/10", "next")
    assert events == [GroupRefused(16, (8, 8))]


def test_the_number_stays_between_one_too_many_and_the_most() -> None:
    low = taps("people/more")[0].state
    assert low.many == 16 and "many/-1" not in targets(SCENE.view(low, LOOK))
    height = taps("people/more", *["many/10"] * 19)[0].state
    assert height.many == MOST_PEOPLE and "many/1" not in targets(SCENE.view(height, LOOK))


def test_a_hall_for_eight_asks_for_eight() -> None:
    small = CheckIn(hall(group_max=8), WORDS)
    shown = targets(small.view(small.start(Visit()), LOOK))
    assert "people/8" in shown and "people/9" not in shown
    step, events = taps("people/more", "next", scene=small)
    assert events == [GroupRefused(9, (5, 4))]
    assert SCENE.touch(step.state, Tap("people/9")).state == step.state


def test_back_goes_one_page_up_and_keeps_what_was_chosen() -> None:
    step, _ = taps("people/12", "kind/school", "back", "back")
    assert SCENE.page(step.state) == "people" and step.state.people == 12
    assert SCENE.page(taps("people/12", "kind/school", "back", "back", "next")[0].state) == "kind"
    split = taps("people/more", "next", "next", "back")[0].state
    assert SCENE.page(split) == "batches"


def test_back_on_the_first_page_goes_home() -> None:
    assert taps("back")[0].leave == "home"


def test_the_last_page_says_what_is_kept_and_nobody_is_asked_for_a_name() -> None:
    words = said(taps("people/3", "kind/family")[0].state)
    for line in (*PRIVACY, "3 人", "家庭", "18岁以下", "自由模式", "开始参观"):
        assert line in words


def test_a_number_chosen_after_a_split_is_not_a_batch_any_more() -> None:
    state = taps("people/more", "next", "next", "back", "back", "back", "people/5", "back")[0].state
    assert SCENE.page(state) == "people" and state.people == 5


@pytest.mark.parametrize(
    "word",
    [
        "people/16",
        "people/0",
        "people/x",
        "kind/army",
        "people/²",
        "ages/all",
        "mode/vip",
        "many/7",
        "zone/quiz",
        "",
        "next",
    ],
)
def test_what_is_not_on_the_page_does_nothing(word: str) -> None:
    start = SCENE.start(Visit())
    step = SCENE.touch(start, Tap(word))
    assert (step.state, step.events, step.leave) == (start, (), "")


def test_samples_show_every_page() -> None:
    pages = {SCENE.page(s) for s in SCENE.samples()}
    assert pages == {"people", "many", "batches", "kind", "sheet"}


def test_every_kind_age_and_mode_can_be_chosen_and_has_a_picture() -> None:
    kinds = SCENE.view(taps("people/2")[0].state, LOOK)
    assert {f"kind/{kind}" for kind in GroupKind} <= set(targets(kinds))
    sheet = SCENE.view(taps("people/2", "kind/family")[0].state, LOOK)
    assert {f"ages/{band}" for band in AgeBand if band is not AgeBand.UNKNOWN} <= set(targets(sheet))
    assert {f"mode/{mode}" for mode in VisitMode} <= set(targets(sheet))
    for items, vocabulary in ((kinds, GroupKind), (sheet, VisitMode)):
        words = "".join("".join(i.lines) for i in items if isinstance(i, Text))
        assert all(term.word in words for term in vocabulary)
    icons = {i.name for i in [*kinds, *sheet] if isinstance(i, Icon)}
    named = {kind.value for kind in GroupKind if kind is not GroupKind.OTHER} | {"more"}
    assert icons >= named and all((ICONS / f"{name}.svg").is_file() for name in icons)
    others = {"check", "guide", "map", "lock", "right"}
    figures = [i.name for i in sheet if isinstance(i, Icon) and i.name not in others]
    assert len(figures) == len(set(figures)) == 8, "a woman and a man for each age, none of them twice"


def test_nobody_is_of_an_age_that_is_not_known() -> None:
    state = taps("people/2", "kind/family")[0].state
    assert SCENE.touch(state, Tap("ages/unknown")).state == state


@pytest.mark.parametrize("page", ["people", "kind"])
def test_nobody_goes_past_a_question_without_an_answer(page: str) -> None:
    ways = {"people": (), "kind": ("people/2",)}
    state = taps(*ways[page])[0].state
    assert SCENE.page(state) == page and "next" not in targets(SCENE.view(state, LOOK))
    assert SCENE.touch(state, Tap("next")) == Step(state)


def test_a_shorter_visit_is_chosen_on_the_sheet_and_admitted_as_such() -> None:
    scene = CheckIn(hall(SHORT), WORDS)
    sheet = ("people/4", "kind/family", "mode/guided")
    assert "完整参观" in said(taps(*sheet, scene=scene)[0].state, scene)
    step, events = taps(*sheet, "programme", "next", scene=scene)
    assert events == [VisitStarted(4, GroupKind.FAMILY, USUAL[GroupKind.FAMILY][0], VisitMode.GUIDED, Programme.SHORT)]
    shown = said(step.state, scene)
    assert "短程参观" in shown and "20" in shown
    assert taps(*sheet, "programme", "programme", "next", scene=scene)[1][0] == VisitStarted(
        4, GroupKind.FAMILY, USUAL[GroupKind.FAMILY][0], VisitMode.GUIDED
    )


def test_a_hall_with_one_programme_offers_no_choice() -> None:
    assert "programme" not in targets(SCENE.view(taps("people/4", "kind/family")[0].state, LOOK))


def test_the_programme_of_the_hall_stands_there_first_unless_there_is_none() -> None:
    scene = CheckIn(hall(SHORT), WORDS)
    assert scene.start(Visit(programme=Programme.SHORT)).programme is Programme.SHORT
    assert scene.start(Visit(programme=Programme.ROADSHOW)).programme is Programme.FULL


def test_who_is_being_defrauded_finds_the_way_on_the_first_page_where_there_is_one() -> None:
    with_it = CheckIn(hall(), WORDS, dissuades=True)
    assert taps("dissuade", scene=with_it)[0].leave == "dissuade"
    assert "dissuade" not in targets(SCENE.view(SCENE.start(Visit()), LOOK))
    assert SCENE.touch(SCENE.start(Visit()), Tap("dissuade")).leave == ""
    assert "dissuade" not in targets(with_it.view(taps("people/4", "kind/family", scene=with_it)[0].state, LOOK))


@pytest.mark.parametrize("canvas", [(1920, 1080), (1080, 1920), (1440, 1080)])
@pytest.mark.parametrize("large", [False, True])
def test_the_box_that_is_ticked_lies_on_no_words(canvas: tuple[float, float], large: bool) -> None:
    look = Look(canvas=Size(*canvas), area=Rect(48, 200, canvas[0] - 96, 640), large=large)
    items = SCENE.view(taps("people/12", "kind/community")[0].state, look)
    boxes = [item.rect for item in items if isinstance(item, Panel) and item.rect.w == item.rect.h == 56]
    words = [item for item in items if isinstance(item, Text) and "岁" in "".join(item.lines)]
    assert len(boxes) == 4 == len(words)
    for text in words:
        across = text_width("".join(text.lines), text.size, text.face)
        seen = Rect(text.rect.centre[0] - across / 2, text.rect.y, across, text.rect.h)
        assert not [box for box in boxes if not box.meet(seen).empty]
