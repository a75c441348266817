"""Whether every quiz item can be answered the way its form asks, and whether the blueprint's form can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kiosk.content.models.call import Call
from kiosk.content.option_ids import option_id_lint
from kiosk.content.problems import Problem
from kiosk.core.findings import Finding
from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.bank import bank_advice
from kiosk.zones.quiz.calls import call_items
from kiosk.zones.quiz.fairness import quiz_played
from kiosk.zones.quiz.form import Kind, shortages, wanted
from kiosk.zones.quiz.models import QUIZ_FORMS, Blueprint, Channel, FixedAnswer, QuizItem, QuizItems
from kiosk.zones.quiz.options import fixed_answers, options_of

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.document import Document
    from kiosk.content.library import Library

LEAST_ITEMS = 60
GENUINE_SHARE = (0.4, 0.6)
"""About half of what visitors judge is genuine: recognising the real thing matters as much."""

_MEASURED = ("short", "decides", "why")


def items_faults(file: QuizItems) -> list[Finding]:
    """Items of a form the quiz does not ask, and items nobody can answer rightly."""
    return _in_each(file, item_faults)


def items_lint(file: QuizItems) -> list[Finding]:
    """Items that can be answered and still contradict themselves."""
    return _in_each(file, item_lint)


def items_advice(file: QuizItems) -> list[Finding]:
    """What judgements lack before they can be measured by."""
    return _in_each(file, item_advice)


def _in_each(file: QuizItems, find: Callable[[QuizItem], Iterator[Finding]]) -> list[Finding]:
    return [(("items", i, *loc), message) for i, item in enumerate(file.items) for loc, message in find(item)]


def item_faults(item: QuizItem) -> Iterator[Finding]:
    """What would stop the item on the screen."""
    if item.form not in QUIZ_FORMS:
        forms = "、".join(f"{form}（{form.word}）" for form in QUIZ_FORMS)
        yield ("form",), f"{item.form}（{item.form.word}）是别的展区的题型，这里不能用：改成 {forms} 中的一种"
    elif not any(option.right for option in options_of(item)):
        yield from _fixed(item) if fixed_answers(item.form) else _options(item)
    elif item.genuine is None and item.answer != FixedAnswer.VERIFY.word:
        yield ("genuine",), "没有写 genuine：考的是认出真的，写 genuine: true；考的是认出骗局，写 genuine: false"


def item_lint(item: QuizItem) -> Iterator[Finding]:
    """What an item that can be answered must agree with itself about."""
    yield from _fixed(item) if fixed_answers(item.form) else _options(item)
    if item.form is QuestionForm.JUDGE:
        yield from _judged(item)
    elif item.channel is not None:
        yield ("channel",), f"这种题型（{item.form}）不写 channel：删掉这一行，只有判断题（judge）才写"
    if item.pair and (item.form is not QuestionForm.JUDGE or item.genuine is None):
        yield ("pair",), "只有分得出真假的判断题才能成对：删掉 pair 这一行"
    if item.decides and not all(item.decides in words for words in (item.quote, item.short or item.quote)):
        yield ("decides",), "这一句在 quote 或 short 里找不到：抄成和原文一字不差"
    if len({option.text for option in item.options}) < len(item.options):
        yield ("options",), "有两个选项写得一样：改掉其中一个"
    yield from ((("options", *loc), message) for loc, message in option_id_lint(item.options))


def item_advice(item: QuizItem) -> Iterator[Finding]:
    """What a judgement lacks: where it comes from, and what shows on one screen what decides."""
    if item.form is not QuestionForm.JUDGE:
        return
    if item.channel is None:
        ways = "、".join(f"{way}（{way.word}）" for way in Channel)
        yield (), f"判断题没有写从哪儿来的：加一行 channel，写 {ways} 中的一种"
    missing = [key for key in _MEASURED if not getattr(item, key)] if item.genuine is not None else []
    if missing:
        yield (), f"有真假的判断题要能用来测效果，还缺 {'、'.join(missing)}：照 content/README.md“考题”一节补上"


def _options(item: QuizItem) -> Iterator[Finding]:
    """The faults of an item that brings its own options."""
    right = sum(option.right for option in item.options)
    wrong = len(item.options) - right
    if item.form is QuestionForm.MULTIPLE:
        if right < 2 or wrong < 1:
            yield ("options",), f"多选题至少两个对、一个错，现在 {right} 对 {wrong} 错：补上选项，或改成 form: single"
    elif len(item.options) < 2:
        yield ("form",), f"{item.form} 要写选项：在 options 里写 2–5 个"
    elif right != 1:
        yield ("options",), f"这种题型（{item.form}）只能有一个正确选项，现在有 {right} 个：只留一个 right: true"
    if item.answer:
        yield ("answer",), f"这种题型（{item.form}）不写 answer：删掉这一行，答案由选项的 right 决定"


def _fixed(item: QuizItem) -> Iterator[Finding]:
    """The faults of an item whose form has the same two answers for all."""
    words = [answer.word for answer in fixed_answers(item.form)]
    if item.options:
        yield ("options",), f"这种题型（{item.form}）不写选项：删掉 options，在 answer 里写答案"
    if item.answer not in words:
        yield ("answer",), f"这种题型（{item.form}）要写答案：answer 写 {'、'.join(words[:-1])} 或 {words[-1]}"


def _judged(item: QuizItem) -> Iterator[Finding]:
    if not item.quote:
        yield ("form",), "judge 题要给观众看原文：在 quote 里写短信、来电或聊天的内容"
    if item.answer == FixedAnswer.VERIFY.word:
        if item.genuine is not None:
            yield ("genuine",), "和答案对不上：answer 是先核实，就是光看这些分不出真假，删掉 genuine 这一行"
    elif item.genuine is not None and item.genuine != (item.answer == FixedAnswer.GENUINE.word):
        fits = "false" if item.genuine else "true"
        yield ("genuine",), f"和答案对不上：answer 是{item.answer}，genuine 应当写 {fits}"


def check_quiz(library: Library) -> Iterator[Problem]:
    """Faults of the whole bank, and of the blueprint. What the bank lacks is not told while an item is kept off:
    its own fault is, and the rest follows from it."""
    blueprint = library.first(Blueprint)
    banks = [document for document in library.documents if document.model is QuizItems]
    unread = any(document.value is None or document.gone for document in banks)
    if blueprint is None:
        return
    document, plan = blueprint
    items = [item for _, file in library.of(QuizItems) for item in file.items]
    if not unread:
        yield from (document.problem(loc, message, warning=True) for loc, message in _bank(items))
        if not any(True for item in items for _ in (*item_faults(item), *item_lint(item))):
            calls = call_items(call for _, call in library.of(Call))
            advice = (of.warning() for of in quiz_played(items, plan))
            yield from _at_items(library, document, filter(None, advice))
            yield from _at_items(library, document, bank_advice(items, calls))
    yield from (document.problem(loc, message) for loc, message in _drawable(plan, items))
    if plan.led_items:
        judged = [item for item in items if item.form is QuestionForm.JUDGE]
        yield from (document.problem(("led_items",), message) for _, message in _drawable(plan.led, judged))


def _at_items(library: Library, plan: Document, advice: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """What is to be thought over, told at the item it names, else at the plan."""
    places = {name: (document, loc) for document, loc, name in library.defined.get("quiz_item", ())}
    for item, message in advice:
        document, loc = places.get(item, (plan, ("items",)))
        yield document.problem(loc, message, warning=True)


def _bank(items: list[QuizItem]) -> Iterator[Finding]:
    total, decided = len(items), [item.genuine for item in items if item.genuine is not None]
    genuine = sum(decided)
    least, most = GENUINE_SHARE
    if total < LEAST_ITEMS:
        message = f"题库一共只有 {total} 道题，至少要 {LEAST_ITEMS} 道：在 quiz/items 里再补 {LEAST_ITEMS - total} 道"
        yield ("items",), message
    if decided and not least <= genuine / len(decided) <= most:
        share = genuine / len(decided)
        yield (
            ("genuine",),
            f"题库里分得出真假的 {len(decided)} 道题，有 {genuine} 道是真的（{share:.0%}），"
            f"应当在 {least:.0%} 到 {most:.0%} 之间："
            f"补一些{'真的' if share < least else '诈骗的'}题",
        )


def _drawable(plan: Blueprint, items: list[QuizItem]) -> Iterator[Finding]:
    """Whether a form exists."""
    if plan.genuine + plan.verify > plan.items:
        named = f"真的题（{plan.genuine} 道）" + (f"加先核实题（{plan.verify} 道）" if plan.verify else "")
        yield ("genuine",), f"{named}比整套题（{plan.items} 道）还多：改小"
        return
    room = {item.type: plan.max_per_type for item in items}
    for kinds, able, count in shortages(items, room, wanted(plan)):
        named = "题" if count == plan.items and len(kinds) > 1 else _named(kinds)
        message = f"按“同一类最多 {plan.max_per_type} 道”，{named}只抽得出 {able} 道，要 {count} 道："
        yield ("max_per_type",), f"{message}把它改大，或补别的类的题"
        return


def _named(kinds: tuple[Kind, ...]) -> str:
    """What staff call items of those kinds."""
    words: dict[Kind, str] = {True: "真的题", False: "诈骗题", None: "先核实题"}
    return "和".join(words[kind] for kind in kinds)
