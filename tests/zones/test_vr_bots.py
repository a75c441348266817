"""Nobody comes through a scenario by a habit: what tells nothing settles little, and stopping can be wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.models.hall import PanelSize
from kiosk.core.events import SceneStopped
from kiosk.core.vocabulary import Device, OptionKind
from kiosk.draw.items import Text
from kiosk.scene import Tap, Visit
from kiosk.session import frame
from kiosk.strategies import table
from kiosk.zones.register import ZONES
from kiosk.zones.vr_experience.advice import HARMLESS_SHARE, scenario_advice, scenarios_played
from kiosk.zones.vr_experience.bots import Habit, ceiling, good_choices, said_by_others
from kiosk.zones.vr_experience.checks import scenario_faults
from kiosk.zones.vr_experience.models import Choice, End, Flag, FlagKind, Node, Say, Scenario, Timer
from kiosk.zones.vr_experience.picker import begins
from kiosk.zones.vr_experience.scene import VrExperienceScene
from kiosk.zones.vr_experience.story import shuffled
from tests.real_hall import content
from tests.tale import TALE

SHIPPED: tuple[Scenario, ...] = content().zones["vr_experience"].scenarios


def asked(*options: tuple[str, bool], moments: int = 8, ordered: bool = False) -> Scenario:
    """A scenario that offers the same options (their words, whether they are good) again and again."""
    kinds = {True: OptionKind.SAFE, False: OptionKind.RISKY}
    nodes = [
        Node(
            f"n{n}",
            choices=tuple(
                Choice(text, f"n{n + 1}", kind=kinds[good], id=str(i)) for i, (text, good) in enumerate(options)
            ),
            ordered=ordered,
        )
        for n in range(moments)
    ]
    return replace(TALE, nodes=(*nodes, replace(TALE.nodes[-1], id=f"n{moments}")), flags=())


def advice(scenario: Scenario) -> str:
    return "\n".join(message for _, message in scenario_advice(scenario))


# ------------------------------------------------------------ what the hall ships
def test_no_habit_is_above_its_ceiling_in_any_scenario_or_in_all_of_them() -> None:
    zone = next(zone for zone in ZONES if zone.id == "vr_experience")
    sets = tuple(zone.played(content().zones["vr_experience"]))
    assert len(sets) == len(SHIPPED) + 1
    assert not any(row.above for of in sets for row in of.played), "\n".join(table(sets))


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda scenario: scenario.id)
def test_two_fifths_of_what_the_other_side_says_is_harmless_and_can_be_explained(scenario: Scenario) -> None:
    said, harmless = said_by_others(scenario)
    assert harmless / said >= HARMLESS_SHARE
    assert scenario_advice(scenario) == []


def test_where_the_good_option_stands_says_nothing() -> None:
    """Over many visits the good option stands about as often at every place."""
    places = [0, 0, 0]
    for scenario in SHIPPED:
        for seed in range(12):
            for node in shuffled(scenario, seed).nodes:
                good = [i for i, choice in enumerate(node.choices) if choice.kind is OptionKind.SAFE]
                if len(node.choices) == 3 and len(good) == 1:
                    places[good[0]] += 1
    assert min(places) > 0.8 * sum(places) / 3, places


def test_titles_and_cards_name_no_kind_of_scam() -> None:
    names = {name for name in content().shared.type_names.values()}
    for scenario in SHIPPED:
        shown = scenario.title + "".join(begins(scenario))
        assert not any(name in shown for name in names), scenario.id
        assert not any(word in shown for word in ("诈骗", "骗子", "冒充", "假", "“")), scenario.id


# ------------------------------------------------------------ the habits
def test_who_takes_the_first_or_last_is_a_guesser_unless_the_order_means_something() -> None:
    options = (("甲", False), ("乙", True))
    mixed, kept = asked(*options), asked(*options, ordered=True)
    assert [good_choices(h, mixed) for h in (Habit.FIRST, Habit.LAST, Habit.BLIND)] == [0.5] * 3
    assert [good_choices(h, kept) for h in (Habit.FIRST, Habit.LAST, Habit.BLIND)] == [0, 1, 0.5]
    assert "总选最后一个的人" in advice(kept) and "ordered: true" in advice(kept)
    assert "总选" not in advice(mixed)


def test_a_good_option_that_is_always_the_longest_is_told_and_half_of_the_time_is_not() -> None:
    always = asked(("好的", False), ("我自己拨号码问一问再说", True))
    assert good_choices(Habit.LONGEST, always) == 1 and "总选字最多的人" in advice(always)
    other = asked(("好的好的好的好的好的好的", False), ("问一问", True))
    half = replace(always, nodes=(*always.nodes[:4], *other.nodes[4:]))
    assert good_choices(Habit.LONGEST, half) == 0.5 and "总选字最多的人" not in advice(half)


def test_the_ceiling_is_what_guessing_passes_once_in_twenty_times() -> None:
    assert ceiling(0.5, 16) == pytest.approx(0.5 + 1.645 * 0.125)
    assert ceiling(0.5, 4) > ceiling(0.5, 40) > 0.5
    assert ceiling(0.5, 0) == 1


def test_a_clock_that_leads_out_by_itself_is_told() -> None:
    timed = replace(
        TALE.nodes[1], timer=Timer(30, "fine"), choices=(Choice("好", "code", id="a"), Choice("不", "look", id="b"))
    )
    scenario = replace(TALE, nodes=tuple(timed if n.id == "call" else n for n in TALE.nodes))
    assert "有倒计时就等它走完的人" in advice(scenario)
    assert "有倒计时" not in advice(TALE)


# ------------------------------------------------------------ stopping can be wrong
def stopped(red: int, harmless: int) -> Scenario:
    says = [Say("把验证码念来。", shows=("trick",))] * red + [Say("今天真热。", shows=("small",))] * harmless
    flags = (Flag("trick", "验证码不能给"), Flag("small", "家常话", FlagKind.HARMLESS))
    node = Node("a", Device.CALL, "某人", says=tuple(says), choices=TALE.nodes[0].choices)
    return replace(TALE, nodes=(node, *TALE.nodes[1:]), flags=(*TALE.flags, *flags))


def test_fewer_than_two_fifths_harmless_is_told() -> None:
    for red, harmless, told in ((3, 2, False), (4, 2, True)):
        scenario = stopped(red, harmless)
        scenario = replace(scenario, nodes=(scenario.nodes[0], *TALE.nodes[-2:]))
        assert ("喊停怎么喊都对" in advice(scenario)) is told
        [row] = [r for r in next(iter(scenarios_played([scenario]))).played if r.bot is Habit.STOPS]
        assert row.above is told


def test_a_sentence_of_which_nobody_could_say_why_it_is_harmless_is_told() -> None:
    scenario = stopped(1, 1)
    bare = replace(scenario.nodes[0], says=(*scenario.nodes[0].says, Say("喂，在吗？")))
    assert "说不出它为什么没问题" in advice(replace(scenario, nodes=(bare, *TALE.nodes[-2:])))


def test_a_false_stop_is_answered_kindly_counts_once_and_is_summed_up() -> None:
    scenario = replace(stopped(1, 1), nodes=(stopped(1, 1).nodes[0], *TALE.nodes[1:]))
    zone = VrExperienceScene((scenario,), {})
    look = frame.look_for((1920, 1080), frame.Settings(), PanelSize())
    state = zone.start(Visit())
    events: list[object] = []
    for word in ("card/tale", "next", "stop", "point/1", "more", "point/1", "more", "point/0", "next"):
        step = zone.touch(state, Tap(word))
        state, events = step.state, [*events, *step.events]
        if word == "point/1":
            said = "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))
            assert "不是这一句" in said and "家常话" in said and "不对劲的在别处" in said
    stops = [event for event in events if isinstance(event, SceneStopped)]
    assert [(event.option, event.right) for event in stops] == [("a.2", False), ("a.1", True)]
    story = state.page.story  # type: ignore[union-attr]
    assert len(story.stops) == 2 and story.stopped_rightly == 1


# ------------------------------------------------------------ an ending after money went
def after_money(ending: End) -> list[str]:
    node = Node(
        "paid", choices=(Choice("转", "over", yuan=500, id="a"), Choice("停", "fine", kind=OptionKind.SAFE, id="b"))
    )
    over = Node("over", end=ending)
    scenario = replace(TALE, nodes=(node, over, TALE.nodes[-1]), flags=())
    return [message for _, message in scenario_faults(scenario)]


def test_an_ending_after_money_went_speaks_of_it_and_of_110() -> None:
    near, safe = TALE.nodes[-1].end, TALE.nodes[-1].end
    assert near is not None and safe is not None
    assert any("这里却不提钱" in message for message in after_money(near))
    assert after_money(replace(near, paid=True, text="马上打110，钱追回一半。")) == []
    assert any("马上打110" in message for message in after_money(replace(near, paid=True, text="回拨96110问问。")))
    unpaid = replace(
        TALE, nodes=tuple(replace(n, end=replace(safe, paid=True)) if n.id == "fine" else n for n in TALE.nodes)
    )
    assert any("没转过钱也会走到" in message for _, message in scenario_faults(unpaid))


# ------------------------------------------------------------ the same visit, the same order
def test_choices_stand_in_the_order_of_the_visit_and_ordered_ones_as_written() -> None:
    scenario = asked(("一", True), ("二", False), ("三", False))
    orders = {tuple(c.text for c in shuffled(scenario, seed).nodes[0].choices) for seed in range(20)}
    assert len(orders) > 3
    assert shuffled(scenario, 5) == shuffled(scenario, 5)
    kept = replace(scenario, nodes=tuple(replace(n, ordered=True) for n in scenario.nodes))
    assert all(shuffled(kept, seed) == kept for seed in range(5))
