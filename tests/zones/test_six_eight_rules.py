"""“六个一律、八个凡是”区 as visitors go through it: tiles that turn over, the updated eight, the matching game."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.content.models.base import Source
from kiosk.content.wording_hash import wording_of
from kiosk.core.events import ItemFinished, ItemOpened, QuestionAnswered
from kiosk.core.geometry import Rect
from kiosk.core.subject import Subject
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.items import Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.motion import SECONDS
from kiosk.scene import Tap, Visit
from kiosk.zones.six_eight_rules.manifest import SIX_EIGHT_RULES, SixEightRulesContent
from kiosk.zones.six_eight_rules.match import ROUNDS, MatchGame, MatchTally, answer, draw, tally
from kiosk.zones.six_eight_rules.models import NO_RULE, Rule, Rules, Situation
from kiosk.zones.six_eight_rules.pages import (
    ChantPage,
    GenuinePage,
    MatchResultPage,
    MatchRoundPage,
    RuleCardPage,
    RulesWallPage,
    SixEightRulesState,
    ThingsPage,
)
from kiosk.zones.six_eight_rules.phrases import in_phrases
from kiosk.zones.six_eight_rules.scene import SixEightRulesScene

ROOT = Path(__file__).parents[2]
LOOK = Look()


def rule(name: str, short: str) -> Rule:
    return Rule(name, short, f"{short}，一律当心", f"{name}的道理", f"{name}的真事", f"{name}也有真的")


def situation(n: int, truth: str) -> Situation:
    return Situation(f"event-{n}", f"第{n}件事发生了", truth, ("six-1", "eight-2", "gone-9"), f"第{n}件事的道理")


RULES = Rules(
    six=tuple(rule(f"six-{i}", f"六条{i}") for i in range(1, 7)),
    eight=tuple(rule(f"eight-{i}", f"八条{i}") for i in range(1, 9)),
    updated=tuple(rule(f"new-{i}", f"新条{i}") for i in range(1, 9)),
    caution="这是口诀。真的来电要接。",
    source=Source("各地公安机关", "2016"),
    updated_source=Source("国家反诈中心", "2023"),
    situations=tuple(situation(n, NO_RULE if n % 2 else "six-1") for n in range(12)),
)
ZONE = SixEightRulesScene(RULES)


def words(state: SixEightRulesState, look: Look = LOOK, zone: SixEightRulesScene = ZONE) -> str:
    return "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))


def taps(
    *path: str, state: SixEightRulesState | None = None, zone: SixEightRulesScene = ZONE
) -> tuple[SixEightRulesState, list[object]]:
    """The state after the touches, each movement over."""
    now, events = state or zone.start(Visit(seed=5)), []
    for target in path:
        step = zone.touch(now, Tap(target))
        now, events = zone.tick(step.state, 1.0).state, [*events, *step.events]
    return now, events


def current(state: SixEightRulesState, zone: SixEightRulesScene = ZONE) -> Situation:
    """The situation on the screen."""
    assert isinstance(state.page, MatchRoundPage)
    return zone.rules.situations[state.page.game.drawn[state.page.game.at]]


def about(item: str) -> Subject:
    """What an event about a tile begins with."""
    return Subject("six_eight_rules", item, "", None, wording_of(ZONE.by_id[item]))


def truth(state: SixEightRulesState, zone: SixEightRulesScene = ZONE) -> str:
    return current(state, zone).rule


def played(*, trusting: bool = False, wary: bool = False) -> tuple[SixEightRulesState, list[object]]:
    """A game to its end: right throughout, or calling everything genuine, or everything a scam."""
    state, events = taps("game")
    for _ in range(ROUNDS):
        choice = NO_RULE if trusting else "six-1" if wary else truth(state)
        state, more = taps(f"choice/{choice}", "next", state=state)
        events += more
    return state, events


def test_fourteen_tiles_stand_under_the_caution() -> None:
    state = ZONE.start(Visit())
    seen = words(state)
    assert RULES.caution in seen and "六个一律" in seen and "八个凡是，统统不信" in seen and "来源：" not in seen
    tiles = [t for t in targets(ZONE.view(state, LOOK)) if t.startswith("rule/")]
    assert len(tiles) == 14


def _offset(target: str) -> float:
    return float(target.rsplit("/", 1)[1]) if target.startswith("wall/to/") else -1.0


@pytest.mark.parametrize(
    "look", [Look(large=True), Look(area=Rect(96, 389, 1728, 540)), Look(large=True, area=Rect(96, 389, 1728, 511))]
)
def test_the_caution_stays_in_sight_where_the_tiles_scroll(look: Look) -> None:
    state, pages = ZONE.start(Visit()), 0
    while down := [t for t in targets(ZONE.view(state, look)) if _offset(t) > state.wall.offset]:
        assert "这是口诀。" in words(state, look)
        state, pages = taps(down[0], state=state)[0], pages + 1
    assert pages and "这是口诀。" in words(state, look)


def test_the_updated_eight_replace_the_classic_and_name_their_source() -> None:
    state, _ = taps("more")
    seen = words(state)
    assert ZONE.page(state) == "wall:more" and "来源：各地公安机关 2016" in seen and "国家反诈中心 2023" in seen
    assert RULES.caution in seen
    assert ZONE.page(taps("back", state=state)[0]) == ZONE.page(taps("next", state=state)[0]) == "wall"
    state, _ = taps("version/updated", state=state)
    seen = words(state)
    assert "新条1" in seen and "八条1" not in seen and "六条1" in seen and "八个凡是，都是诈骗" in seen
    state, _ = taps("more", "version/classic", state=state)
    assert "八条1" in words(state)


def test_a_turned_tile_says_why_a_true_story_and_where_not_to_overdo_it() -> None:
    state, events = taps("rule/six-3")
    assert events == [ItemOpened(*about("six-3"))]
    brief = words(state)
    assert "六条3，一律当心" in brief and "six-3的道理" in brief and "six-3的真事" not in brief
    state, events = taps("more", state=state)
    assert ZONE.page(state) == "rule:six-3:more" and not events
    seen = words(state)
    assert all(
        w in seen for w in ("六条3，一律当心", "为什么", "six-3的道理", "six-3的真事", "真的是这样", "six-3也有真的")
    )
    state, _ = taps("back", state=state)
    assert ZONE.page(state) == "rule:six-3"
    state, _ = taps("back", state=state)
    assert ZONE.page(state) == "wall" and "翻过" in words(state)


@pytest.mark.parametrize("look", [LOOK, Look(large=True)], ids=["normal", "large"])
def test_a_rule_without_a_published_story_has_no_place_for_one(look: Look) -> None:
    bare = replace(RULES, six=(replace(RULES.six[0], story=""), *RULES.six[1:]))
    zone = SixEightRulesScene(bare)
    seen = words(taps("rule/six-1", "more", zone=zone)[0], look, zone)
    assert "six-1的道理" in seen and "一件真事" not in seen


def test_the_tile_is_seen_turning_and_then_lies_still() -> None:
    start = ZONE.start(Visit())
    state = ZONE.touch(start, Tap("rule/six-3")).state
    assert ZONE.due(state) == 0.0
    begun = ZONE.tick(state, 0.02).state
    assert "六条2" in words(begun) and "六条3" not in words(begun), "the tile stands on edge, the others lie"
    later = ZONE.tick(state, 0.1).state
    cards = [i for i in ZONE.view(later, LOOK) if isinstance(i, Panel) and i.fill == LOOK.theme.card]
    assert "six-3的道理" not in words(later) and 0 < cards[-1].rect.w < LOOK.area.w
    rest = ZONE.tick(state, SECONDS).state
    assert ZONE.due(rest) is None and "six-3的道理" in words(rest)


def test_nothing_turns_for_those_who_asked_for_stillness() -> None:
    state = ZONE.touch(ZONE.start(Visit()), Tap("rule/six-3")).state
    assert "six-3的道理" in words(state, Look(still=True))


def test_the_cards_lead_on_and_back_and_home_at_the_end() -> None:
    state, events = taps("rule/six-5", "next", "next", "next", "previous")
    assert ZONE.page(state) == "rule:eight-1" and len(events) == 5
    assert "previous" not in targets(ZONE.view(taps("rule/six-1")[0], LOOK))
    state, _ = taps("more", "version/updated", "rule/new-7", "next", "next")
    assert ZONE.page(state) == "wall:updated"


def test_six_tiles_make_the_zone_done() -> None:
    state, _ = taps("rule/six-1", *["next"] * 4)
    assert not ZONE.goal(state)
    assert ZONE.goal(taps("next", state=state)[0])


def test_a_situation_is_answered_at_once_with_the_reason() -> None:
    state, _ = taps("game")
    assert "next" not in targets(ZONE.view(state, LOOK)) and "都不符合，是真的" in words(state)
    right = truth(state)
    after, events = taps(f"choice/{right}", state=state)
    assert "的道理" in words(after) and "对得上的是它" in words(after)
    shown, real = current(state), right == NO_RULE
    subject = Subject("six_eight_rules", shown.id, "", real, wording_of(shown))
    assert events == [QuestionAnswered(*subject, QuestionForm.MATCH, right, True, not real)]
    again, more = taps("choice/eight-2", state=after)
    assert again == after and not more, "the first answer counts"


def test_calling_a_genuine_thing_a_scam_and_a_scam_genuine_are_logged_as_that() -> None:
    state, _ = taps("game")
    seen = set()
    for _ in range(ROUNDS):
        wrong = "six-1" if truth(state) == NO_RULE else NO_RULE
        state, events = taps(f"choice/{wrong}", "next", state=state)
        event = events[0]
        assert isinstance(event, QuestionAnswered) and not event.right
        seen.add((event.genuine, event.said_scam, event.option))
    assert seen == {(True, True, "six-1"), (False, False, NO_RULE)}


def test_an_edited_situation_is_another_and_other_choices_are_not() -> None:
    first = RULES.situations[0]
    assert wording_of(first) != wording_of(replace(first, why="另一个道理"))
    assert wording_of(first) == wording_of(replace(first, rule=NO_RULE, choices=("six-2", "six-3"), id="other"))


def test_reports_name_rules_by_their_rhymes_and_situations_by_their_beginnings() -> None:
    long, exact = replace(RULES.situations[0], text="一" * 25), replace(RULES.situations[1], text="二" * 24)
    names = SIX_EIGHT_RULES.names(SixEightRulesContent(replace(RULES, situations=(long, exact))))
    assert names["new-8"] == "新条8" and names["match"] == "情景配口诀"
    assert names["event-0"] == "一" * 24 + "…" and names["event-1"] == exact.text


def test_a_scam_seen_by_another_rule_is_still_a_scam_seen() -> None:
    state, _ = taps("game")
    while truth(state) == NO_RULE:
        state, _ = taps(f"choice/{NO_RULE}", "next", state=state)
    after, events = taps("choice/eight-2", state=state)
    event = events[0]
    assert isinstance(event, QuestionAnswered) and not event.right and event.said_scam
    assert (event.genuine, event.type, event.option) == (False, "", "eight-2")
    assert "看出是骗局了" in words(after)


def test_a_perfect_game_is_praised_and_finishes_the_zone() -> None:
    state, events = played()
    assert events[-1] == ItemFinished("six_eight_rules", "match", "", None, wording_of(RULES.situations))
    assert ZONE.goal(state)
    seen = words(state)
    assert all(w in seen for w in ("骗局挡得住，真事不误会", "认出 4 个", "一共 4 个骗局", "信了 4 件", "一件也没冤枉"))


def test_misses_and_false_alarms_are_told_in_words_without_shame() -> None:
    state, _ = played(trusting=True)
    assert "认出 0 个" in words(state) and "信了 4 件" in words(state) and "再翻开看看" in words(state)
    opened, _ = taps("rule/six-1", state=state)
    assert "six-1的道理" in words(opened)
    assert ZONE.page(taps("back", state=opened)[0]) == "match:result"
    state, _ = played(wary=True)
    assert "认出 4 个" in words(state) and "有 4 件当成了骗局" in words(state)
    for unkind in ("错误", "失败", "不及格", "上当"):
        assert unkind not in words(state)


def test_the_game_can_be_left_and_gone_on_with_and_the_next_one_is_another() -> None:
    state, _ = taps("game")
    state, _ = taps(f"choice/{truth(state)}", "next", "back", state=state)
    assert ZONE.page(state) == "wall" and "接着配一配" in words(state)
    state, _ = taps("game", state=state)
    assert ZONE.page(state) == "match:2"
    state, _ = played()
    first = state.page
    state, _ = taps("again", state=state)
    assert isinstance(first, MatchResultPage) and isinstance(state.page, MatchRoundPage)
    assert set(state.page.game.drawn) != set(first.game.drawn)
    state, _ = taps("back", "back", state=played()[0])
    assert ZONE.touch(state, Tap("back")).leave == "home"


@pytest.mark.parametrize("path", [(), ("rule/six-1",), ("game",), ("more",)])
def test_a_stale_or_unknown_target_changes_nothing(path: tuple[str, ...]) -> None:
    state, _ = taps(*path)
    for target in ("rule/gone", "choice/gone", "choice/gone-9", "version/old", "gone", "again", ""):
        assert ZONE.touch(state, Tap(target)).state == state


@given(seed=st.integers(0, 10**9), number=st.integers(0, 5))
def test_half_of_a_game_is_genuine_and_nothing_comes_twice(seed: int, number: int) -> None:
    drawn = draw(RULES.situations, seed, number)
    assert len(set(drawn)) == ROUNDS
    assert sum(RULES.situations[i].rule == NO_RULE for i in drawn) == ROUNDS // 2
    assert drawn == draw(RULES.situations, seed, number)


@pytest.mark.parametrize(("genuine", "scams"), [(2, 9), (9, 2), (0, 8), (8, 0)])
def test_where_one_kind_is_short_the_other_fills_up(genuine: int, scams: int) -> None:
    listed = [situation(i, NO_RULE) for i in range(genuine)] + [situation(i, "six-1") for i in range(scams)]
    drawn = draw(listed, 1, 0)
    assert len(set(drawn)) == ROUNDS and len([i for i in drawn if i < genuine]) >= min(genuine, 2)


def test_seeds_deal_differently() -> None:
    assert len({draw(RULES.situations, seed, 0) for seed in range(20)}) > 10


def test_the_tally_counts_hits_and_false_alarms() -> None:
    game = MatchGame((0, 1, 2, 3))
    for given_answer, at in (("six-1", 0), ("six-1", 1), (NO_RULE, 2), (NO_RULE, 3)):
        game = MatchGame(game.drawn, answer(MatchGame(game.drawn, game.answers, at), given_answer).answers)
    went = tally(RULES.situations, game)
    assert (went.scams, went.hits, went.genuine, went.false_alarms) == (2, 1, 2, 1)


@pytest.mark.parametrize(
    ("short", "lines"),
    [
        ("转接公检法挂掉", "转接公检法\n挂掉"),
        ("要卡号验证码", "要卡号\n验证码"),
        ("公检法要汇款", "公检法\n要汇款"),
        ("谈中奖挂掉", "谈中奖挂掉"),
        ("短信链接删掉", "短信链接\n删掉"),
    ],
)
def test_a_rhyme_breaks_between_words(short: str, lines: str) -> None:
    assert in_phrases(short, 38, 196) == lines


@pytest.fixture(scope="module")
def real() -> SixEightRulesScene:
    loaded = load(Catalogue([SIX_EIGHT_RULES.content]), ROOT / "content", ROOT / "zones.yaml")
    return SixEightRulesScene(loaded.zones["six_eight_rules"].rules)


def test_every_real_card_is_turned_and_nothing_on_it_is_lost(real: SixEightRulesScene) -> None:
    tall = Look(area=Rect(96, 120, 1728, 4000))
    for start in ("classic", "updated"):
        state, _ = taps("more", f"version/{start}", "rule/six-1", zone=real)
        while isinstance(state.page, RuleCardPage):
            card = real.by_id[state.page.rule]
            seen = words(taps("more", state=state, zone=real)[0], tall, real)
            bare = seen.replace(" ", "")  # a space at a line's end is not set
            whole = (card.text, card.why, card.story, card.but)
            assert [w for w in whole if w.replace(" ", "") not in bare] == []
            state, _ = taps("next", state=state, zone=real)
        assert len(state.turned) == 14


def test_every_real_situation_comes_in_a_visit_and_offers_its_own_rule(real: SixEightRulesScene) -> None:
    states = list(real.samples())
    rounds = [s for s in states if isinstance(s.page, MatchRoundPage)]
    assert {current(s, real).id for s in rounds} == {situation.id for situation in real.rules.situations}
    for state in rounds:
        if isinstance(state.page, MatchRoundPage) and not state.page.game.answered:
            offered = targets(real.view(state, Look(area=Rect(96, 120, 1728, 4000))))
            assert f"choice/{truth(state, real)}" in offered and f"choice/{NO_RULE}" in offered


def test_samples_are_drawn_the_same_twice(real: SixEightRulesScene) -> None:
    states = list(real.samples())
    assert {s.page.rule for s in states if isinstance(s.page, RuleCardPage)} == set(real.by_id)
    pages = {type(s.page) for s in states}
    path = {ChantPage, ThingsPage, GenuinePage}
    assert pages == {RulesWallPage, MatchRoundPage, MatchResultPage, RuleCardPage} | path
    assert any(isinstance(s.page, RulesWallPage) and s.page.waiting for s in states)
    for state in states:
        assert real.view(state, LOOK) == real.view(state, LOOK)


def test_only_the_situation_on_screen_is_answered_and_only_once() -> None:
    game = answer(MatchGame((3, 5)), "six-1")
    assert game.answers == ("six-1",) and answer(game, "none") is game
    over = MatchGame((3,), ("six-1",), 1)
    assert over.over and answer(over, "none") is over


def test_a_tally_counts_what_was_answered_so_far() -> None:
    situations = [Situation("s", "一", rule, ("six-1",), "因为") for rule in ("six-1", NO_RULE, "six-1", NO_RULE)]
    game = MatchGame((0, 1, 2, 3), ("six-1", "six-1", NO_RULE))
    assert tally(situations, game) == MatchTally(scams=2, hits=1, genuine=1, false_alarms=1)
