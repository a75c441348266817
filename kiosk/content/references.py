"""What one file says about another: every scam type, rule and case that is named exists, and no id is used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kiosk.content.library import Library
from kiosk.content.models.case import Case
from kiosk.content.models.chart import Charts
from kiosk.content.models.lesson import Lesson
from kiosk.content.models.memoir import Memoir
from kiosk.content.models.quiz import QuizItems
from kiosk.content.models.rule import Rules
from kiosk.content.models.scam_type import Lean, ScamType
from kiosk.content.models.scenario import Scenario
from kiosk.content.problems import Problem, meant
from kiosk.content.reading import Document
from kiosk.content.spots import every
from kiosk.content.yaml_places import Loc

QUIZ_TOPICS = frozenset({"general", "law", "genuine"})
"""What an item's `type` may be beside a scam type."""
NO_RULE = "none"
LESSONS = 8

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")

Named = tuple[Document, Loc, str]
"""A document, a place in it, and the id that is named there."""


def check_references(library: Library) -> Iterator[Problem]:
    """Dangling references, and ids that are used twice or are not words of the program."""
    if library.type_ids:  # a whole folder that is gone is told once, not at everything that names it
        yield from _unknown(_types_named(library), library.type_ids, "骗局种类")
        yield from _unknown(_quiz_types(library), library.type_ids | QUIZ_TOPICS, "骗局种类")
    if library.case_ids:
        yield from _unknown(_cases_named(library), library.case_ids, "案例")
    if library.rule_ids is not None:
        yield from _unknown(_rules_named(library), library.rule_ids, "口诀编号")
        yield from _unknown(_situation_rules(library), library.rule_ids | {NO_RULE}, "口诀编号")
    for model in (Case, Lesson, Memoir, Scenario, ScamType):
        yield from _doubles(_own_ids(library, model))
    yield from _doubles(_ids_inside(library, QuizItems))
    yield from _doubles(_ids_inside(library, Charts))
    yield from _doubles(_ids_inside(library, Rules))
    yield from _lesson_orders(library)


def _unknown(named: Iterable[Named], known: set[str] | frozenset[str], what: str) -> Iterator[Problem]:
    for document, loc, name in named:
        if name in known:
            continue
        if "，" in name or "、" in name:
            message = f"“{name}”连成了一个词：方括号里各项之间用英文逗号加空格隔开，例如 [a, b]"
        else:
            message = f"没有编号是“{name}”的{what}：{meant(name, known)}"
        yield document.tree.problem(loc, message)


def _types_named(library: Library) -> Iterator[Named]:
    for document, case in library.of(Case):
        yield document, ("type",), case.type
        yield from ((document, ("also", i), name) for i, name in enumerate(case.also))
    for document, memoir in library.of(Memoir):
        yield document, ("type",), memoir.type
    for document, scenario in library.of(Scenario):
        yield document, ("type",), scenario.type
    for document in library.documents:
        if document.value is not None:
            yield from ((document, (*loc, "type"), lean.type) for loc, lean in every(document.value, Lean))


def _quiz_types(library: Library) -> Iterator[Named]:
    for document, file in library.of(QuizItems):
        yield from ((document, ("items", i, "type"), item.type) for i, item in enumerate(file.items))


def _cases_named(library: Library) -> Iterator[Named]:
    for document, memoir in library.of(Memoir):
        yield from ((document, ("based_on", i), name) for i, name in enumerate(memoir.based_on))


def _rules_named(library: Library) -> Iterator[Named]:
    for document, case in library.of(Case):
        yield from ((document, ("rules", i), name) for i, name in enumerate(case.rules))
    for document, kind in library.of(ScamType):
        yield from ((document, ("rules", i), name) for i, name in enumerate(kind.rules))
    for document, scenario in library.of(Scenario):
        yield from ((document, ("flags", i, "rule"), flag.rule) for i, flag in enumerate(scenario.flags) if flag.rule)
    for document, rules in library.of(Rules):
        for i, situation in enumerate(rules.situations):
            yield from ((document, ("situations", i, "choices", j), c) for j, c in enumerate(situation.choices))


def _situation_rules(library: Library) -> Iterator[Named]:
    for document, rules in library.of(Rules):
        yield from ((document, ("situations", i, "rule"), s.rule) for i, s in enumerate(rules.situations))


def _own_ids(library: Library, model: type) -> Iterator[Named]:
    for document in library.documents:
        if isinstance(document.value, model):
            yield document, ("id",), document.tree.data["id"]


def _ids_inside(library: Library, model: type) -> Iterator[Named]:
    for document in library.documents:
        for key in ("items", "charts", "six", "eight", "updated"):
            for i, item in enumerate(getattr(document.value, key, ())) if isinstance(document.value, model) else ():
                yield document, (key, i, "id"), item.id


def _doubles(named: Iterable[Named]) -> Iterator[Problem]:
    first: dict[str, tuple[Document, Loc]] = {}
    for document, loc, name in named:
        if not _ID.fullmatch(name):
            message = f"编号“{name[:30]}”里有不能用的字符：只用小写英文、数字、- 和 _，例如 refund-call-2"
            yield document.tree.problem(loc, message)
        if name in first:
            other, where = first[name]
            line = other.tree.place(where).line
            message = f"编号“{name}”已经用在 {other.tree.path} 第 {line} 行：换一个没用过的编号，或删掉重复的一份"
            yield document.tree.problem(loc, message)
        else:
            first[name] = document, loc


def _lesson_orders(library: Library) -> Iterator[Problem]:
    taken: dict[int, str] = {}
    for document, lesson in library.of(Lesson):
        if not 1 <= lesson.order <= LESSONS:
            yield document.tree.problem(("order",), f"order 是 {lesson.order}，只能写 1 到 {LESSONS}：改成空着的位置")
        elif lesson.order in taken:
            free = "、".join(str(n) for n in range(1, LESSONS + 1) if n not in taken and n != lesson.order)
            message = f"第 {lesson.order} 个位置已经给了 {taken[lesson.order]}：换一个空着的位置，例如 {free or '…'}"
            yield document.tree.problem(("order",), message)
        taken.setdefault(lesson.order, document.tree.path)
