"""What visitors notice in 受害回忆录区: a voice, a moment to answer it, and where the story comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.models.film import FilmInfo
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ChoiceMade, ItemFinished, ItemOpened
from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import AgeBand, OptionKind, Silhouette
from kiosk.draw.items import Icon, Item, Panel, Picture, Text, Video, targets
from kiosk.draw.look import Look
from kiosk.parts.entrance import ONWARD
from kiosk.scene import Stroke, Tap, Visit
from kiosk.zones.register import CATALOGUE
from kiosk.zones.victim_memoirs.gallery import COMPOSED
from kiosk.zones.victim_memoirs.models import Memoir, MemoirStage, Mood, Saying
from kiosk.zones.victim_memoirs.pages import MemoirStagePage
from kiosk.zones.victim_memoirs.scene import VictimMemoirsScene, VictimMemoirsState

ROOT = Path(__file__).parents[2]
LOOK = Look()
PORTRAIT = Look(canvas=Size(1080, 1920), area=Rect(48, 200, 984, 1400))
STAGES = (
    MemoirStage("那天早上", "那天早上，我像平常一样出门买菜，什么也没有多想。", Mood.CALM),
    MemoirStage("来电", "电话那头很客气，一口一个阿姨，我就跟他聊了起来。", Mood.HOPE),
    MemoirStage("转账", "他催得越来越紧，我一遍一遍按下了确认，手一直在抖。", Mood.LOSS, 35000),
    MemoirStage("后来", "女儿回来以后没有怪我，她先去给我倒了一杯热水喝。", Mood.AFTER),
)
MEMOIR = Memoir(
    "auntie",
    "那天早上的电话",
    "一位退休阿姨",
    Silhouette.OLD_WOMAN,
    "police",
    "她说，自己一直没敢讲。",
    ("case-a", "case-b"),
    STAGES,
    3,
    "她还坐在那里，您想说什么？",
    (
        Saying("我陪您去报警。", "谢谢，有人陪就不怕了。", True, "go_with_you"),
        Saying("您怎么会信呢。", "我也这样问过自己。", False, "blame"),
        Saying("先别动，我们一起想。", "好，我听您的。", True, "think_together"),
    ),
    "钱追回来一部分，日子照样往前过。",
    "公安机关不收现金。",
)
OTHER = replace(MEMOIR, id="uncle", title="另外一个人的事", figure=Silhouette.OLD_MAN)
SOURCES = {"case-a": "来源：甲地警方 2024-01-02", "case-b": "来源：乙地法院 2023-05"}
RECORDING = FilmInfo("他的录音", "victim_memoirs/films/uncle-told.mp4", seconds=30)
ZONE = VictimMemoirsScene((MEMOIR, OTHER), SOURCES, {"uncle": RECORDING})
PAGES = ("stage1", "stage2", "stage3", "speak", "stage4", "end")
SUBJECT = ("victim_memoirs", "auntie", "police", False)


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def shown(state: VictimMemoirsState) -> str:
    return words(ZONE.view(state, LOOK))


def play(state: VictimMemoirsState, *taps: str) -> VictimMemoirsState:
    for target in taps:
        state = ZONE.touch(state, Tap(target)).state
    return state


def speaking() -> VictimMemoirsState:
    return play(ZONE.start(Visit()), "memoir/auntie", "next", "next", "next")


def test_the_gallery_says_that_no_one_person_is_quoted() -> None:
    said = shown(ZONE.start(Visit()))
    assert COMPOSED in said
    assert "那天早上的电话" in said and "她说，自己一直没敢讲。" in said


@pytest.mark.parametrize("look", [LOOK, Look(large=True), PORTRAIT], ids=["landscape", "large", "portrait"])
def test_the_thing_a_memoir_is_about_stands_on_its_card_and_beside_the_whole_telling(look: Look) -> None:
    zone = VictimMemoirsScene((replace(MEMOIR, picture="stills/rose.jpg"), OTHER), SOURCES, {})
    state = zone.start(Visit())
    items = zone.view(state, look)
    (picture,) = [i for i in items if isinstance(i, Picture)]
    assert picture.file == "stills/rose.jpg" and picture.fit == "cover"
    assert targets(items)["memoir/auntie"].rect.covers(picture.rect)
    assert any(isinstance(i, Icon) and i.name == Silhouette.OLD_MAN for i in items), "without a picture: the teller"
    state = zone.touch(state, Tap("memoir/auntie")).state
    for _ in range(3):
        assert [i.file for i in zone.view(state, look) if isinstance(i, Picture)] == ["stills/rose.jpg"]
        state = zone.touch(state, Tap("next")).state


def test_cards_with_and_without_a_picture_are_of_one_size() -> None:
    pictured = VictimMemoirsScene((replace(MEMOIR, picture="stills/rose.jpg"), OTHER), SOURCES, {})
    for look in (LOOK, Look(large=True), PORTRAIT):
        cards = targets(pictured.view(pictured.start(Visit()), look))
        bare = targets(ZONE.view(ZONE.start(Visit()), look))
        assert cards["memoir/auntie"].rect == bare["memoir/auntie"].rect
        assert cards["memoir/auntie"].rect.h == cards["memoir/uncle"].rect.h


def test_a_stage_is_told_with_the_money_gone_by_then() -> None:
    step = ZONE.touch(ZONE.start(Visit()), Tap("memoir/auntie"))
    assert step.events == (ItemOpened(*SUBJECT, wording_of(MEMOIR)),)
    first = shown(step.state)
    assert "那天早上，我像平常一样出门买菜" in first.replace("\n", "")
    assert "失去的钱" not in first
    third = shown(play(step.state, "next", "next"))
    assert "失去" in third and "3.5万元" in third and "对她说一句" in third


def test_the_tellers_voice_is_set_in_serif_and_wide_apart() -> None:
    items = ZONE.view(play(ZONE.start(Visit()), "memoir/auntie"), LOOK)
    voice = next(i for i in items if isinstance(i, Text) and "出门买菜" in "".join(i.lines))
    assert voice.face == "serif" and voice.leading > voice.size * 1.6


def test_what_is_said_is_answered_and_logged_with_whether_it_helps() -> None:
    state = speaking()
    assert ZONE.page(state) == "memoir:auntie:speak" and "接着听" not in shown(state)
    assert ZONE.touch(state, Tap("next")).state == state
    step = ZONE.touch(state, Tap("say/1"))
    sayings = wording_of(MEMOIR.sayings)
    assert step.events == (ChoiceMade(*SUBJECT, sayings, "speak", "blame", OptionKind.DOES_NOT_HELP),)
    said = shown(step.state)
    assert "我也这样问过自己。" in said and "让人更难开口" in said and "接着听" in said


def test_the_other_sayings_may_be_tried_too_and_repeating_one_counts_once() -> None:
    state = play(speaking(), "say/1")
    better = ZONE.touch(state, Tap("say/0"))
    sayings = wording_of(MEMOIR.sayings)
    assert better.events == (ChoiceMade(*SUBJECT, sayings, "speak", "go_with_you", OptionKind.HELPS),)
    assert "谢谢，有人陪就不怕了。" in shown(better.state)
    again = ZONE.touch(better.state, Tap("say/1"))
    assert again.events == () and "我也这样问过自己。" in shown(again.state)


def test_the_end_gives_one_line_to_take_home_and_the_published_cases() -> None:
    before = play(speaking(), "say/0", "next")
    step = ZONE.touch(before, Tap("next"))
    assert step.events == (ItemFinished(*SUBJECT, wording_of(MEMOIR)),)
    assert ZONE.goal(step.state) and not ZONE.goal(before)
    said = shown(step.state)
    for line in ("公安机关不收现金。", *SOURCES.values()):
        assert line in said.replace("\n", "")
    assert "钱追回来一部分" not in said
    more = play(step.state, "more")
    assert ZONE.page(more) == ZONE.page(step.state)
    for line in ("钱追回来一部分", COMPOSED, *SOURCES.values()):
        assert line in shown(more).replace("\n", "")
    assert play(more, "back") == step.state


def test_the_room_grows_darker_as_the_story_does_and_what_is_lost_is_darkest() -> None:
    def veil(mood: Mood) -> int:
        told = replace(MEMOIR, picture="stills/apple_box.jpg", stages=(replace(MEMOIR.stages[0], mood=mood),) * 4)
        zone = VictimMemoirsScene([told])
        items = zone.view(zone.touch(zone.start(Visit()), Tap("memoir/auntie")).state, LOOK)
        return max(i.alpha for i in items if isinstance(i, Panel) and i.behind)

    assert veil(Mood.HOPE) < veil(Mood.CALM) < veil(Mood.PRESSURE) < veil(Mood.LOSS) < 255


@pytest.mark.parametrize(
    ("ages", "teller"),
    [((AgeBand.SENIOR,), Silhouette.OLD_MAN), ((AgeBand.MINOR,), Silhouette.GIRL), ((), None)],
)
def test_the_guided_path_opens_with_a_teller_like_the_group_and_leads_to_the_next_zone(
    ages: tuple[AgeBand, ...], teller: Silhouette | None
) -> None:
    loaded = load(CATALOGUE, ROOT / "content", ROOT / "zones.yaml")
    zone = VictimMemoirsScene(loaded.zones["victim_memoirs"].memoirs)
    state = zone.start(Visit(led=True, ages=ages))
    assert isinstance(state.page, MemoirStagePage)
    assert teller in (None, state.page.memoir.figure)
    assert zone.touch(state, Tap("back")).leave == "home"
    for _ in range(20):
        step = zone.touch(state, Tap("say/0" if zone.page(state).endswith("speak") and not state.said else "next"))
        state = step.state
        if step.leave:
            break
    assert step.leave == ONWARD and zone.page(state).endswith(":end") and zone.goal(state)


def test_the_hall_may_say_which_memoirs_the_path_leads_to_and_a_name_nobody_knows_is_passed_over() -> None:
    other = replace(MEMOIR, id="second")
    zone = VictimMemoirsScene([MEMOIR, other], guided=("gone", "second", "auntie"))
    state = zone.start(Visit(led=True))
    heard = []
    for _ in range(40):
        heard.append(zone.page(state).split(":")[1])
        step = zone.touch(state, Tap("say/0" if zone.page(state).endswith("speak") and not state.said else "next"))
        state = step.state
        if step.leave:
            break
    assert [*dict.fromkeys(heard)] == ["second", "auntie"] and step.leave == ONWARD


def test_who_heard_it_sees_so_in_the_gallery_and_hearing_it_again_is_not_counted() -> None:
    state = play(speaking(), "say/0", "next", "next", "next")
    assert ZONE.page(state) == "gallery" and "听过了" in shown(state)
    state = play(state, "memoir/auntie", "next", "next", "next", "say/2", "next")
    assert ZONE.touch(state, Tap("next")).events == ()


def test_a_recording_of_the_hall_is_offered_only_where_there_is_one() -> None:
    assert "film" not in targets(ZONE.view(play(ZONE.start(Visit()), "memoir/auntie"), LOOK))
    opened = play(ZONE.start(Visit()), "memoir/uncle")
    assert "film" in targets(ZONE.view(opened, LOOK))
    step = ZONE.touch(opened, Tap("film"))
    assert step.events == (ItemOpened("victim_memoirs", "film:uncle-told", "", None, wording_of("他的录音")),)
    playing = step.state
    assert ZONE.page(playing) == "film" and ZONE.due(playing) is not None
    assert any(isinstance(i, Video) for i in ZONE.view(playing, LOOK))
    assert play(playing, "back") == opened


def test_a_case_without_a_source_line_is_left_out_and_the_same_line_is_shown_once() -> None:
    zone = VictimMemoirsScene((MEMOIR,), {"case-a": "来源：甲地警方", "case-b": "来源：甲地警方"})
    assert zone.sources["auntie"] == ("来源：甲地警方",)
    assert VictimMemoirsScene((MEMOIR,)).sources["auntie"] == ()


def test_back_goes_one_page_up_and_what_was_said_is_remembered() -> None:
    state = play(speaking(), "say/0", "next")
    back = play(state, "back")
    assert back.said == (0,) and "接着听" in shown(back)
    assert ZONE.page(play(back, "back", "back", "back", "back")) == "gallery"
    assert ZONE.touch(ZONE.start(Visit()), Tap("back")).leave == "home"


def test_stale_and_unknown_gestures_change_nothing() -> None:
    strange = (Tap("say/99"), Tap("say/x"), Tap("memoir/gone"), Tap("gone"), Stroke("pad/1", (1.0, 1.0), True))
    for state in ZONE.samples():
        for gesture in strange:
            step = ZONE.touch(state, gesture)
            assert (step.state, step.events, step.leave) == (state, (), "")


def test_every_memoir_of_the_hall_is_heard_to_its_end_and_names_its_cases() -> None:
    loaded = load(CATALOGUE, ROOT / "content", ROOT / "zones.yaml")
    memoirs: tuple[Memoir, ...] = loaded.zones["victim_memoirs"].memoirs
    zone = VictimMemoirsScene(memoirs, {case: facts.source for case, facts in loaded.shared.cases.items()})
    ended: set[str] = set()
    for state in zone.samples():
        items = zone.view(state, LOOK)
        assert items == zone.view(state, LOOK)
        if zone.page(state).endswith(":end"):
            ended.add(zone.page(state).split(":")[1])
            assert "来源：" in words(items)
    assert ended == {m.id for m in memoirs}
    assert all(len(saying.id) > 1 for m in memoirs for saying in m.sayings), "ids that say what they are"


@pytest.mark.parametrize(
    ("figure", "asked"),
    [
        (Silhouette.GIRL, "对她说一句"),
        (Silhouette.OLD_MAN, "对他说一句"),
        (Silhouette.OFFICER, "对讲述的人说一句"),
    ],
)
def test_the_teller_is_seen_and_spoken_of_as_who_they_are(figure: Silhouette, asked: str) -> None:
    zone = VictimMemoirsScene((replace(MEMOIR, figure=figure),))
    state = zone.start(Visit())
    for target in ("memoir/auntie", "next", "next"):
        state = zone.touch(state, Tap(target)).state
    items = zone.view(state, LOOK)
    assert asked in words(items) and figure in [i.name for i in items if isinstance(i, Icon)]


def test_a_mended_saying_begins_its_count_anew_and_a_mended_stage_does_not() -> None:
    def said(memoir: Memoir) -> str:
        zone = VictimMemoirsScene((memoir,))
        state = zone.start(Visit())
        for target in ("memoir/auntie", "next", "next", "next"):
            state = zone.touch(state, Tap(target)).state
        (event,) = zone.touch(state, Tap("say/0")).events
        assert isinstance(event, ChoiceMade)
        return event.wording

    mended = (replace(MEMOIR.sayings[0], text="我陪您去派出所。"), *MEMOIR.sayings[1:])
    assert said(replace(MEMOIR, sayings=mended)) != said(MEMOIR)
    stages = (replace(STAGES[0], heading="那一天"), *STAGES[1:])
    assert said(replace(MEMOIR, stages=stages)) == said(MEMOIR)


def test_samples_hold_every_page_each_reached_by_touching() -> None:
    told = {f"memoir:{m}:{page}" for m in ("auntie", "uncle") for page in PAGES}
    assert {ZONE.page(state) for state in ZONE.samples()} == told | {"gallery", "film"}
