"""Advice to whoever writes scenarios: what a visitor could get right without understanding, before or while playing.

Nothing here keeps a scenario off the screen. Ceilings and why they stand where they do:

* Place and length of an option say nothing, and careful words should say little: such a bot is above its ceiling when
  blind choosing would do as well in less than one of twenty scenarios of that length (`bots.ceiling`).
* A clock that runs out should not be a way out: by itself it may lead to a good ending no more often than the choices
  beside it do.
* Always breaking off, always complying and trusting whatever bears a name in 【】 are attitudes, right in one scenario
  and wrong in another; so they are looked at over all scenarios, and may be right in at most two of three moments.
  (By endings they cannot be judged: a story forgives, so that half of all who choose blindly still come out well.)
* Of what the other side says two fifths are harmless: who stops at every sentence is right in at most three of five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.content.problems import Problem
from kiosk.core.findings import Finding
from kiosk.strategies import Played, PlayedSet
from kiosk.zones.vr_experience.bots import (
    Habit,
    ceiling,
    good_choices,
    judged,
    said_by_others,
    trust_in_brackets,
    waiting,
)
from kiosk.zones.vr_experience.models import FlagKind, Scenario, Voice

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library

HARMLESS_SHARE = 0.4
"""Least share of harmless sentences among what the other side says."""
LEAST_SENTENCES = 5
"""With fewer sentences the share says nothing."""
ATTITUDE_CEILING = 2 / 3
"""In how many scenarios an attitude may be right."""
LEAST_SCENARIOS = 4
"""With fewer scenarios an attitude shows nothing."""

_WHAT_TO_CHANGE = {
    Habit.FIRST: "删掉几处 ordered: true",
    Habit.LAST: "删掉几处 ordered: true",
    Habit.LONGEST: "把几处稳妥的选项写短，或把不稳妥的写长",
    Habit.CAUTIOUS: "给几处不稳妥的选项也写上“先、问、看看、确认”这样的话，或把稳妥的写得干脆些",
}
_SURFACES = (Habit.FIRST, Habit.LAST, Habit.LONGEST, Habit.CAUTIOUS)
_ATTITUDES = {
    Habit.BREAKS_OFF: "增加真实的情景（genuine: true），或在骗局里也写上不该推开的人",
    Habit.COMPLIES: "给骗局和真实的情景都写上照办就会出事的一步",
}


def scenario_advice(scenario: Scenario) -> list[Finding]:
    """What could be better in one scenario."""
    return [*_bots(scenario), *_clocks(scenario), *_harmless(scenario), *_unexplained(scenario)]


def advise_scenarios(library: Library) -> Iterator[Problem]:
    """What an attitude gets right in all scenarios together."""
    found = list(library.of(Scenario))
    scenarios = [scenario for _, scenario in found]
    if len(scenarios) < LEAST_SCENARIOS:
        return
    for bot, change in _ATTITUDES.items():
        share = _over_all(bot, scenarios)
        if share > ATTITUDE_CEILING:
            message = (
                f"{bot.word}人，{len(scenarios)} 个情景里平均有 {share:.0%} 选得稳妥，"
                f"最多 {ATTITUDE_CEILING:.0%}：{change}"
            )
            yield found[0][0].problem(("genuine",), message, at_key=True, warning=True)
    moments, good = (sum(column) for column in zip(*map(trust_in_brackets, scenarios), strict=True))
    if moments >= LEAST_SCENARIOS and good / moments > ATTITUDE_CEILING:
        message = (
            f"{Habit.BRACKETS.word}人，{moments} 处里 {good / moments:.0%} 选得对，最多 {ATTITUDE_CEILING:.0%}："
            "骗局的短信也写上【】里的名字"
        )
        yield found[0][0].problem(("genuine",), message, at_key=True, warning=True)


def _bots(scenario: Scenario) -> Iterator[Finding]:
    moments = len(judged(scenario))
    chance = good_choices(Habit.BLIND, scenario)
    most = ceiling(chance, moments)
    for bot in _SURFACES:
        share = good_choices(bot, scenario)
        if share > most:
            message = (
                f"{bot.word}人，{moments} 处里 {share:.0%} 选得稳妥（闭着眼选 {chance:.0%}，最多 {most:.0%}）："
                f"{_WHAT_TO_CHANGE[bot]}"
            )
            yield ("nodes",), message


def _clocks(scenario: Scenario) -> Iterator[Finding]:
    alone, chosen = waiting(scenario)
    if alone > chosen:
        message = (
            f"{Habit.WAITS.word}人，{alone:.0%} 的倒计时直接走到平安的结局，比自己选还多（{chosen:.0%}）："
            "把几处 timer 的 goto 改到下一步"
        )
        yield ("nodes",), message


def _harmless(scenario: Scenario) -> Iterator[Finding]:
    said, harmless = said_by_others(scenario)
    if said >= LEAST_SENTENCES and harmless / said < HARMLESS_SHARE:
        message = (
            f"对方说的 {said} 句里只有 {harmless} 句没有破绽，喊停怎么喊都对：至少要 {HARMLESS_SHARE:.0%}，"
            "加几句平常话，shows 写 kind: harmless 的信号"
        )
        yield ("flags",), message


def _unexplained(scenario: Scenario) -> Iterator[Finding]:
    """Harmless sentences of which nobody could say, to whoever stopped at them, why they are harmless."""
    if not any(flag.kind is FlagKind.HARMLESS for flag in scenario.flags):
        return
    for number, node in enumerate(scenario.nodes):
        for place, say in enumerate(node.says):
            if say.who is Voice.THEM and not say.shows:
                message = "这一句没有 shows，误喊停时说不出它为什么没问题：写上一个 kind: harmless 的信号编号"
                yield ("nodes", number, "says", place), message


def scenarios_played(scenarios: Sequence[Scenario]) -> Iterator[PlayedSet]:
    """Every habit in every scenario, and the attitudes in all of them together, for the table of `kiosk check`."""
    for scenario in scenarios:
        chance, moments = good_choices(Habit.BLIND, scenario), len(judged(scenario))
        most = ceiling(chance, moments)
        rows = [Played(bot, moments, good_choices(bot, scenario), chance, most, ()) for bot in _SURFACES]
        alone, beside = waiting(scenario)
        said, harmless = said_by_others(scenario)
        rows.append(Played(Habit.WAITS, moments, alone, beside, beside, ()))
        if said >= LEAST_SENTENCES and any(flag.kind is FlagKind.RED for flag in scenario.flags):
            stopped = 1 - harmless / said
            rows.append(Played(Habit.STOPS, moments, stopped, stopped, 1 - HARMLESS_SHARE, ()))
        yield PlayedSet(f"情景“{scenario.title}”里要选的", tuple(rows), "", "处")
    if len(scenarios) < LEAST_SCENARIOS:
        return
    chance = _over_all(Habit.BLIND, scenarios)
    together = [
        Played(bot, len(scenarios), _over_all(bot, scenarios), chance, ATTITUDE_CEILING, ()) for bot in _ATTITUDES
    ]
    yield PlayedSet("全部情景里要选的", tuple(together), "", "个")


def _over_all(bot: Habit, scenarios: Sequence[Scenario]) -> float:
    """The share of good choices, every scenario weighing the same, 0-1."""
    return sum(good_choices(bot, scenario) for scenario in scenarios) / len(scenarios)
