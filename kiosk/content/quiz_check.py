"""Whether every quiz item can be answered the way its form asks, and whether the blueprint's form can be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kiosk.content.library import Library
from kiosk.content.models.quiz import Blueprint, QuizItem, QuizItems
from kiosk.content.problems import Problem
from kiosk.content.yaml_places import Loc

LEAST_ITEMS = 60
GENUINE_SHARE = (0.4, 0.6)
"""About half of what visitors judge is genuine: recognising the real thing matters as much."""

Finding = tuple[Loc, str]


def check_quiz(library: Library) -> Iterator[Problem]:
    """Faults of single items, of the whole bank, and of the blueprint."""
    items = []
    for document, file in library.of(QuizItems):
        for number, item in enumerate(file.items):
            items.append(item)
            for loc, message in _item(item):
                yield document.tree.problem(("items", number, *loc), message)
    blueprint = library.first(Blueprint)
    if blueprint is not None:
        document, plan = blueprint
        for loc, message in [*_bank(items), *_drawable(plan, items)]:
            yield document.tree.problem(loc, message)


def _item(item: QuizItem) -> Iterator[Finding]:
    right = sum(option.right for option in item.options)
    wrong = len(item.options) - right
    if item.form in ("single", "which_real"):
        if len(item.options) < 2:
            yield ("form",), f"{item.form} 要写选项：在 options 里写 2–5 个"
        elif right != 1:
            yield ("options",), f"这种题型（{item.form}）只能有一个正确选项，现在有 {right} 个：只留一个 right: true"
    elif item.form == "multiple":
        if right < 2 or wrong < 1:
            yield ("options",), f"多选题至少两个对、一个错，现在 {right} 对 {wrong} 错：补上选项，或改成 form: single"
    elif item.options:
        yield ("options",), f"这种题型（{item.form}）不写选项：删掉 options，在 answer 里写答案"
    yield from _answer(item)
    if len({option.text for option in item.options}) < len(item.options):
        yield ("options",), "有两个选项写得一样：改掉其中一个"


def _answer(item: QuizItem) -> Iterator[Finding]:
    allowed = {"true_false": ("对", "错"), "judge": ("诈骗", "真实")}.get(item.form, ())
    if allowed and item.answer not in allowed:
        yield ("answer",), f"这种题型（{item.form}）要写答案：answer 写 {allowed[0]} 或 {allowed[1]}"
    if not allowed and item.answer:
        yield ("answer",), f"这种题型（{item.form}）不写 answer：删掉这一行，答案由选项的 right 决定"
    if item.form != "judge":
        return
    if not item.quote:
        yield ("form",), "judge 题要给观众看原文：在 quote 里写短信、来电或聊天的内容"
    if item.answer in allowed and item.genuine != (item.answer == "真实"):
        fits = "true" if item.answer == "真实" else "false"
        yield ("genuine",), f"和答案对不上：answer 是{item.answer}，genuine 应当写 {fits}"


def _bank(items: list[QuizItem]) -> Iterator[Finding]:
    total, genuine = len(items), sum(item.genuine for item in items)
    least, most = GENUINE_SHARE
    if total < LEAST_ITEMS:
        message = f"题库一共只有 {total} 道题，至少要 {LEAST_ITEMS} 道：在 quiz/items 里再补 {LEAST_ITEMS - total} 道"
        yield ("items",), message
    if total and not least <= genuine / total <= most:
        yield (
            ("genuine",),
            f"题库 {total} 道题里有 {genuine} 道是真的（{genuine / total:.0%}），"
            f"应当在 {least:.0%} 到 {most:.0%} 之间："
            f"补一些{'真的' if genuine / total < least else '诈骗的'}题",
        )


def _drawable(plan: Blueprint, items: list[QuizItem]) -> Iterator[Finding]:
    """Whether a form exists: by max-flow, min-cut three sums decide (genuine, scam, both together)."""
    if plan.genuine > plan.items:
        yield ("genuine",), f"真的题（{plan.genuine} 道）比整套题（{plan.items} 道）还多：改小"
        return
    real = Counter(item.type for item in items if item.genuine)
    scam = Counter(item.type for item in items if not item.genuine)
    for what, counted, wanted in (
        ("真的题", real, plan.genuine),
        ("诈骗题", scam, plan.items - plan.genuine),
        ("题", real + scam, plan.items),
    ):
        able = sum(min(count, plan.max_per_type) for count in counted.values())
        if able < wanted:
            yield (
                ("max_per_type",),
                f"按“同一类最多 {plan.max_per_type} 道”，{what}只抽得出 {able} 道，要 {wanted} 道："
                "把它改大，或补别的类的题",
            )
            return
