"""Drawing a form of the quiz from its pool: by chance, but never outside the blueprint, and never one for bots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from kiosk.core.audience import first_for
from kiosk.core.vocabulary import Audience, QuestionForm
from kiosk.strategies import FORM_CEILING, most
from kiosk.zones.quiz.apart import apart
from kiosk.zones.quiz.calls import listened_to
from kiosk.zones.quiz.models import Blueprint, QuizItem
from kiosk.zones.quiz.strategies import posed

TRIES = 40
"""Draws after which the least easy form for bots is taken as it is: a pool out of balance still gives one."""

Kind = bool | None
"""An item's `genuine`."""


def can_draw(items: Sequence[QuizItem], blueprint: Blueprint) -> bool:
    """Whether the pool holds a form; it does not when files of items are broken or the blueprint asks too much."""
    room, want = _asked(items, blueprint)
    return min(want.values()) >= 0 and _possible(items, room, want)


def draw_form(
    items: Sequence[QuizItem],
    blueprint: Blueprint,
    seed: int,
    calls: Sequence[QuizItem] = (),
    audiences: Sequence[Audience] = (),
    without: Collection[str] = (),
) -> tuple[QuizItem, ...]:
    """`blueprint.items` items, exactly `genuine` of them genuine and `verify` undecided, at most `max_per_type` of a
    type, none beside one that it may not stand with (`apart`), options shuffled; drawn again where a bot gets more than
    `FORM_CEILING` of it right. `blueprint.listening` of them are `calls`, where there are any. What is for these
    `audiences` is taken first, as far as the plan has room for it; where no draw of that kind holds against the bots,
    the last ones are made without regard to who came. `without` are items that were asked already: they stay out, and
    so does what may not stand beside them, as long as the others give a form.

    The easiest come first, equally difficult ones as they were drawn. The same seed draws the same form from the same
    items. Raises ValueError when the pool cannot give a form.
    """
    chance, away = Random(seed), apart([*items, *calls])
    items, calls = _fresh(items, without, away, blueprint), [call for call in calls if call.id not in without]
    pool = sorted(items, key=lambda item: item.id)
    chance.shuffle(pool)
    if not can_draw(pool, blueprint):
        raise ValueError("the pool has too few items for the blueprint")
    form = _drawn(first_for(audiences, pool, evenly=True), blueprint, chance, calls, away)
    for number in range(TRIES):
        if ease(form) <= FORM_CEILING:
            break
        chance.shuffle(pool)
        ordered = first_for(audiences if number < TRIES // 2 else (), pool, evenly=True)
        form = min(form, _drawn(ordered, blueprint, chance, calls, away), key=ease)
    return form


def _fresh(
    items: Sequence[QuizItem], without: Collection[str], away: Mapping[str, frozenset[str]], blueprint: Blueprint
) -> Sequence[QuizItem]:
    """The items but those that were asked and what may not stand beside them; where these give no form, but those that
    were asked; else all."""
    beside = {other for item in without for other in away.get(item, ())}
    for barred in ({*without, *beside}, set(without)):
        fresh = [item for item in items if item.id not in barred]
        if can_draw(fresh, blueprint):
            return fresh
    return items


def led_pool(items: Sequence[QuizItem], blueprint: Blueprint) -> tuple[QuizItem, ...]:
    """What may be asked on the guided path: the judgements, if a form can be drawn of them; else everything."""
    judged = tuple(item for item in items if item.form is QuestionForm.JUDGE)
    return judged if blueprint.led_items and can_draw(judged, blueprint.led) else tuple(items)


def ease(form: Sequence[QuizItem]) -> float:
    """The share (0-1) of a drawn form that the best of the bots gets right."""
    return most(posed(item, drawn=True) for item in form)


def _drawn(
    pool: Sequence[QuizItem],
    blueprint: Blueprint,
    chance: Random,
    calls: Sequence[QuizItem],
    away: Mapping[str, frozenset[str]],
) -> tuple[QuizItem, ...]:
    chosen = _chosen(pool, blueprint, away)
    if len(chosen) < blueprint.items:  # so small a pool gives no form without two that may not stand together
        chosen = _chosen(pool, blueprint, {})
    form = [_shuffled(item, chance) for item in chosen]
    if calls:
        form = listened_to(form, calls, blueprint.listening, chance, away)
    return tuple(sorted(form, key=lambda item: item.difficulty))


def _chosen(pool: Sequence[QuizItem], blueprint: Blueprint, away: Mapping[str, frozenset[str]]) -> list[QuizItem]:
    """The first items of `pool` that make a form, none of them `away` from another."""
    room, want = _asked(pool, blueprint)
    form: list[QuizItem] = []
    left = list(pool)
    while left:
        item = left.pop(0)
        room_left = {**room, item.type: room[item.type] - 1}
        want_left = {**want, item.genuine: want[item.genuine] - 1}
        beside = [one for one in left if one.id not in away.get(item.id, ())]
        taken = room_left[item.type] >= 0 and want_left[item.genuine] >= 0
        if taken and _possible(beside, room_left, want_left):
            room, want, left = room_left, want_left, beside
            form.append(item)
    return form


def wanted(blueprint: Blueprint) -> dict[Kind, int]:
    """How many genuine items, scams and undecided ones a form has."""
    scams = blueprint.items - blueprint.genuine - blueprint.verify
    return {True: blueprint.genuine, False: scams, None: blueprint.verify}


def shortages(
    pool: Sequence[QuizItem], room: Mapping[str, int], want: Mapping[Kind, int]
) -> Iterator[tuple[tuple[Kind, ...], int, int]]:
    """Kinds of items of which, alone or together, `pool` holds too few: the kinds, how many can be had, how many are
    wanted.

    The kinds share a type's room, so what must be enough is each of them alone and any of them together: those cuts are
    all there are (max-flow, min-cut).
    """
    held = Counter((item.type, item.genuine) for item in pool)
    asked = [kind for kind, count in want.items() if count > 0]
    for count in range(1, len(asked) + 1):
        for kinds in combinations(asked, count):
            able = sum(min(sum(held[of, kind] for kind in kinds), left) for of, left in room.items())
            if able < sum(want[kind] for kind in kinds):
                yield kinds, able, sum(want[kind] for kind in kinds)


def _asked(pool: Sequence[QuizItem], blueprint: Blueprint) -> tuple[dict[str, int], dict[Kind, int]]:
    """How many of each type a form has room for, and how many items of each kind it wants."""
    return {item.type: blueprint.max_per_type for item in pool}, wanted(blueprint)


def _possible(pool: Sequence[QuizItem], room: Mapping[str, int], want: Mapping[Kind, int]) -> bool:
    """Whether `pool` still holds the items wanted within the room of each type."""
    return next(shortages(pool, room, want), None) is None


def _shuffled(item: QuizItem, chance: Random) -> QuizItem:
    options = list(item.options)
    chance.shuffle(options)
    return item if item.keep_order else replace(item, options=tuple(options))
