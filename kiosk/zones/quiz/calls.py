"""Items that are listened to: a call in place of a message, drawn into a form beside the items that are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from kiosk.content.models.call import Call
from kiosk.core.vocabulary import QuestionForm
from kiosk.draw.block import Block, beside, boxed, icon, label, sized, stack, text
from kiosk.draw.look import Look
from kiosk.draw.text import text_width
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import button, tag
from kiosk.parts import listening
from kiosk.parts.listening import Listening
from kiosk.zones.quiz.models import QuizItem

STEM = "接这通电话，听一听：是诈骗，还是真的？"


def call_items(calls: Iterable[Call]) -> tuple[QuizItem, ...]:
    """The calls as items of the quiz, under the calls' own ids; what is said in one stands as what is to be judged."""
    return tuple(
        QuizItem(
            id=call.id,
            type=call.type,
            form=QuestionForm.JUDGE,
            stem=STEM,
            explanation=call.closing,
            genuine=call.genuine,
            quote="".join(line.text for line in call.script),
            answer="真实" if call.genuine else "诈骗",
            difficulty=call.difficulty,
        )
        for call in calls
    )


def listened_to(form: Sequence[QuizItem], calls: Sequence[QuizItem], count: int, chance: Random) -> list[QuizItem]:
    """The form, `count` items of which gave way to calls of the same truth: of genuine ones and scams in turn, rather
    judgements than other items, rather a kind of scam the form does not hold yet. Fewer where there are no more."""
    items, pool = list(form), list(calls)
    chance.shuffle(pool)
    truths = [True, False]
    chance.shuffle(truths)
    for number in range(count):
        truth = truths[number % 2]
        giving = [i for i, item in enumerate(items) if item.genuine is truth and item not in calls]
        giving.sort(key=lambda i: items[i].form is not QuestionForm.JUDGE)
        held = {item.type for item in items}
        coming = [item for item in pool if item.genuine is truth]
        coming.sort(key=lambda item: item.type in held)
        if giving and coming:
            items[giving[0]] = coming[0]
            pool.remove(coming[0])
    return items


def call_card(look: Look, heard: Listening, lines: int, w: float) -> Block:
    """Who calls, and the `lines` that were said so far; once answered as high as it is when all stand there."""
    theme, call = look.theme, heard.call
    inside = w - 64
    size = look.size(CAPTION)
    picture = boxed(icon("phone", size, theme.on_ground), theme.ground_light, pad=10, radius=14)
    mark = tag(look, "模拟演示")
    name = label(look, call.caller, CAPTION, theme.on_card_soft)
    gap = inside - picture.w - 16 - name.w - mark.w
    head = beside([picture, Block(16, 0), name, Block(gap, 0), mark], 0) if gap >= 12 else stack([name, mark], 8)
    if not heard.answered:
        ring = [icon("phone", look.size(BODY) * 2.4, theme.safe), text(look, "电话响了", inside, BODY, align="centre")]
        return boxed(stack([head, *ring], 20, "centre", inside), theme.card, pad=32, pad_y=24, w=w)
    rows = [_line(look, heard, i, inside) for i in range(len(call.script))]
    whole, said = stack([head, *rows], 14), stack([head, *rows[:lines]], 14)
    return boxed(replace(whole, items=said.items), theme.card, pad=32, pad_y=24, w=w)


def _line(look: Look, heard: Listening, index: int, w: float) -> Block:
    """A line of the call: the caller's at the left, the other's softer at the right; a flag at what decided."""
    theme, line = look.theme, heard.call.script[index]
    size = look.size(BODY)
    decides = heard.judged and index == heard.call.decisive
    room = w - (size + 14 if decides else 0)
    natural = min(room if decides else w * 0.9, text_width(look.say(line.text), size) + 2)
    words = text(look, line.text, natural, BODY, theme.on_card_soft if line.me else theme.on_card)
    if decides:
        genuine = heard.call.genuine
        ink = theme.safe if genuine else theme.danger
        return beside([icon("genuine" if genuine else "flag", size, ink), words], 14, "top")
    return replace(sized(words, w, 0, "right" if line.me else "left"), seams=words.seams)


def ringing_key(look: Look, w: float, h: float) -> Block:
    """What stands where the answers will: the call is answered first."""
    return button(look, "接听", listening.ANSWER, "safe", icon_name="phone", w=w, h=min(h, 200.0) if h else 160.0)


def whole(heard: Listening | None) -> Listening | None:
    """The call when everything of it stands there."""
    return None if heard is None else replace(heard, answered=True, judged=True)
