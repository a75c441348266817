"""先看六件事: six things to judge before anything is taught, and six others in the quiz, with nothing told in between."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.core.events import (
    Event,
    JudgementCounted,
    JudgementUncounted,
    MeasuringBegun,
    MeasuringSkipped,
    QuestionAnswered,
)
from kiosk.core.vocabulary import Phase
from kiosk.draw.items import Sound, Text, targets
from kiosk.scene import Tap
from kiosk.session import replay
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.wiring import make_machine
from tests.real_hall import PLACES, content, live, machine

GUIDED = ("start", "people/12", "kind/community", "mode/guided", "next")
ALONE = ("start", "people/1", "kind/visitor", "next")
FAMILY = ("start", "people/3", "kind/family", "mode/free", "next")
FORMS = live()


def admitted(way: Sequence[str], m: Machine | None = None) -> Machine:
    m = m or machine(alternation=FORMS)
    go(m, *way)
    assert m.place is Place.MEASURING
    return m


def go(m: Machine, *words: str) -> None:
    for word in words:
        m.touch(Tap(word))


def logged(m: Machine, *kinds: type) -> list[Event]:
    return [entry.event for entry in m.take() if isinstance(entry.event, kinds)]  # type: ignore[misc]


def said(m: Machine) -> list[tuple[str, int, int, int]]:
    """What was written down of each item: its id, for a scam, for genuine, of so many."""
    events = logged(m, JudgementCounted)
    return [(e.item, e.said_scam, e.said_genuine, e.people) for e in events if isinstance(e, JudgementCounted)]


def words_on(m: Machine) -> str:
    return "".join(line for item in m.view() if isinstance(item, Text) for line in item.lines)


def test_it_says_what_it_is_and_tests_nobody() -> None:
    m = admitted(GUIDED)
    assert m.page() == "measuring:opening"
    assert "先看六件事" in words_on(m) and "不考哪一位" in words_on(m)
    assert {"skip", "next"} <= {*targets(m.view())}


@pytest.mark.parametrize(("way", "place"), [(GUIDED, Place.ZONE), (FAMILY, Place.MAP), (ALONE, Place.MAP)])
def test_one_touch_leaves_it_out_and_is_recorded(way: Sequence[str], place: Place) -> None:
    m = admitted(way)
    go(m, "skip")
    assert m.place is place
    assert logged(m, MeasuringBegun, MeasuringSkipped, JudgementCounted) == [
        MeasuringSkipped(Phase.BEFORE, FORMS.one.id)
    ]


def test_a_finger_need_not_meet_a_key_in_its_middle() -> None:
    m = admitted(ALONE)
    m.touch(Tap("skip", 0.9, 0.1))
    assert m.place is Place.MAP
    m = in_the_quiz(GUIDED)
    m.touch(Tap("skip", 0.1, 0.1))
    assert m.page().startswith("quiz:item:")


def test_it_can_be_left_out_at_the_first_thing_still_and_at_no_other() -> None:
    m = admitted(GUIDED)
    go(m, "next")
    assert "skip" in targets(m.view())
    go(m, "next")
    assert "skip" not in targets(m.view())
    go(m, "skip")
    assert m.page() == f"measuring:{FORMS.one.items[1]}"


def test_the_yellow_key_alone_leads_through_and_it_is_written_down_that_nobody_counted() -> None:
    m = admitted(GUIDED)
    pages = []
    while m.place is Place.MEASURING:
        pages.append(m.page())
        go(m, "next")
    assert pages == ["measuring:opening", *(f"measuring:{item}" for item in FORMS.one.items)]
    assert m.place is Place.ZONE
    begun, *passed = logged(m, MeasuringBegun, MeasuringSkipped, JudgementCounted, JudgementUncounted)
    assert begun == MeasuringBegun(Phase.BEFORE, FORMS.one.id, FORMS.one.items)
    assert [(type(e), e.item, e.people, e.phase) for e in passed if isinstance(e, JudgementUncounted)] == [
        (JudgementUncounted, item, 12, Phase.BEFORE) for item in FORMS.one.items
    ]
    assert len(passed) == 6


def test_hands_are_counted_for_both_answers() -> None:
    m = admitted(GUIDED)
    go(m, "next", "hands/0/7", "hands/1/3")
    assert "拿不准" in words_on(m) and "2 位" in words_on(m)
    go(m, "next", "hands/1/12", "next", "next", "hands/0/1", "hands/0/1", "next")
    one, two, three, four, *_ = FORMS.one.items
    events = logged(m, JudgementCounted, JudgementUncounted)
    assert [e.item for e in events if isinstance(e, JudgementUncounted)] == [three, four], "for the last one no more"
    counted = [(e.item, e.said_scam, e.said_genuine, e.people) for e in events if isinstance(e, JudgementCounted)]
    assert counted == [(one, 7, 3, 12), (two, 0, 12, 12)]


def test_a_touch_of_an_answer_is_one_hand_more_and_never_more_than_there_are_people() -> None:
    m = admitted(FAMILY)
    go(m, "next", "say/0", "say/0", "say/1", "say/1", "say/1", "next")
    assert said(m) == [(FORMS.one.items[0], 2, 1, 3)]


def test_who_comes_alone_says_one_of_three_and_may_think_again() -> None:
    m = admitted(ALONE)
    go(m, "next", "say/1", "say/0", "next", "say/1", "next", "say/2", "next", "next")
    one, two, three, _, *_ = FORMS.one.items
    assert said(m) == [(one, 1, 0, 1), (two, 0, 1, 1), (three, 0, 0, 1)], "who says nothing has said nothing"


@pytest.mark.parametrize("way", [GUIDED, ALONE])
def test_nothing_is_revealed_and_nothing_is_heard_of_right_or_wrong(way: Sequence[str]) -> None:
    m = admitted(way)
    go(m, "next")
    bank = {item.id: item for item in content().zones["quiz"].items}
    for number, item in enumerate(FORMS.one.items):
        for word in ("hands/0/5", "hands/1/5", f"say/{number % 2}"):
            go(m, word)
            written = words_on(m)
            assert bank[item].why not in written and bank[item].explanation not in written
            assert not any(word in written for word in ("答对", "正确", "没看出"))
            assert not any(text.marks for text in m.view() if isinstance(text, Text))
            assert not [sound for sound in m.sounds() if isinstance(sound, Sound) and sound.name in ("right", "wrong")]
        go(m, "next")
    assert logged(m, QuestionAnswered) == []


def test_what_it_is_goes_on_by_itself_where_an_officer_leads_unless_somebody_touches_it() -> None:
    m, free = admitted(GUIDED), admitted(FAMILY)
    for _ in range(90):
        m.tick(1.0)
        free.tick(0.5)
    assert m.page() == f"measuring:{FORMS.one.items[0]}" and free.page() == "measuring:opening"
    assert len(logged(m, MeasuringBegun)) == 1
    for _ in range(40):
        m.tick(1.0)
    assert m.page().startswith(f"measuring:{FORMS.one.items[0]}"), "what asks something waits for somebody"


def test_an_item_that_is_gone_from_the_bank_is_passed_over() -> None:
    short = replace(FORMS, one=replace(FORMS.one, items=("gone", *FORMS.one.items[1:])))
    m = admitted(GUIDED, machine(alternation=short))
    go(m, "next")
    assert m.page() == f"measuring:{FORMS.one.items[1]}" and "共 5 件" in words_on(m)


# ------------------------------------------------------------ afterwards, in the quiz
def in_the_quiz(way: Sequence[str], door: str = "next", skip: bool = True) -> Machine:
    m = admitted(way)
    go(m, *(["skip"] if skip else []))
    m.put(Place.ZONE, "quiz")
    go(m, door)
    m.take()
    return m


@pytest.mark.parametrize(("way", "door"), [(GUIDED, "next"), (GUIDED, "round"), (FAMILY, "round"), (ALONE, "round")])
def test_the_other_form_comes_first_in_the_quiz_also_for_who_left_the_first_out(way: Sequence[str], door: str) -> None:
    m = in_the_quiz(way, door)
    pages = []
    for _ in range(6):
        pages.append(m.page())
        go(m, "say/0", "next")
    assert pages == [f"quiz:live:{item}" for item in FORMS.other.items]
    people = m.visit_session.seen_by_scenes().people
    begun, *counted = logged(m, MeasuringBegun, JudgementCounted)
    assert begun == MeasuringBegun(Phase.AFTER, FORMS.other.id, FORMS.other.items)
    assert [(e.item, e.said_scam, e.people) for e in counted if isinstance(e, JudgementCounted)] == [
        (item, 1, people) for item in FORMS.other.items
    ]


def test_then_the_truth_of_all_six_is_told_with_the_sentence_that_decides() -> None:
    m = in_the_quiz(GUIDED)
    go(m, *["next"] * 6)
    bank = {item.id: item for item in content().zones["quiz"].items}
    for page, items in (("quiz:truths:0", FORMS.other.items[:3]), ("quiz:truths:1", FORMS.other.items[3:])):
        assert m.page() == page
        written = words_on(m)
        scams = sum(bank[item].genuine is False for item in items)
        assert (written.count("是骗局"), written.count("是真的")) == (scams, 3 - scams)
        assert all(bank[item].why in written for item in items)
        marked = "".join(
            "".join(text.lines[mark.line][mark.start : mark.end] for mark in text.marks)
            for text in m.view()
            if isinstance(text, Text)
        )
        assert all(bank[item].decides in marked for item in items)
        assert "答对" not in written, "and nobody is given a figure"
        go(m, "next")
    assert m.place is Place.ZONE and m.zone != "quiz", "and the path leads on"


def test_a_group_on_its_own_goes_on_to_the_quiz_and_is_not_asked_again() -> None:
    m = in_the_quiz(FAMILY, "round")
    go(m, *["next"] * 8)
    assert m.page() == "quiz:start"
    go(m, "frame/home", "zone/quiz", "round")
    assert m.page() == "quiz:start"


def test_the_form_for_afterwards_can_be_left_out_too() -> None:
    m = in_the_quiz(GUIDED)
    go(m, "skip")
    assert m.page().startswith("quiz:item:"), "the zone has its own questions"
    assert logged(m, MeasuringBegun, MeasuringSkipped) == [MeasuringSkipped(Phase.AFTER, FORMS.other.id)]
    go(m, "frame/home", "zone/quiz", "round")
    assert m.page() == "quiz:start"


def test_a_zone_whose_six_things_were_judged_is_done() -> None:
    m = in_the_quiz(GUIDED)
    go(m, *["next"] * 6, "frame/home")
    assert "quiz" in m.visit_session.seen_by_scenes().done


def test_where_nothing_is_measured_the_quiz_is_as_it_was() -> None:
    m = machine()
    go(m, *GUIDED)
    assert m.place is Place.ZONE
    m.put(Place.ZONE, "quiz")
    go(m, "next")
    assert m.page().startswith("quiz:item:")


# ------------------------------------------------------------ the same visit again
def test_a_visit_played_again_has_its_own_forms_whatever_is_live_now() -> None:
    m = machine(random.Random(3), alternation=FORMS.counted())
    entries: list[object] = []
    for word in (*GUIDED, "next", "hands/0/4", "next", "hands/1/6", "next"):
        entries.append(Tap(word))
        go(m, word)
    start = replay.start_record(m)
    chance = replay.SameChance(start["seed"])
    again = make_machine(content(), PLACES, (1920, 1080), chance, lambda: "v1", replay.alternation_of(start))
    events = [entry.event for entry in replay.play(again, entries)]  # type: ignore[arg-type]
    assert events == [entry.event for entry in m.take()] and again.page() == m.page()
    assert [e.form for e in events if isinstance(e, JudgementCounted)] == [FORMS.other.id] * 2
    assert replay.alternation_of({}) is None and replay.alternation_of({"forms": []}) is None


def test_a_visit_taken_up_again_goes_on_with_its_form() -> None:
    m = admitted(FAMILY)
    go(m, "next", "hands/0/2", "next")
    page = m.page()
    m.set_aside()
    assert m.place is Place.ATTRACT
    go(m, "take_up", "hands/0/3")
    assert m.page() == page
    go(m, "next")
    assert [item for item, *_ in said(m)] == list(FORMS.one.items[:2])


def test_the_next_visit_begins_with_the_other_form() -> None:
    m = admitted(GUIDED)
    go(m, "next", "next")
    m.put(Place.ATTRACT)
    admitted(GUIDED, m)
    go(m, "next")
    assert m.page() == f"measuring:{FORMS.other.items[0]}"
