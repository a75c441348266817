"""A story is played by a group: clues for those who hold a bead, and somebody who comes in after a right stop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.models.hall import PanelSize
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ClueShown, Event, SceneStopped
from kiosk.core.speech import Spoken, Utterance
from kiosk.core.vocabulary import Duty, Silhouette, VisitMode
from kiosk.draw.items import Arc, Item, Text, targets
from kiosk.scene import Tap, Visit
from kiosk.session import frame
from kiosk.zones.vr_experience.bots import GOOD_ENDS
from kiosk.zones.vr_experience.company import GENUINE_CLUES, LEAST_CLUES
from kiosk.zones.vr_experience.debrief import view as debriefed
from kiosk.zones.vr_experience.models import Clue, FlagKind, Scenario, Stopped, Voice
from kiosk.zones.vr_experience.pages import (
    VrAnswerPage,
    VrCluePage,
    VrDebriefPage,
    VrExperienceState,
    VrPlayPage,
)
from kiosk.zones.vr_experience.scene import VrExperienceScene
from kiosk.zones.vr_experience.speaking import lines_of
from kiosk.zones.vr_experience.transcript import CameIn, Known
from tests.content.small_hall import SCENARIO, SmallHall, at
from tests.tale import SCENARIOS, TALE

LOOK = frame.fitted(
    frame.look_for((1920, 1080), frame.Settings(), PanelSize()), frame.Shown("VR互动体验区"), PanelSize()
)
STORY = "content/vr_experience/scenarios/story.yaml"
CLUES = (Clue(Duty.RELATIVE, "儿子上午才打过电话。"), Clue(Duty.CLERK, "这个账户今天第一次转。"))
COMES = Stopped("妈，先别动，我看看。", "女儿", Silhouette.WOMAN, "look")


def tale(comes: Stopped = COMES, at_call: Stopped | None = None) -> Scenario:
    nodes = tuple(replace(n, clues=CLUES, stopped=at_call) if n.id == "call" else n for n in TALE.nodes)
    return replace(TALE, nodes=nodes, stopped=comes)


def on_the_call(scene: VrExperienceScene, people: int = 12, mode: VisitMode = VisitMode.GUIDED) -> VrExperienceState:
    state = scene.start(Visit(people=people, mode=mode))
    return go(scene, state, "card/tale", "next", "choose/0/0")[0]


def go(scene: VrExperienceScene, state: VrExperienceState, *taps: str) -> tuple[VrExperienceState, list[Event]]:
    events: list[Event] = []
    for word in taps:
        assert word in targets(scene.view(state, LOOK)), f"{word} is not to be touched on {scene.page(state)}"
        step = scene.touch(state, Tap(word))
        state = step.state
        events += step.events
    return state, events


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def beads(scene: VrExperienceScene, state: VrExperienceState) -> list[str]:
    return [word for word in targets(scene.view(state, LOOK)) if word.startswith("clue/")]


SCENE = VrExperienceScene((tale(),), {})


# ------------------------------------------------------------ clues
@pytest.mark.parametrize(
    ("people", "mode", "offered"),
    [
        (2, VisitMode.GUIDED, []),
        (3, VisitMode.GUIDED, ["clue/relative"]),
        (5, VisitMode.GUIDED, ["clue/relative", "clue/clerk"]),
        (15, VisitMode.GUIDED, ["clue/relative", "clue/clerk"]),
        (15, VisitMode.FREE, []),
        (1, VisitMode.GUIDED, []),
    ],
)
def test_beads_are_shown_to_groups_that_are_led_and_only_those_that_were_dealt(
    people: int, mode: VisitMode, offered: list[str]
) -> None:
    state = on_the_call(SCENE, people, mode)
    assert beads(SCENE, state) == offered
    assert SCENE.touch(state, Tap("clue/clerk")).state.page == state.page or "clue/clerk" in offered


def test_no_clue_is_seen_before_its_bead_is_touched_and_never_two_at_once() -> None:
    state = on_the_call(SCENE)
    assert not any(clue.text in words(SCENE.view(state, LOOK)) for clue in CLUES)
    state, events = go(SCENE, state, "clue/clerk")
    subject = SCENE.scenarios[0].nodes[1]
    assert events == [
        ClueShown("vr_experience", "tale", "refund", False, wording_of(subject), node="call", duty=Duty.CLERK)
    ]
    shown = words(SCENE.view(state, LOOK))
    assert SCENE.page(state) == "clue:tale:call:clerk"
    assert "银行柜员" in shown and "请拿这颗珠子的人上前看" in shown and CLUES[1].text in shown
    assert CLUES[0].text not in shown and "您买的棉袄" not in shown
    assert not beads(SCENE, state) and "stop" not in targets(SCENE.view(state, LOOK))


@pytest.mark.parametrize("word", ["close", "next", "back"])
def test_a_touch_puts_a_clue_away_and_it_is_recorded_once(word: str) -> None:
    state, _ = go(SCENE, on_the_call(SCENE), "clue/relative")
    if word == "close":
        assert word in targets(SCENE.view(state, LOOK))
    state = SCENE.touch(state, Tap(word)).state
    assert SCENE.page(state) == "play:tale:call"
    state, events = go(SCENE, state, "clue/relative")
    assert events == [] and isinstance(state.page, VrCluePage)


def test_a_clue_closes_by_itself_and_holds_the_clock_meanwhile() -> None:
    state, _ = go(SCENE, on_the_call(SCENE), "clue/relative")
    lasts = SCENE.due(state)
    assert lasts is not None and lasts >= 10
    still = SCENE.tick(state, lasts - 0.1).state
    assert SCENE.page(still) == "clue:tale:call:relative"
    after = SCENE.tick(still, 0.2).state
    assert SCENE.page(after) == "play:tale:call" and isinstance(after.page, VrPlayPage)
    assert not after.page.story.paused and after.page.story.left == 10.0


def test_at_the_end_everybody_is_told_what_some_knew_and_who_came_in() -> None:
    state, _ = go(SCENE, on_the_call(SCENE), "clue/relative", "next", "stop", "point/4", "next")
    assert isinstance(state.page, VrPlayPage)
    state, _ = go(SCENE, state, "choose/2/0")
    assert isinstance(state.page, VrDebriefPage)
    kinds = [type(entry) for entry in state.page.story.entries]
    assert Known in kinds and CameIn in kinds
    page = replace(state.page, part=1, more=True)
    told = words(debriefed(replace(LOOK, area=LOOK.area._replace(h=6000.0)), page, {}))
    assert "家人知道：儿子上午才打过电话。" in told and "喊停喊对了，女儿插话：“妈，先别动，我看看。”" in told


# ------------------------------------------------------------ a right stop changes the story
def test_a_right_stop_brings_somebody_in_and_the_story_goes_on_from_there() -> None:
    state, events = go(SCENE, on_the_call(SCENE), "stop", "point/4")
    assert [event.right for event in events if isinstance(event, SceneStopped)] == [True]
    shown = words(SCENE.view(state, LOOK))
    assert "指对了" in shown and "女儿" in shown and COMES.text in shown
    state, events = go(SCENE, state, "next")
    assert SCENE.page(state) == "play:tale:look" and events == []
    assert isinstance(state.page, VrPlayPage) and not state.page.story.paused


@pytest.mark.parametrize("word", ["point/5", "none/6"])
def test_a_wrong_stop_brings_nobody_in_and_the_story_stays(word: str) -> None:
    state, _ = go(SCENE, on_the_call(SCENE), "stop", word)
    assert COMES.text not in words(SCENE.view(state, LOOK))
    assert SCENE.page(go(SCENE, state, "next")[0]) == "play:tale:call"


def test_without_another_place_the_story_stays_and_nobody_is_hurried_any_more() -> None:
    scene = VrExperienceScene((tale(replace(COMES, goto="")),), {})
    state, _ = go(scene, on_the_call(scene), "stop", "point/4", "next")
    assert scene.page(state) == "play:tale:call"
    assert not [item for item in scene.view(state, LOOK) if isinstance(item, Arc)]
    assert scene.page(scene.tick(state, 3600.0).state) == "play:tale:call"
    again, _ = go(scene, state, "choose/1/0")
    assert scene.page(again) == "play:tale:code"


def test_the_moments_own_comes_before_the_storys() -> None:
    own = Stopped("我是柜员，先停一停。", "柜员", Silhouette.BANK, "code")
    scene = VrExperienceScene((tale(at_call=own),), {})
    state, _ = go(scene, on_the_call(scene), "stop", "point/4")
    assert own.text in words(scene.view(state, LOOK)) and COMES.text not in words(scene.view(state, LOOK))
    assert scene.page(go(scene, state, "next")[0]) == "play:tale:code"


def test_nobody_says_the_same_twice_and_pointing_again_changes_nothing() -> None:
    state, _ = go(SCENE, on_the_call(SCENE), "stop", "point/4", "more", "point/2")
    assert isinstance(state.page, VrAnswerPage) and state.page.pointed.right and state.page.came is None
    assert SCENE.page(go(SCENE, state, "next")[0]) == "play:tale:look"
    state, _ = go(SCENE, state, "next", "choose/2/1", "stop", "point/4")
    assert isinstance(state.page, VrAnswerPage) and state.page.came is None


def test_where_money_has_gone_the_story_stays_with_its_consequence() -> None:
    story = tale()
    paid = replace(story.nodes[0].choices[0], yuan=100)
    nodes = (replace(story.nodes[0], choices=(paid, *story.nodes[0].choices[1:])), *story.nodes[1:])
    scene = VrExperienceScene((replace(story, nodes=nodes),), {})
    state, _ = go(scene, on_the_call(scene), "stop", "point/4")
    assert COMES.text in words(scene.view(state, LOOK))
    assert scene.page(go(scene, state, "next")[0]) == "play:tale:call"


def test_who_comes_in_is_heard_after_the_answer_and_is_recorded() -> None:
    def recording(line: Utterance) -> Spoken | None:
        return Spoken(line, "come.opus", 2.0) if line.words == COMES.text else None

    assert COMES.text in {line.words for line in lines_of((tale(),))}
    scene = VrExperienceScene((tale(),), {}, recording=recording)
    state, _ = go(scene, on_the_call(scene), "stop", "point/4")

    def voices(state: VrExperienceState) -> list[str]:
        return [sound.name for sound in scene.view(state, LOOK) if getattr(sound, "channel", "") == "voice"]

    assert voices(state) == []
    assert voices(scene.tick(state, 1.0).state) == ["come.opus"]
    assert voices(scene.tick(state, 3.0).state) == []


# ------------------------------------------------------------ what is checked, and what the hall ships
CLUE = "    clues:\n      - {duty: clerk, text: 这张卡第一次往外转。}\n      - {duty: relative, text: 儿子上午打过电话。}\n"
TIMER = "    timer: {seconds: 30, goto: pay}\n"


def with_clues(clues: str = CLUE) -> str:
    assert SCENARIO.count(TIMER) == 1
    return SCENARIO.replace(TIMER, clues + TIMER)


def test_two_clues_at_a_moment_with_something_to_choose_are_right(hall: SmallHall) -> None:
    hall.write(STORY, with_clues())
    assert hall.check() == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("      - {duty: relative, text: 儿子上午打过电话。}\n", "", ["只有 1 条线索", "至少写 2 条"]),
        ("duty: relative", "duty: clerk", ["“ring”", "银行柜员有两条线索"]),
        ("儿子上午打过电话。", "这是个骗子。", ["线索里有“骗”"]),
        ("儿子上午打过电话。}", "儿子上午打过电话。, points: harmless}", ["总要指向一边"]),
    ],
)
def test_a_clue_that_is_none_is_told(hall: SmallHall, old: str, new: str, words: list[str]) -> None:
    assert CLUE.count(old) == 1
    hall.write(STORY, with_clues(CLUE.replace(old, new)))
    problem = hall.only_problem()
    at(problem, problem.line, problem.column, *words)


def test_a_clue_where_nothing_can_be_chosen_is_told(hall: SmallHall) -> None:
    one = with_clues().replace("      - {text: 听他说, goto: pay}\n", "")
    hall.write(STORY, one)
    problem = next(p for p in hall.check() if "线索用不上" in p.message)
    at(problem, problem.line, 5, "“ring”")


@pytest.mark.parametrize(("genuine", "fine"), [(2, True), (1, True), (0, False)])
def test_half_of_the_clues_point_at_what_is_genuine(hall: SmallHall, genuine: int, fine: bool) -> None:
    text = with_clues(CLUE.replace("。}", "。, points: genuine}", genuine)).replace("genuine: false", "genuine: true")
    hall.write(STORY, text.replace("kind: near, title", "kind: found_genuine, title"))
    told = [problem for problem in hall.check() if "指向真的" in problem.message]
    assert (told == []) is fine


@pytest.mark.parametrize(
    ("goto", "words"), [("pya", ["“pya”", "pay"]), ("good", ["“good”", "还要选一次"]), ("pay", []), ("", [])]
)
def test_a_right_stop_leads_to_a_moment_that_is_there_and_is_not_the_end(
    hall: SmallHall, goto: str, words: list[str]
) -> None:
    comes = f"stopped: {{speaker: 女儿, text: 妈，先别动。, goto: {goto or repr('')}}}\nflags:\n"
    hall.write(
        "content/vr_experience/scenarios/other.yaml",
        SCENARIO.replace("flags:\n", comes).replace("id: story", "id: other"),
    )
    told = [problem for problem in hall.check() if problem.path.endswith("other.yaml")]
    if words:
        at(told[0], 11, told[0].column, *words)
    else:
        assert told == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_every_story_of_the_hall_has_clues_and_somebody_of_its_own_who_comes_in(scenario: Scenario) -> None:
    clues = [clue for node in scenario.nodes for clue in node.clues]
    assert len(clues) >= LEAST_CLUES and len({clue.duty for clue in clues}) >= 3
    if scenario.genuine:
        assert sum(clue.points is FlagKind.GENUINE for clue in clues) >= len(clues) * GENUINE_CLUES
    assert scenario.stopped.speaker != "家里人"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_wherever_a_right_stop_leads_it_can_come_out_well(scenario: Scenario) -> None:
    nodes = {node.id: node for node in scenario.nodes}
    for comes in {scenario.stopped, *(node.stopped for node in scenario.nodes if node.stopped is not None)}:
        met, ahead = set(), [comes.goto] if comes.goto else []
        while ahead:
            node = nodes[ahead.pop()]
            if node.id not in met:
                met.add(node.id)
                ahead += [choice.goto for choice in node.choices] + ([node.timer.goto] if node.timer else [])
        ends = {end.kind for name in met if (end := nodes[name].end) is not None}
        assert not comes.goto or ends & set(GOOD_ENDS)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_who_comes_in_is_not_the_one_who_calls(scenario: Scenario) -> None:
    theirs = {say.speaker for node in scenario.nodes for say in node.says if say.who is Voice.THEM}
    assert scenario.stopped.speaker not in theirs
