"""案例警示区 as visitors go through it."""

from __future__ import annotations

from kiosk.content.models.base import Source
from kiosk.content.models.case import Ask, Case, CaseStep, Option, RedFlag
from kiosk.core.events import ChoiceMade, ItemFinished, ItemOpened
from kiosk.draw.items import Item, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.film import FilmInfo
from kiosk.scene import Drag, Tap, Visit
from kiosk.zones.case_warnings import GOAL_CASES, CaseWarnings, State

LOOK = Look()
NAMES = {"brushing": "刷单返利", "police": "冒充公检法"}


def case(name: str, kind: str = "brushing", band: str = "senior", region: str = "national", when: str = "2025") -> Case:
    ask = Ask(
        "换作你，会怎么做？", (Option("先挂断", "对，挂断再问。", True), Option("照着做", "这一步钱就出去了。", False))
    )
    steps = (
        CaseStep("对方发来任务。", "他做了。", 0, "充值越多返利越多", ask),
        CaseStep("对方要垫钱。", "他垫了。", 5000, ask=ask),
        CaseStep("对方说卡单了。", "他又垫了。", 30000),
    )
    flags = (RedFlag("充值越多返利越多", "返利是饵。"), RedFlag("卡单了", "要你再垫。"))
    return Case(
        id=name,
        title=f"案例{name}",
        type=kind,
        teaser="一句话",
        who="李先生",
        band=band,  # type: ignore[arg-type]
        place="山东",
        region=region,
        when=when,
        outcome="stopped",
        yuan_lost=30000,
        steps=steps,  # type: ignore[arg-type]
        red_flags=flags,
        ending="半路上拦了下来。",
        lesson="垫资即停",
        source=Source("公安机关", "2025-08"),
        yuan_saved=30000,
    )


CASES = (
    case("a", when="2023"),
    case("b", "police", "minor"),
    case("c", region="local"),
    case("d", region="shandong"),
)
ZONE = CaseWarnings(CASES, NAMES, [FilmInfo("宣传片", "film.mp4", seconds=60)])


def words(state: State, look: Look = LOOK) -> str:
    return "".join("".join(i.lines) for i in ZONE.view(state, look) if isinstance(i, Text))


def taps(*targets_in_turn: str, state: State | None = None) -> tuple[State, list[object]]:
    now, events = state or ZONE.start(Visit()), []
    for target in targets_in_turn:
        step = ZONE.touch(now, Tap(target))
        now, events = step.state, [*events, *step.events]
    return now, events


def cards(state: State) -> list[str]:
    found: list[Item] = [i for i in ZONE.view(state, LOOK) if i.target.startswith("case/")]
    return [i.target.removeprefix("case/") for i in sorted(found, key=lambda i: (i.rect.y, i.rect.x))]


def test_the_wall_begins_with_what_happened_here() -> None:
    assert cards(ZONE.start(Visit()))[:2] == ["c", "d"]


def test_filters_narrow_the_wall_and_say_so() -> None:
    state, _ = taps("choose/type", "filter/type/police")
    assert cards(state) == ["b"] and "冒充公检法" in words(state)
    state, _ = taps("choose/band", "filter/band/senior", "choose/place", "filter/place/home")
    assert cards(state) == ["c", "d"] and "2 个案例" in words(state)
    state, _ = taps("filter/place/", state=state)
    assert len(cards(state)) == 3


def test_a_filter_that_leaves_nothing_says_what_to_do() -> None:
    state, _ = taps("filter/type/police", "filter/band/senior")
    assert cards(state) == [] and "换一个条件" in words(state)


def test_a_case_asks_twice_and_answers_at_once() -> None:
    state, events = taps("case/a", "next")
    assert "next" not in targets(ZONE.view(state, LOOK)), "nobody slips past the question"
    state, more = taps("ask/1", state=state)
    assert "这一步钱就出去了" in words(state)
    state, rest = taps("ask/0", state=state)
    assert rest == [], "a question is answered once"
    assert events == [ItemOpened("case_warnings", "a")]
    assert more == [ChoiceMade("case_warnings", "a", "step1", "照着做", False, "brushing")]


def test_the_money_counts_up() -> None:
    state, _ = taps("case/a")
    assert "还没有转钱" in words(state)
    state, _ = taps("next", "ask/0", "next", state=state)
    assert "5000元" in words(state)
    state, _ = taps("next", "ask/0", "next", state=state)
    assert "3万元" in words(state) and "又多了 2.5万元" in words(state)


def test_a_case_ends_with_its_flags_lesson_and_source() -> None:
    state, _ = taps("case/a", "next", "ask/0", "next", "next", "ask/0", "next", "next")
    assert "充值越多返利越多" in words(state) and "返利是饵" in words(state)
    state, events = taps("next", state=state)
    assert all(w in words(state) for w in ("怎样拦住的", "垫资即停", "来源：公安机关 2025-08"))
    assert events == [ItemFinished("case_warnings", "a")]
    state, events = taps("next", state=state)
    assert events == [] and state.case == "" and "看过了" in words(state)


def test_the_zone_is_done_after_enough_cases() -> None:
    state = ZONE.start(Visit())
    for name in ("a", "b")[:GOAL_CASES]:
        assert not ZONE.goal(state)
        state, _ = taps(
            f"case/{name}", "next", "ask/0", "next", "next", "ask/0", "next", "next", "next", "next", state=state
        )
    assert ZONE.goal(state)


def test_back_goes_one_screen_at_a_time_and_then_home() -> None:
    state, _ = taps("case/a", "next")
    state = ZONE.touch(state, Tap("back")).state
    assert "骗子这样做" in words(state)
    state = ZONE.touch(state, Tap("back")).state
    assert state.case == "" and ZONE.touch(state, Tap("back")).leave == "home"


def test_the_wall_is_dragged_and_runs_on() -> None:
    many = CaseWarnings([case(f"n{i}") for i in range(30)], NAMES)
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
    assert events == [ItemOpened("case_warnings", "film:0")] and ZONE.due(state) is not None
    state = ZONE.tick(state, 5.0).state
    state, _ = taps("film/play", state=state)
    assert state.film is not None and state.film.position == 5.0 and ZONE.due(state) is None
    state, _ = taps("back", state=state)
    assert state.film is None


def test_a_stale_target_changes_nothing() -> None:
    state = ZONE.start(Visit())
    for stale in ("next", "ask/0", "nonsense", "read/to/100"):
        step = ZONE.touch(state, Tap(stale))
        assert (step.state, step.events, step.leave) == (state, (), "")
