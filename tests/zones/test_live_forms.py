"""The live forms by which visits are measured: drawn by blueprint, renewed each quarter, mended where a word changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from kiosk.content.wording_hash import wording_of
from kiosk.core.live_forms import KeptForm, KeptForms, quarter_of
from kiosk.core.vocabulary import QuestionForm
from kiosk.strategies import FORM_CEILING
from kiosk.zones.quiz.apart import apart
from kiosk.zones.quiz.form import ease
from kiosk.zones.quiz.live import described, lacking, measurable, settled
from kiosk.zones.quiz.manifest import QuizContent
from kiosk.zones.quiz.models import Channel, QuizItem
from tests.content.small_hall import SmallHall
from tests.real_hall import content

SEEDS = 200


@cache
def bank() -> tuple[QuizItem, ...]:
    quiz: QuizContent = content().zones["quiz"]
    return quiz.items


def drawn(hall: str = "boshan", quarter: str = "2026Q4") -> KeptForms:
    forms = settled(None, bank(), quarter, hall)
    assert forms is not None
    return forms


def items_of(form: KeptForm) -> list[QuizItem]:
    found = {item.id: item for item in bank()}
    return [found[item.id] for item in form.items]


def ids(forms: KeptForms) -> list[str]:
    return [item.id for form in (forms.one, forms.other) for item in form.items]


def cells(form: KeptForm) -> Counter[tuple[str, bool]]:
    return Counter((item.channel, item.genuine) for item in form.items)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_two_forms_follow_the_blueprint(seed: int) -> None:
    """Three scams and three genuine things each; all four channels, two of them with both truths, and what has only a
    scam in one form has only something genuine in the other. No bot comes far, nothing tells of anything else."""
    forms = drawn(f"hall-{seed}")
    for form in (forms.one, forms.other):
        asked = items_of(form)
        assert Counter(item.genuine for item in asked) == {True: 3, False: 3}
        assert {item.channel for item in asked} == {*Channel}
        assert max(Counter(item.channel for item in asked).values()) == 2 and max(cells(form).values()) == 1
        assert all(item.form is QuestionForm.JUDGE and item.short and item.decides and item.why for item in asked)
        assert max(Counter(item.type for item in asked).values()) <= 2
        assert ease(asked) <= FORM_CEILING
        truths = [item.genuine for item in asked]
        assert all(len({*truths[at : at + 3]}) == 2 for at in range(4)), "no three of one truth in a row"
        assert sum(len(item.stem) + len(item.short) for item in asked) <= 330, "read aloud in ninety seconds"
    alone = [
        {cell for cell in cells(form) if (cell[0], not cell[1]) not in cells(form)} for form in (forms.one, forms.other)
    ]
    assert alone[1] == {(channel, not genuine) for channel, genuine in alone[0]} and len(alone[0]) == 2
    away = apart(bank())
    everything = ids(forms)
    assert len({*everything}) == 12
    assert not [(one, other) for one, other in combinations(everything, 2) if other in away[one]]


def test_the_same_hall_draws_the_same_forms_and_others_other_ones() -> None:
    assert drawn() == drawn()
    assert drawn() != drawn("zhoucun") and ids(drawn(quarter="2027Q1")) != ids(drawn())
    assert [drawn().one.id, drawn().other.id] == ["2026Q4-A", "2026Q4-B"]


def test_a_form_that_stands_is_left_as_it_is() -> None:
    assert settled(drawn(), bank(), "2026Q4", "boshan") == drawn()
    assert settled(drawn(), bank(), "2026Q4", "another hall") == drawn()


def test_each_quarter_a_quarter_of_the_items_is_new_and_after_four_all_are() -> None:
    forms, first = drawn(), {*ids(drawn())}
    for quarter in ("2027Q1", "2027Q2", "2027Q3", "2027Q4"):
        renewed = settled(forms, bank(), quarter, "boshan")
        assert renewed is not None
        assert len({*ids(renewed)} - {*ids(forms)}) == 3
        for before, after in ((forms.one, renewed.one), (forms.other, renewed.other)):
            assert cells(before) == cells(after)
            assert ease(items_of(after)) <= FORM_CEILING
        assert renewed.one.id == f"{quarter}-A" and renewed.other.id == f"{quarter}-B"
        forms = renewed
    assert not first & {*ids(forms)}, "what has stood longest goes first"


def test_a_hall_that_was_closed_for_years_renews_a_quarter_too() -> None:
    renewed = settled(drawn(), bank(), "2030Q2", "boshan")
    assert renewed is not None and len({*ids(renewed)} - {*ids(drawn())}) == 3


def test_an_edited_item_gives_way_and_its_form_is_another_one() -> None:
    forms = drawn()
    edited = forms.one.items[2]
    words = [replace(item, short=item.short + "嗯") if item.id == edited.id else item for item in bank()]
    mended = settled(forms, words, "2026Q4", "boshan")
    assert mended is not None
    assert edited.id not in ids(mended) and [i for i in ids(forms) if i != edited.id] == [
        i for i in ids(mended) if i != mended.one.items[2].id
    ]
    assert (mended.one.items[2].channel, mended.one.items[2].genuine) == (edited.channel, edited.genuine)
    assert mended.one.id.startswith("2026Q4-A-") and mended.other == forms.other, "the other form is what it was"
    assert settled(mended, words, "2026Q4", "boshan") == mended


def test_an_item_that_is_gone_gives_way() -> None:
    forms = drawn()
    gone = forms.other.items[0].id
    mended = settled(forms, [item for item in bank() if item.id != gone], "2026Q4", "boshan")
    assert mended is not None and gone not in ids(mended) and mended.one == forms.one
    assert mended.other.id.startswith("2026Q4-B-")


def test_an_edited_item_comes_back_with_its_new_words_where_there_is_nothing_else() -> None:
    forms = drawn()
    edited = forms.one.items[0]
    few = [item for item in bank() if item.id in ids(forms)]
    words = [replace(item, why=item.why + "嗯") if item.id == edited.id else item for item in few]
    mended = settled(forms, words, "2026Q4", "boshan")
    assert mended is not None and ids(mended) == ids(forms)
    assert mended.one.items[0].wording == wording_of(next(item for item in words if item.id == edited.id))
    assert mended.one.id != forms.one.id


def test_what_was_drawn_anew_after_a_damage_is_never_taken_for_what_was_lost() -> None:
    forms = settled(None, bank(), "2026Q4", "boshan", lost=True)
    assert forms is not None and ids(forms) == ids(drawn())
    assert {forms.one.id, forms.other.id}.isdisjoint({"2026Q4-A", "2026Q4-B"})


@pytest.mark.parametrize(
    ("day", "known", "quarter"),
    [
        (date(2026, 11, 28), "", "2026Q4"),
        (date(2027, 1, 1), "2026Q4", "2027Q1"),
        (date(2027, 3, 31), "2026Q4", "2027Q1"),
        (date(2027, 4, 1), "2026Q4", "2027Q2"),
        (date(1970, 1, 1), "2027Q2", "2027Q2"),
        (date(2027, 3, 31), "2027Q2", "2027Q2"),
        (date(1970, 1, 1), "", "2026Q4"),
        (date(2025, 12, 31), "", "2026Q4"),
        (date(2037, 12, 31), "2027Q2", "2037Q4"),
        (date(2038, 1, 1), "2027Q2", "2027Q2"),
    ],
)
def test_a_wrong_clock_makes_no_quarter(day: date, known: str, quarter: str) -> None:
    assert quarter_of(day, known) == quarter


def test_what_lacks_a_short_form_a_channel_or_a_truth_is_not_measured_by() -> None:
    item = next(item for item in measurable(bank()) if item.genuine)
    assert measurable([item]) == (item,)
    lacking_one = [
        replace(item, short=""),
        replace(item, decides=""),
        replace(item, why=""),
        replace(item, channel=None),
    ]
    undecided = replace(item, genuine=None, answer="先核实")
    assert measurable([*lacking_one, undecided, replace(item, form=QuestionForm.SINGLE)]) == ()


def test_a_bank_that_gives_no_two_forms_says_what_it_lacks() -> None:
    assert lacking(bank()) == ""
    few = [item for item in bank() if (item.channel, item.genuine) != (Channel.FACE, False)]
    assert settled(None, few, "2026Q4", "boshan") is None
    assert "当面或纸上的骗局只有 0 道" in lacking(few) and "就不测" in lacking(few)


def test_staff_are_told_of_such_a_bank_unless_they_do_not_measure(hall: SmallHall) -> None:
    assert hall.check() == ()
    bank = hall.data("content/quiz/items/all.yaml")
    for item in bank["items"]:
        item["channel"] = "sms"
    hall.write("content/quiz/items/all.yaml", bank)
    (problem,) = (found for found in hall.check() if "抽不出两套六道" in found.message)
    assert problem.warning and problem.path.endswith("quiz/blueprint.yaml")
    settings = hall.data("zones.yaml")
    settings["hall"]["measuring"] = False
    hall.write("zones.yaml", settings)
    assert not [found for found in hall.check() if "抽不出两套六道" in found.message]


def test_staff_see_what_is_live_and_how_far_bots_get() -> None:
    lines = list(described(drawn(), bank()))
    assert sum("骗局　" in line for line in lines) == sum("真的　" in line for line in lines) == 6
    assert sum("全说是骗局" in line for line in lines) == 2 and not any("高了" in line for line in lines)
    renewed = settled(drawn(), bank(), "2027Q1", "boshan")
    assert renewed is not None
    assert sum("（2026Q4 起）" in line for line in described(renewed, bank())) == 9
