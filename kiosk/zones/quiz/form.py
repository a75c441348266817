"""Drawing a form of the quiz from its pool: by chance, but never outside the blueprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.models import Blueprint, FixedAnswer, QuizItem, QuizOption

_FIXED = {
    QuestionForm.JUDGE: (FixedAnswer.SCAM, FixedAnswer.GENUINE),
    QuestionForm.TRUE_FALSE: (FixedAnswer.TRUE, FixedAnswer.FALSE),
}


def fixed_answers(form: QuestionForm) -> tuple[FixedAnswer, ...]:
    """The two answers every item of that form has; none where an item brings its own options."""
    return _FIXED.get(form, ())


def options_of(item: QuizItem) -> tuple[QuizOption, ...]:
    """What can be answered: the item's own options, or the two fixed answers of its form."""
    fixed = fixed_answers(item.form)
    if not fixed:
        return item.options
    return tuple(QuizOption(answer.word, answer.word == item.answer, answer.value) for answer in fixed)


def can_draw(items: Sequence[QuizItem], blueprint: Blueprint) -> bool:
    """Whether the pool holds a form; it does not when files of items are broken or the blueprint asks too much."""
    return _possible(items, *_asked(items, blueprint))


def draw_form(items: Sequence[QuizItem], blueprint: Blueprint, seed: int) -> tuple[QuizItem, ...]:
    """`blueprint.items` items, exactly `genuine` of them genuine, at most `max_per_type` of a type, options shuffled.

    The easiest come first, equally difficult ones as they were drawn. The same seed draws the same form from the same
    items. Raises ValueError when the pool cannot give a form.
    """
    chance = Random(seed)
    pool = sorted(items, key=lambda item: item.id)
    chance.shuffle(pool)
    room, want = _asked(pool, blueprint)
    if not _possible(pool, room, want):
        raise ValueError("the pool has too few items for the blueprint")
    form: list[QuizItem] = []
    for i, item in enumerate(pool):
        room_left = {**room, item.type: room[item.type] - 1}
        want_left = {**want, item.genuine: want[item.genuine] - 1}
        taken = room_left[item.type] >= 0 and want_left[item.genuine] >= 0
        if taken and _possible(pool[i + 1 :], room_left, want_left):
            room, want = room_left, want_left
            form.append(_shuffled(item, chance))
    return tuple(sorted(form, key=lambda item: item.difficulty))


def _asked(pool: Sequence[QuizItem], blueprint: Blueprint) -> tuple[dict[str, int], dict[bool, int]]:
    """How many of each type a form has room for, and how many genuine and false items it wants."""
    want = {True: blueprint.genuine, False: blueprint.items - blueprint.genuine}
    return {item.type: blueprint.max_per_type for item in pool}, want


def _possible(pool: Sequence[QuizItem], room: Mapping[str, int], want: Mapping[bool, int]) -> bool:
    """Whether `pool` still holds the items wanted within the room of each type.

    Genuine and false items share a type's room, so what must be enough is each kind alone and both together; for two
    kinds these three cuts are all there are (max-flow, min-cut).
    """
    held = Counter((item.type, item.genuine) for item in pool)
    genuine = sum(min(held[kind, True], room[kind]) for kind in room)
    false = sum(min(held[kind, False], room[kind]) for kind in room)
    both = sum(min(held[kind, True] + held[kind, False], room[kind]) for kind in room)
    return genuine >= want[True] and false >= want[False] and both >= want[True] + want[False]


def _shuffled(item: QuizItem, chance: Random) -> QuizItem:
    options = list(item.options)
    chance.shuffle(options)
    return replace(item, options=tuple(options))
