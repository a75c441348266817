"""案例警示区 as visitors go through it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.models.base import Region
from kiosk.content.models.film import FilmInfo
from kiosk.content.models.hall import PanelSize
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ChoiceMade, HandsCounted, ItemFinished, ItemOpened
from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import AgeBand, Audience, OptionKind
from kiosk.draw.items import Icon, Item, Picture, Sound, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.entrance import ONWARD
from kiosk.scene import Drag, Tap, Visit
from kiosk.session import frame
from kiosk.zones.case_warnings.filters import FilterKind, PlaceGroup, choices, shown
from kiosk.zones.case_warnings.models import CaseOutcome
from kiosk.zones.case_warnings.pages import CaseEndPage, CaseFilmPage, CaseWallPage, pages_of
from kiosk.zones.case_warnings.scene import CaseWarningsScene, CaseWarningsState
from tests.geometry import problems
from tests.zones import told_cases
from tests.zones.told_cases import CASES, LOOK, NAMES, RULES, case

PORTRAIT = Look(canvas=Size(1080, 1920), area=Rect(48, 200, 984, 1400))
ZONE = CaseWarningsScene(CASES, NAMES, RULES, [FilmInfo("宣传片", "case_warnings/films/film.mp4", seconds=60)])
WORDING = {c.id: wording_of(c) for c in CASES}


def words(state: CaseWarningsState, look: Look = LOOK, zone: CaseWarningsScene = ZONE) -> str:
    return told_cases.words(zone, state, look)


def photos(zone: CaseWarningsScene, state: CaseWarningsState, look: Look = LOOK) -> list[Picture]:
    return [i for i in zone.view(state, look) if isinstance(i, Picture)]


def taps(*targets_in_turn: str, state: CaseWarningsState | None = None) -> tuple[CaseWarningsState, list[object]]:
    now = state or ZONE.start(Visit())
    events: list[object] = []
    for target in targets_in_turn:
        step = ZONE.touch(now, Tap(target))
        now, events = step.state, [*events, *step.events]
    return now, events


def cards(state: CaseWarningsState) -> list[str]:
    found: list[Item] = [i for i in ZONE.view(state, LOOK) if i.target.startswith("case/")]
    return [i.target.removeprefix("case/") for i in sorted(found, key=lambda i: (i.rect.y, i.rect.x))]


def test_the_wall_begins_with_what_happened_here() -> None:
    assert cards(ZONE.start(Visit()))[:2] == ["c", "d"]


def test_filters_narrow_the_wall_and_say_so() -> None:
    state, _ = taps("choose/type", "filter/type/police")
    assert cards(state) == ["b"] and "冒充公检法" in words(state)
    state, _ = taps("choose/band", "filter/band/senior", "choose/place", "filter/place/home")
    assert cards(state) == ["c", "d"] and "2 个案例" in words(state)
    state, _ = taps("choose/place", "filter/place/", state=state)
    assert len(cards(state)) == 3


def test_ages_are_called_as_everywhere_in_the_hall() -> None:
    state, _ = taps("choose/band")
    assert AgeBand.MINOR.word in words(state) and AgeBand.SENIOR.word in words(state)
    assert AgeBand.YOUNG.word not in words(state), "only ages some case has"


def test_every_place_that_can_be_chosen_holds_the_regions_it_says() -> None:
    assert [PlaceGroup.of(region) for region in Region] == [
        PlaceGroup.HOME,
        PlaceGroup.HOME,
        PlaceGroup.NATIONAL,
        PlaceGroup.OVERSEAS,
    ]


def test_a_filter_that_leaves_nothing_says_what_to_do() -> None:
    state, _ = taps("choose/type", "filter/type/police", "choose/band", "filter/band/senior")
    assert cards(state) == [] and "换一个条件" in words(state)


def test_turning_away_what_is_genuine_in_a_case_is_no_risk_but_a_false_alarm() -> None:
    step = CASES[0].steps[0]
    assert step.ask is not None
    real = replace(CASES[0], steps=(replace(step, ask=replace(step.ask, genuine=True)), *CASES[0].steps[1:]))
    zone = CaseWarningsScene((real,), NAMES, RULES)
    state = zone.touch(zone.touch(zone.start(Visit()), Tap("case/a")).state, Tap("next")).state
    made = [zone.touch(state, Tap(f"ask/{i}")).events[0] for i in (0, 1)]
    assert [(e.kind, e.genuine) for e in made if isinstance(e, ChoiceMade)] == [
        (OptionKind.SAFE, True),
        (OptionKind.TURNS_AWAY, True),
    ]


def test_a_case_asks_twice_and_answers_at_once() -> None:
    state, events = taps("case/a", "next")
    assert "next" not in targets(ZONE.view(state, LOOK)), "nobody slips past the question"
    state, more = taps("ask/1", state=state)
    assert "这一步钱就出去了" in words(state)
    state, rest = taps("ask/0", state=state)
    assert rest == [], "a question is answered once"
    subject = ("case_warnings", "a", "brushing", False)
    assert events == [ItemOpened(*subject, WORDING["a"])]
    step = wording_of(CASES[0].steps[0])
    assert more == [ChoiceMade(*subject, step, "step1", "obey", OptionKind.RISKY)]
    assert taps("case/a", "next", "ask/0")[1][-1] == ChoiceMade(*subject, step, "step1", "hang_up", OptionKind.SAFE)


def asked_of(people: int) -> CaseWarningsState:
    """A group that is led, at the first question."""
    led = CaseWarningsScene(CASES, NAMES, RULES, guided=("a",))
    return taps("next", state=led.start(Visit(people=people, led=True)))[0]


def test_a_group_says_by_hands_what_it_would_have_done() -> None:
    state, events = taps("hands/1/7", "hands/0/3", state=asked_of(12))
    assert events == [] and "看答案" in words(state) and "这一步钱就出去了" not in words(state)
    state, events = taps("next", state=state)
    subject = ("case_warnings", "a", "brushing", False, wording_of(CASES[0].steps[0]))
    assert events == [
        ChoiceMade(*subject, "step1", "obey", OptionKind.RISKY),
        HandsCounted(*subject, (("hang_up", 3), ("obey", 7)), 12),
    ]
    assert "这一步钱就出去了" in words(state) and "2 位拿不准" in words(state)
    assert {"7 位", "3 位"} <= {"".join(i.lines) for i in ZONE.view(state, LOOK) if isinstance(i, Text)}
    assert ZONE.page(taps("next", state=state)[0]) == "case:a:step2"


def test_a_group_that_nobody_counts_sees_what_helps_and_nothing_is_said_of_it() -> None:
    state, events = taps("next", state=asked_of(12))
    ask = CASES[0].steps[0].ask
    assert ask is not None and events == [] and "这样做" in words(state)
    said = {option.good: option.reply in words(state) for option in ask.options}
    assert said == {True: False, False: True}, "nobody is praised for what nobody said; what is wrong is told"
    assert not [i for i in ZONE.view(state, LOOK) if isinstance(i, Sound)], "nobody was right or wrong"
    state, events = taps("hands/0/6", "hands/1/6", "next", state=asked_of(12))
    assert [type(event) for event in events] == [HandsCounted], "a group that is divided made no choice"
    _, events = taps("ask/0", "next", state=asked_of(12))
    assert [type(event) for event in events] == [ChoiceMade], "said without counting"


def test_the_smallest_group_is_counted_and_one_person_answers_at_once() -> None:
    assert taps("hands/0/2", "hands/1/1", "next", state=asked_of(2))[1][-1].hands == (("hang_up", 2), ("obey", 0))  # type: ignore[attr-defined]
    assert isinstance(taps("ask/0", state=asked_of(1))[1][0], ChoiceMade)


def test_a_mended_option_begins_the_count_of_its_step_anew_and_leaves_the_others() -> None:
    first, second = CASES[0].steps[:2]
    assert first.ask is not None
    better = (replace(first.ask.options[0], reply="对，先挂断。"), first.ask.options[1])
    mended = replace(first, ask=replace(first.ask, options=better))
    zone = CaseWarningsScene([replace(CASES[0], steps=(mended, *CASES[0].steps[1:]))], NAMES, RULES)
    state = zone.start(Visit())
    logged: list[object] = []
    for target in ("case/a", "next", "ask/0", "next", "next", "ask/0"):
        step = zone.touch(state, Tap(target))
        state, logged = step.state, [*logged, *step.events]
    opened, one, two = logged
    assert isinstance(opened, ItemOpened) and isinstance(one, ChoiceMade) and isinstance(two, ChoiceMade)
    assert (one.wording, two.wording) == (wording_of(mended), wording_of(second))
    assert opened.wording != WORDING["a"] and one.wording != wording_of(first)


def test_the_money_counts_up() -> None:
    state, _ = taps("case/a")
    assert "还没有交出钱" in words(state)
    state, _ = taps("next", "ask/0", "next", state=state)
    assert "5000元" in words(state)
    state, _ = taps("next", "ask/0", "next", state=state)
    assert "3万元" in words(state) and "又多了 2.5万元" in words(state)


def test_a_case_ends_with_its_flags_lesson_and_source() -> None:
    state, _ = taps("case/a", "next", "ask/0", "next", "next", "ask/0", "next", "next")
    assert "充值越多返利越多" in words(state) and "返利是饵" in words(state)
    state, events = taps("next", state=state)
    assert all(w in words(state) for w in ("怎样拦住的", "垫资即停", "来源：公安机关 2025-08"))
    assert events == [ItemFinished("case_warnings", "a", "brushing", False, WORDING["a"])]
    state, events = taps("next", state=state)
    assert events == [] and state.page == CaseWallPage() and "看过了" in words(state, PORTRAIT)


def test_the_end_names_the_rules_that_would_have_stopped_it() -> None:
    ruled = words(replace(ZONE.start(Visit()), page=CaseEndPage(CASES[0])))
    assert "对照口诀" in ruled and RULES["new-1"] in ruled and RULES["six-6"] not in ruled
    for rules in ((), ("gone",)):
        bare = words(replace(ZONE.start(Visit()), page=CaseEndPage(replace(CASES[0], rules=rules))))
        assert "对照口诀" not in bare and "垫资即停" in bare


def test_the_teaser_opens_the_story() -> None:
    state, _ = taps("case/a")
    assert "引子a" in words(state)
    state, _ = taps("next", "ask/0", "next", state=state)
    assert "骗子这样做" in words(state) and "引子a" not in words(state)


@pytest.mark.parametrize("look", [LOOK, PORTRAIT, Look(large=True)], ids=["landscape", "portrait", "large"])
def test_the_wall_never_tells_how_a_case_came_out(look: Look) -> None:
    said = words(ZONE.start(Visit()), look)
    assert not [outcome.word for outcome in CaseOutcome if outcome.word in said]


def test_a_filter_says_how_many_cases_each_choice_leaves() -> None:
    state, _ = taps("choose/type", "filter/type/brushing", "choose/band")
    named = choices(FilterKind.BAND, CASES, NAMES, state.filters)
    found = sum(count for *_, count in named)
    assert found == len(shown(CASES, state.filters)), "each is found by an age, or by none published"
    for value, _, count in named:
        assert len(cards(taps(f"filter/band/{value}", state=state)[0])) == count


@pytest.mark.parametrize("look", [LOOK, PORTRAIT, Look(large=True)], ids=["landscape", "portrait", "large"])
def test_a_case_with_a_picture_shows_it_on_its_card_and_first_page(look: Look) -> None:
    pictured = replace(CASES[0], picture="case_warnings/pictures/a.jpg")
    zone = CaseWarningsScene([pictured, CASES[1]], NAMES, RULES)
    start = zone.start(Visit())
    (on_card,) = photos(zone, start, look)
    on_pages = photos(zone, zone.touch(start, Tap("case/a")).state, look)
    assert len(on_pages) == 1
    for photo in (on_card, *on_pages):
        assert photo.file == "case_warnings/pictures/a.jpg" and photo.fit == "cover", "cropped, never stretched"
        assert photo.rect.w >= 160 and photo.rect.h >= 100
    card = next(i for i in zone.view(start, look) if i.target == "case/a")
    assert card.rect.covers(on_card.rect)
    assert all(photo.behind for photo in on_pages), "from edge to edge"
    fuller = zone.touch(zone.touch(start, Tap("case/a")).state, Tap("more")).state
    assert len(photos(zone, fuller, look)) == 1


@pytest.mark.parametrize("mode", ["large", "contrast", "reach", ""])
@pytest.mark.parametrize("pixels", [(1920, 1080), (1080, 1920), (1366, 768)], ids=str)
def test_the_longest_words_a_case_may_hold_fit_beside_its_picture(pixels: tuple[int, int], mode: str) -> None:
    full = replace(
        CASES[0],
        title="二十四个字的标题也要放得下才行所以写到这里为止了",
        teaser="六十个字的引子" * 8 + "到这里。",
        place="一个写满十六个字的地方名称真长啊",
        when="一个写满十六个字的时间说法真长啊",
        picture="case_warnings/pictures/a.jpg",
        rules=("new-1", "six-6"),
        steps=(replace(CASES[0].steps[0], move="骗子做了很多事。" * 12), *CASES[0].steps[1:]),
    )
    zone = CaseWarningsScene([full, *CASES[1:]], NAMES, RULES)
    panel, around = PanelSize(), frame.Shown(title="案例警示区", icon="case", number=1, left=0.5)
    look = frame.fitted(frame.look_for(pixels, frame.Settings(**({mode: True} if mode else {})), panel), around, panel)
    start = zone.start(Visit())
    for state in (start, *(replace(start, page=page) for page in pages_of(full))):
        assert list(problems(look, frame.view(look, around) + zone.view(state, look))) == []


def test_a_case_without_a_picture_has_the_sign_of_its_kind_in_the_same_place() -> None:
    state, _ = taps("case/a")
    start = ZONE.start(Visit())
    assert photos(ZONE, start) == photos(ZONE, state) == []
    zone = CaseWarningsScene([replace(c, picture="case_warnings/pictures/a.jpg") for c in CASES], NAMES, RULES)
    cards = [targets(z.view(start, LOOK))["case/c"].rect for z in (ZONE, zone)]
    assert cards[0] == cards[1]
    place = photos(zone, start)[0].rect
    assert any(isinstance(i, Icon) and i.name == "case" and place.covers(i.rect) for i in ZONE.view(start, LOOK))


def test_the_zone_is_done_after_a_case_gone_through_to_its_end_and_not_before() -> None:
    state, _ = taps("case/a", "next", "ask/0", "next", "next", "ask/0", "next", "next")
    assert ZONE.page(state).endswith("signs") and not ZONE.goal(state)
    assert ZONE.goal(taps("next", state=state)[0])


def test_the_guided_path_leads_through_the_first_case_on_the_groups_wall_and_on() -> None:
    told = [replace(case, audiences=(Audience.SCHOOL,) if case.id == "b" else ()) for case in CASES]
    zone = CaseWarningsScene(told, NAMES, RULES)
    for ages, name in (((AgeBand.MINOR,), "b"), ((AgeBand.SENIOR,), "c"), ((), "c")):
        visit = Visit(ages=ages)
        wall = [word for word in targets(zone.view(zone.start(visit), LOOK)) if word.startswith("case/")]
        assert wall[0] == f"case/{name}" and len(wall) == len(CASES)
        assert zone.page(zone.start(replace(visit, led=True))) == f"case:{name}:step1"
    state, pages = ZONE.start(Visit(led=True)), []
    for _ in range(20):
        pages.append(ZONE.page(state))
        step = ZONE.touch(state, Tap("next"))
        if step.state == state and not step.leave:
            step = ZONE.touch(state, Tap("ask/0"))
        state = step.state
        if step.leave:
            break
    assert step.leave == ONWARD and pages[-1].endswith("end") and not [page for page in pages if page.endswith("signs")]
    assert ZONE.touch(ZONE.start(Visit(led=True)), Tap("back")).leave == "home"


def test_the_hall_may_say_which_cases_the_path_leads_to() -> None:
    zone = CaseWarningsScene(CASES, NAMES, RULES, guided=("gone", "c", "d"))
    state = zone.start(Visit(led=True))
    assert zone.page(state) == "case:c:step1"
    end = replace(state, page=pages_of(CASES[2], led=True)[-1])
    following = zone.touch(end, Tap("next"))
    assert zone.page(following.state) == "case:d:step1" and isinstance(following.events[0], ItemOpened)
    end = replace(following.state, page=pages_of(CASES[3], led=True)[-1])
    assert zone.touch(end, Tap("next")).leave == ONWARD


def test_a_moment_is_told_in_a_glance_and_the_rest_is_behind_a_key() -> None:
    long = replace(CASES[0].steps[1], victim="他垫了第一笔。" + "后来的事说来话长。" * 8, phrase="")
    zone = CaseWarningsScene([replace(CASES[0], steps=(long, *CASES[0].steps[1:]))], NAMES, RULES)
    state = zone.touch(zone.start(Visit()), Tap("case/a")).state
    shown = "".join("".join(i.lines) for i in zone.view(state, LOOK) if isinstance(i, Text))
    assert "他垫了第一笔。" in shown and shown.count("后来的事") < 8
    assert words(state, zone=zone).count("后来的事") >= 8
    assert zone.touch(zone.touch(state, Tap("more")).state, Tap("back")).state == state
    said = replace(CASES[0], steps=(replace(long, short="一句话说完。"), *CASES[0].steps[1:]))
    shorter = CaseWarningsScene([said], NAMES, RULES)
    state = shorter.touch(shorter.start(Visit()), Tap("case/a")).state
    shown = "".join("".join(i.lines) for i in shorter.view(state, LOOK) if isinstance(i, Text))
    assert "一句话说完。" in shown and "后来的事" not in shown


def test_back_goes_one_screen_at_a_time_and_then_home() -> None:
    state, _ = taps("case/a", "next")
    state = ZONE.touch(state, Tap("back")).state
    assert "骗子这样做" in words(state)
    state = ZONE.touch(state, Tap("back")).state
    assert state.page == CaseWallPage() and ZONE.touch(state, Tap("back")).leave == "home"


def test_back_from_a_filter_changes_no_filter() -> None:
    state, _ = taps("choose/type", "filter/type/police", "choose/band", "back")
    assert cards(state) == ["b"] and state.page == CaseWallPage()


def test_the_wall_is_dragged_and_runs_on() -> None:
    many = CaseWarningsScene([case(f"n{i}") for i in range(30)], NAMES, RULES)
    state = many.start(Visit())
    before = [i.rect.y for i in many.view(state, LOOK) if i.target.startswith("case/")]
    state = many.touch(state, Drag("wall", "move", 0, -300, extent=4000)).state
    state = many.touch(state, Drag("wall", "end", 0, 0, vy=-900, extent=4000)).state
    assert many.due(state) == 0.0
    offset = state.wall.offset
    state = many.tick(state, 0.1).state
    assert state.wall.offset > offset == 300
    for _ in range(100):
        state = many.tick(state, 0.1).state
    assert many.due(state) is None
    assert [i.rect.y for i in many.view(state, LOOK) if i.target.startswith("case/")] != before


def test_the_film_plays_pauses_and_is_left() -> None:
    state, events = taps("film/0")
    opened = ItemOpened("case_warnings", "film:film", "", None, wording_of("宣传片"))
    assert events == [opened] and ZONE.due(state) is not None
    state = ZONE.tick(state, 5.0).state
    state, _ = taps("film/play", state=state)
    assert isinstance(state.page, CaseFilmPage) and state.page.playing.position == 5.0 and ZONE.due(state) is None
    state, _ = taps("back", state=state)
    assert state.page == CaseWallPage()


def test_a_stale_target_changes_nothing() -> None:
    strange = ("ask/0", "nonsense", "film/7", "case/gone", "choose/gone", "filter/gone/x")
    for state in (ZONE.start(Visit()), taps("choose/type")[0], taps("case/a")[0]):
        for stale in strange:
            step = ZONE.touch(state, Tap(stale))
            assert (step.state, step.events, step.leave) == (state, (), "")


def test_samples_hold_every_page_each_reached_by_touching() -> None:
    pages = {ZONE.page(state) for state in ZONE.samples()}
    told = {
        f"case:{c.id}:{page}" for c in CASES for page in ("step1", "ask1", "step2", "ask2", "step3", "signs", "end")
    }
    assert pages == told | {"wall", "film"} | {f"filter:{kind}" for kind in FilterKind}
    assert any("换一个条件" in words(state) for state in ZONE.samples())


def test_where_the_kinds_of_scam_could_not_be_read_nothing_is_chosen_by_them() -> None:
    zone = CaseWarningsScene(CASES, {}, RULES)
    wall = zone.start(Visit())
    assert "choose/type" not in targets(zone.view(wall, LOOK)) and "choose/band" in targets(zone.view(wall, LOOK))
    assert zone.touch(wall, Tap("choose/type")).state == wall
    for state in zone.samples():
        assert zone.view(state, LOOK)
