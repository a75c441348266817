"""What a file must agree with itself about: forms of quiz items, sums of money, stages, games."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.library import Library
from kiosk.content.models.case import Case
from kiosk.content.models.lesson import Lesson
from kiosk.content.models.memoir import Memoir
from kiosk.content.models.rule import Rules
from kiosk.content.models.scam_type import Lean
from kiosk.content.models.scenario import Scenario
from kiosk.content.problems import Problem
from kiosk.content.references import NO_RULE
from kiosk.content.scenario_lint import genuine_share, lint
from kiosk.content.spots import every
from kiosk.content.yaml_places import Loc

Finding = tuple[Loc, str]

GENUINE_SCENARIOS = (0.15, 0.6)
"""Least and greatest share of the VR scenarios that show something real."""


def check_consistency(library: Library) -> Iterator[Problem]:
    """Every contradiction inside a file, quiz items apart (see `quiz_check`)."""
    for document, case in library.of(Case):
        yield from (document.tree.problem(loc, message) for loc, message in _case(case))
    for document, lesson in library.of(Lesson):
        yield from (document.tree.problem(loc, message) for loc, message in _lesson(lesson))
    for document, memoir in library.of(Memoir):
        yield from (document.tree.problem(loc, message) for loc, message in _memoir(memoir))
    for document, rules in library.of(Rules):
        yield from (document.tree.problem(loc, message) for loc, message in _rules(rules))
    for document in library.documents:
        for loc, lean in every(document.value, Lean) if document.value is not None else ():
            if not 1 <= lean.weight <= 3:
                yield document.tree.problem((*loc, "weight"), f"weight 是 {lean.weight}，只能写 1、2 或 3：改一改")
    for document, scenario in library.of(Scenario):
        yield from (document.tree.problem(loc, message, at_key=True) for loc, message in lint(scenario))
    yield from _genuine_scenarios(library)


def _case(case: Case) -> Iterator[Finding]:
    before = 0
    for number, step in enumerate(case.steps):
        if step.yuan < before:
            yield (
                ("steps", number, "yuan"),
                f"累计转出的钱不能变少：上一步已经是 {before} 元，这里写了 {step.yuan} 元，改成 {before} 或更多",
            )
        before = max(before, step.yuan)
        if step.ask and not any(option.good for option in step.ask.options):
            yield ("steps", number, "ask", "options"), "没有一个对的选项：至少给一个选项写 good: true"
    if case.yuan_saved > case.yuan_lost:
        yield (
            ("yuan_saved",),
            f"追回的钱（{case.yuan_saved} 元）比被骗的总额（{case.yuan_lost} 元）还多：核对 yuan_saved 和 yuan_lost",
        )


def _lesson(lesson: Lesson) -> Iterator[Finding]:
    flagged = [number for number, line in enumerate(lesson.exercise.lines) if line.flag]
    if lesson.exercise.genuine and flagged:
        yield (
            ("exercise", "lines", flagged[0], "flag"),
            "这条练习写的是真的（genuine: true），就不能有可疑句子：删掉 flag，或把 genuine 改成 false",
        )
    if not lesson.exercise.genuine and not flagged:
        yield ("exercise", "lines"), "这条练习是诈骗（genuine: false），却没有一句可疑：至少给一句写上 flag"
    for number, line in enumerate(lesson.exercise.lines):
        if line.flag and line.fine:
            yield ("exercise", "lines", number, "fine"), "一句话不能既可疑（flag）又没问题（fine）：删掉其中一个"


def _memoir(memoir: Memoir) -> Iterator[Finding]:
    stages = len(memoir.stages)
    if not 1 <= memoir.speak_after <= stages:
        yield ("speak_after",), f"speak_after 是 {memoir.speak_after}，可是只有 {stages} 段：写 1 到 {stages}"
    if not any(said.helps for said in memoir.sayings):
        yield ("sayings",), "没有一句话能帮到讲述人：至少给一句写 helps: true"


def _rules(rules: Rules) -> Iterator[Finding]:
    for number, situation in enumerate(rules.situations):
        if situation.rule != NO_RULE and situation.rule not in situation.choices:
            yield (
                ("situations", number, "rule"),
                f"正确答案“{situation.rule}”不在 choices 里：把它加进 choices，真实的情形就写 {NO_RULE}",
            )
        if len(set(situation.choices)) < len(situation.choices):
            yield ("situations", number, "choices"), "同一条口诀列了两次：换成另一条容易混的"
    if all(situation.rule != NO_RULE for situation in rules.situations):
        yield ("situations",), f"配对游戏里没有一个真实的情形：加一条 rule: {NO_RULE}，让观众也认得出真的"


def _genuine_scenarios(library: Library) -> Iterator[Problem]:
    found = list(library.of(Scenario))
    genuine, total = genuine_share(scenario for _, scenario in found)
    least, most = GENUINE_SCENARIOS
    if total < 4 or least <= genuine / total <= most:
        return
    message = f"{total} 个情景里有 {genuine} 个是真的，应当在 {least:.0%} 到 {most:.0%} 之间：增减 genuine: true 的情景"
    yield found[0][0].tree.problem(("genuine",), message, at_key=True)
