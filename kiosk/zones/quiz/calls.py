"""Items that are listened to: a call in place of a message, drawn into a form beside the items that are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random

from kiosk.content.models.call import Call, CallDevice
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, place, stack, text
from kiosk.draw.items import Item, Picture
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, HEADING, TITLE
from kiosk.draw.widgets import button
from kiosk.parts import listening
from kiosk.parts.listening import Listening
from kiosk.zones.quiz.models import Channel, QuizItem

_LOW = 0.3
"""Share of the screen's height from which the area is low: then the picture keeps to it."""
STEM = "接这通电话，听一听：是诈骗，还是真的？"
_WORDS, _WORDS_LARGE, _UPRIGHT = 0.46, 0.5, 0.55
"""Share of a wide page's width that is the words', and of an upright area's height that is the picture's."""


def call_items(calls: Iterable[Call]) -> tuple[QuizItem, ...]:
    """The calls as items of the quiz, under the calls' own ids; what is said in one stands as what is to be judged."""
    return tuple(
        QuizItem(
            id=call.id,
            type=call.type,
            form=QuestionForm.JUDGE,
            stem=STEM,
            explanation=f"{call.closing}{call.verify}",
            why=call.why,
            genuine=call.genuine,
            quote="".join(line.text for line in call.script),
            answer="真实" if call.genuine else "诈骗",
            difficulty=call.difficulty,
            channel=Channel.CHAT if call.device is CallDevice.CHAT else Channel.CALL,
        )
        for call in calls
    )


def listened_to(
    form: Sequence[QuizItem],
    calls: Sequence[QuizItem],
    count: int,
    chance: Random,
    away: Mapping[str, frozenset[str]],
) -> list[QuizItem]:
    """The form, `count` items of which gave way to calls of the same truth: of genuine ones and scams in turn, rather
    judgements than other items, rather a kind of scam the form does not hold yet, and before that a call that is not
    `away` from what stays. Fewer where there are no more."""
    items, pool = list(form), list(calls)
    chance.shuffle(pool)
    truths = [True, False]
    chance.shuffle(truths)
    for number in range(count):
        truth = truths[number % 2]
        giving = [i for i, item in enumerate(items) if item.genuine is truth and item not in calls]
        giving.sort(key=lambda i: items[i].form is not QuestionForm.JUDGE)
        held = {item.type for item in items}
        staying = {item.id for i, item in enumerate(items) if i not in giving[:1]}
        coming = [item for item in pool if item.genuine is truth]
        coming.sort(key=lambda item: (not staying.isdisjoint(away[item.id]), item.type in held))
        if giving and coming:
            items[giving[0]] = coming[0]
            pool.remove(coming[0])
    return items


def ringing(look: Look, call: Call, picture: str, head: Callable[[float], Block]) -> list[Item]:
    """A call that rings: a telephone as part of the ground at the right, or above; who calls, and the key that
    answers it. `head` says where in the form one is, for a width."""
    theme, area = look.theme, look.area
    canvas = Rect(0, 0, *look.canvas)
    low = area.y > canvas.h * _LOW
    if look.portrait and not low:
        seen = Rect(0, area.y - 16, canvas.w, area.h * _UPRIGHT)
        where = Rect(area.x, seen.bottom + 32, area.w, area.bottom - seen.bottom - 32)
    else:
        left = canvas.w * (_WORDS_LARGE if look.large else _WORDS)
        seen = Rect(left, area.y if low else 0, canvas.w - left, area.h if low else canvas.h)
        where = Rect(area.x, area.y, seen.x - area.x - 48, area.h)
    key = button(look, "接听", listening.ANSWER, "safe", icon_name="phone", w=min(where.w, 480.0), h=132, role=HEADING)
    words = stack(
        [
            head(where.w),
            text(look, "电话响了", where.w, TITLE, theme.on_ground, "serif"),
            text(look, call.caller, where.w, BODY, theme.on_ground_soft),
            key,
        ],
        32,
    )
    shown = [Picture(rect=seen, file=picture, behind=True)] if picture else []
    return [*shown, *place(words, where.x, where.y + max(0.0, (where.h - words.h) / 2))]


def whole(heard: Listening | None) -> Listening | None:
    """The call when everything of it stands there."""
    return None if heard is None else replace(heard, answered=True, judged=True)
