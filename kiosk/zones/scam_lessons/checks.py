"""What the file of a module must agree with itself about, and the modules with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.content.option_ids import option_id_lint
from kiosk.content.problems import Problem
from kiosk.core.findings import Finding
from kiosk.draw.icon_files import icon_fault
from kiosk.zones.scam_lessons.models import Exercise, Lesson
from kiosk.zones.scam_lessons.spot import CLEAR, shown
from kiosk.zones.scam_lessons.strategies import lessons_played

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library

LESSONS = 8
"""Places on the rail."""


def lesson_lint(lesson: Lesson) -> Sequence[Finding]:
    """An exercise that calls something real suspicious, a scam without a sign, lines the records cannot tell apart, an
    icon there is none of."""
    exercise = (*_signs(lesson.exercise), *_line_ids(lesson.exercise))
    fault = icon_fault(lesson.icon)
    icon: list[Finding] = [(("icon",), fault)] if fault else []
    return [*icon, *((("exercise", *loc), message) for loc, message in exercise)]


def check_lessons_strategies(library: Library) -> Iterator[Problem]:
    """What bots that know nothing get right too often."""
    lessons = {lesson.id: (document, lesson) for document, lesson in library.of(Lesson)}
    for of in lessons_played(lesson for _, lesson in lessons.values()):
        if warning := of.warning():
            yield lessons[warning[0]][0].problem(("exercise",), warning[1], warning=True)


def _signs(exercise: Exercise) -> Iterator[Finding]:
    flagged = [number for number, line in enumerate(exercise.lines) if line.flag]
    if exercise.genuine and flagged:
        yield (
            ("lines", flagged[0], "flag"),
            "这条练习写的是真的（genuine: true），就不能有可疑句子：删掉 flag，或把 genuine 改成 false",
        )
    if not exercise.genuine and not set(flagged) & set(shown(exercise)):
        yield ("lines",), "这条练习是诈骗（genuine: false），却没有一句可疑：至少给一句写上 flag"
    for number, line in enumerate(exercise.lines):
        if line.flag and line.fine:
            yield ("lines", number, "fine"), "一句话不能既可疑（flag）又没问题（fine）：删掉其中一个"


def _line_ids(exercise: Exercise) -> Iterator[Finding]:
    """The records join the ids of the marked lines with “+”, or say that none was marked."""
    for loc, message in option_id_lint(exercise.lines, "句子", {CLEAR: "没有可疑之处"}):
        yield ("lines", *loc), message


def check_lessons(library: Library) -> Iterator[Problem]:
    """Every module has a place of its own on the rail."""
    taken: dict[int, str] = {}
    for document, lesson in library.of(Lesson):
        if not 1 <= lesson.order <= LESSONS:
            yield document.problem(("order",), f"order 是 {lesson.order}，只能写 1 到 {LESSONS}：改成空着的位置")
        elif lesson.order in taken:
            free = "、".join(str(n) for n in range(1, LESSONS + 1) if n not in taken and n != lesson.order)
            message = f"第 {lesson.order} 个位置已经给了 {taken[lesson.order]}：换一个空着的位置，例如 {free or '…'}"
            yield document.problem(("order",), message)
        taken.setdefault(lesson.order, document.tree.path)
