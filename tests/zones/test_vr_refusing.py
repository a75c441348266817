"""Refusing is a skill: one refusal ends no scam, whoever gives in after it is where they would have been, and one rebuff
loses nobody who is genuine."""

from __future__ import annotations

import pytest

from kiosk.core.vocabulary import Ending, OptionKind
from kiosk.zones.vr_experience.models import FlagKind, Scenario
from kiosk.zones.vr_experience.refusing import refusing_lint
from tests.content.small_hall import SCENARIO, SmallHall, at
from tests.tale import SCENARIOS
from tests.zones.test_vr_ways import ways

STORY = "content/vr_experience/scenarios/story.yaml"
HEAD = SCENARIO.partition("nodes:\n")[0]
NODES = """\
nodes:
  - id: ring
    device: call
    says:
      - {text: 您好，我是客服。, shows: [hurry]}
    choices:
      - {text: 挂断, goto: again, kind: safe, refusal: break_off}
      - {text: 听他说, goto: pay}
  - id: again
    device: call
    says:
      - {text: 就差您一步。, shows: [hurry]}
    choices:
      - {text: 打官方电话, goto: good, kind: safe, refusal: check}
      - {text: 心软了, goto: pay}
  - id: pay
    choices:
      - {text: 转账, goto: bad, yuan: 500}
      - {text: 不转, goto: near}
  - id: near
    end: {kind: near, title: 差一点, text: 停住就好。}
  - id: good
    end: {kind: safe, title: 守住了, text: 挂断就好。}
  - id: bad
    end: {kind: loss, title: 钱没了, text: 马上打110。}
"""
GENUINE = """\
nodes:
  - id: ring
    device: call
    says:
      - {text: 您好，我是柜台。, shows: [hurry]}
    choices:
      - {text: 去柜台, goto: good, kind: safe}
      - {text: 不理他, goto: wait, kind: turns_away}
  - id: wait
    says:
      - {who: beside, text: 不急，您自己打过去问。}
    choices:
      - {text: 打过去, goto: good, kind: safe}
      - {text: 还是不理, goto: bad, kind: turns_away}
  - id: good
    end: {kind: found_genuine, title: 问清楚了, text: 多问一句。}
  - id: bad
    end: {kind: missed_genuine, title: 错过了, text: 下回问问。}
"""


def story(hall: SmallHall, *changes: tuple[str, str], nodes: str = NODES) -> None:
    head = HEAD.replace("genuine: false", "genuine: true") if nodes is GENUINE else HEAD
    for old, new in changes:
        assert nodes.count(old) == 1, old
        nodes = nodes.replace(old, new)
    hall.write(STORY, head + nodes)


def test_two_refusals_of_different_kinds_with_a_trick_between_them_are_a_way_out(hall: SmallHall) -> None:
    story(hall)
    assert hall.check() == ()


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ([("挂断, goto: again", "挂断, goto: good")], (21, 20), ["“ring”", "“挂断”", "骗子的下一招"]),
        ([("refusal: check", "refusal: break_off")], (28, 23), ["“again”", "“打官方电话”", "refusal 不同"]),
        ([(", refusal: check", "")], (28, 23), ["“again”", "写 refusal"]),
        ([("kind: safe, refusal: check", "kind: risky")], (28, 23), ["“again”", "不是 safe"]),
        ([("就差您一步。, shows: [hurry]", "就差您一步。")], (28, 23), ["“again”", "没有再出招", "shows"]),
        ([("听他说, goto: pay", "听他说, goto: again")], (28, 23), ["“again”", "骗子的下一招"]),
        ([("心软了, goto: pay", "心软了, goto: near")], (27, 5), ["“again”", "心软也不会有损失"]),
    ],
)
def test_what_is_missing_is_named_at_its_node(
    hall: SmallHall, changes: list[tuple[str, str]], place: tuple[int, int], words: list[str]
) -> None:
    story(hall, *changes)
    at(next(problem for problem in hall.check() if words[-1] in problem.message), *place, *words)


def test_a_refusal_before_anything_is_demanded_does_not_count(hall: SmallHall) -> None:
    first = "nodes:\n  - id: rings\n    choices:\n      - {text: 不接, goto: ring, kind: safe, refusal: tell}\n"
    story(hall, ("nodes:\n", first), ("挂断, goto: again", "挂断, goto: good"))
    at(next(p for p in hall.check() if "“ring”" in p.message), 24, 20, "骗子的下一招")


def test_a_right_stop_is_one_of_the_refusals(hall: SmallHall) -> None:
    stop = "stopped: {speaker: 老伴, text: 谁的电话？, goto: again}\nnodes:\n"
    story(hall, ("nodes:\n", stop), ("goto: again, kind: safe", "goto: pay, kind: safe"))
    assert hall.check() == (), "only by a stop one comes to the trick, and one refusal more is enough"


def test_who_is_genuine_is_missed_only_by_who_turns_them_away_twice(hall: SmallHall) -> None:
    story(hall, nodes=GENUINE)
    assert hall.check() == ()
    story(hall, ("去柜台, goto: good, kind: safe", "听完再说, goto: wait"), nodes=GENUINE)
    at(next(p for p in hall.check() if "“wait”" in p.message), 28, 22, "才推开一回", "换一种核实的办法")


# ------------------------------------------------------------ the hall's own stories, as they are played
SCAMS = [scenario for scenario in SCENARIOS if not scenario.genuine]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_no_story_of_the_hall_is_too_easy_or_impatient(scenario: Scenario) -> None:
    assert list(refusing_lint(scenario)) == []


@pytest.mark.parametrize("scenario", SCAMS, ids=lambda s: s.id)
def test_every_way_to_a_safe_end_refused_twice_in_a_row_and_was_pressed_between(scenario: Scenario) -> None:
    red = {flag.id for flag in scenario.flags if flag.kind is FlagKind.RED}
    tricks = {n.id for n in scenario.nodes if any(not red.isdisjoint(say.shows) for say in n.says)}
    safe = [way for way in ways(scenario) if way.ended.ending is Ending.SAFE]
    assert safe
    for way in safe:
        row = list(zip(way.nodes, way.done, strict=False))
        last = next((i for i in range(len(row), 0, -1) if not _safe(row[i - 1][1])), 0)
        refused = [(node, choice.refusal) for node, choice in row[last:] if choice is not None]
        assert len({how for _, how in refused}) >= 2, way.nodes
        assert any(node in tricks for node, _ in refused[1:]), way.nodes


@pytest.mark.parametrize("scenario", SCAMS, ids=lambda s: s.id)
def test_who_refuses_first_and_then_gives_in_all_the_way_loses(scenario: Scenario) -> None:
    lost = [way for way in ways(scenario) if way.ended.ending is Ending.LOSS]
    assert any(_safe(way.done[0]) or _safe(way.done[1]) for way in lost)


def _safe(choice: object) -> bool:
    return getattr(choice, "kind", None) is OptionKind.SAFE
