"""One case told: the scammer's move, the person's answer, the money so far; then the signs, the end, the source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from kiosk.content.models.base import source_line
from kiosk.content.models.case import Case
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import callout, dots, heading, money, next_button, note, quote, sign, stat
from kiosk.parts import question, scroller
from kiosk.parts.question import Asked, Option
from kiosk.parts.scroller import Scroll


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of a case; `step` is the index of the step it belongs to (-1: none)."""

    kind: Literal["told", "ask", "signs", "end"]
    step: int = -1


_OUTCOME_HEADS = {
    "stopped": "怎样拦住的",
    "partly": "追回了一部分",
    "lost": "本可以这样拦住",
    "sentenced": "法律的回答",
}
_ONWARD = {"told": "接着看", "ask": "换作是我", "signs": "看破绽", "end": "看结局", "wall": "回到案例墙"}


_CARD_GROWTH = 72.0
"""By how much more than its words a card may be high."""


@lru_cache(maxsize=256)
def screens(case: Case) -> tuple[Screen, ...]:
    """The screens of a case in order."""
    told: list[Screen] = []
    for i, step in enumerate(case.steps):
        told.append(Screen("told", i))
        if step.ask:
            told.append(Screen("ask", i))
    return (*told, Screen("signs"), Screen("end"))


def view(
    look: Look, case: Case, screen: Screen, asked: Asked, scroll: Scroll, type_names: Mapping[str, str]
) -> list[Item]:
    """One screen of the case: a head line, its matter, the next step."""
    told = screens(case)
    index = told.index(screen)
    area = look.area
    head = _head(look, case, index, len(told), type_names)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)
    builders: dict[str, Callable[..., Block]] = {
        "told": partial(_told, tall=rest.h),
        "ask": _ask,
        "signs": _signs,
        "end": _end,
    }
    build = builders[screen.kind]
    # A question is set at the size that still fits with its longest reply: nothing jumps when it is answered.
    full = _fullest(look, case, screen, rest.w) if screen.kind == "ask" else asked
    # Two columns only where both fit: a page that scrolls is one column, so that it can be cut between lines.
    two_columns = rest.w > 1300 and not look.large and build(look, case, screen, full, rest.w, True).h <= rest.h
    grown = roomy(look, rest.w, rest.h, lambda larger, w: build(larger, case, screen, full, w, two_columns))
    items += scroller.view(
        look, rest, lambda w: build(grown, case, screen, asked, w, two_columns), scroll, "read", edge=24
    )
    if screen.kind != "ask" or asked.answered:
        following = told[index + 1].kind if index + 1 < len(told) else "wall"
        items += next_button(look, _ONWARD[following], "next")
    return items


def _fullest(look: Look, case: Case, screen: Screen, w: float) -> Asked:
    """The answer whose reply takes the most room."""
    ask = case.steps[screen.step].ask
    answers = [Asked((i,), True) for i in range(len(ask.options) if ask else 0)]
    return max(answers, key=lambda a: _ask(look, case, screen, a, w, False).h)


def _head(look: Look, case: Case, index: int, count: int, type_names: Mapping[str, str]) -> Block:
    row = dots(look, count, index)
    free = look.area.w - row.w - 32
    if look.portrait or look.large:
        return stack([heading(look, case.title, look.area.w), row], 16, w=look.area.w)
    name = heading(look, case.title, free)
    return beside([name, Block(free - name.w - 32, 0), row], 32)


def _told(look: Look, case: Case, screen: Screen, asked: Asked, w: float, two_columns: bool, tall: float) -> Block:
    """The step told; beside the money its cards grow a little towards `tall` units, so that few words fill a page."""
    step = case.steps[screen.step]
    theme = look.theme
    left = w * 0.64 if two_columns else w
    move = _voice(look, "scammer", "骗子这样做", step.move, left, theme.danger)
    fills = [(move, theme.danger_tint)]
    if step.phrase:
        words = stack(
            [text(look, "这类骗子常说", left - 64, CAPTION, theme.on_card_soft), quote(look, step.phrase, left - 64)], 8
        )
        fills.append((words, theme.card))
    victim = look.say("{who}这样应对", who=case.who)
    fills.append((_voice(look, "visitor", victim, step.victim, left, theme.ground_light), theme.card))

    def drawn(more: float) -> list[Block]:
        return [boxed(b, fill, pad=32, pad_y=24, w=left, h=b.h + 48 + more, valign=0.5) for b, fill in fills]

    cards = drawn(0.0)
    if two_columns:
        spare = tall - stack(cards, 20).h
        story = stack(drawn(max(0.0, min(_CARD_GROWTH, spare / len(cards)))), 20)
        return beside([story, _purse(look, case, screen.step, w * 0.36 - 32, story.h)], 32, "top")
    purse = _purse(look, case, screen.step, w)
    return stack([*cards, purse], 20)


def _voice(look: Look, icon_name: str, head: str, words: str, w: float, colour: tuple[int, int, int]) -> Block:
    """Who acts and what they do: the inside of a card `w` units wide."""
    theme = look.theme
    disc = boxed(icon(icon_name, 44, theme.on_ground), colour, pad=12, radius=34)
    inside = w - 64 - disc.w - 24
    words_block = stack(
        [text(look, head, inside, CAPTION, theme.on_card_soft), text(look, words, inside, BODY, theme.on_card)], 6
    )
    return beside([disc, words_block], 24, "top")


def _purse(look: Look, case: Case, index: int, w: float, h: float = 0.0) -> Block:
    """The money so far, and what this step added."""
    theme = look.theme
    now = case.steps[index].yuan
    before = case.steps[index - 1].yuan if index else 0
    inside = w - 64
    parts = [text(look, "到这一步，已转出", inside, CAPTION, theme.on_ground_soft)]
    if now:
        parts.append(text(look, money(now), inside, TITLE, theme.accent, "serif"))
        if now > before > 0:
            parts.append(
                text(look, look.say("这一步又多了 {sum}", sum=money(now - before)), inside, CAPTION, theme.on_ground)
            )
    else:
        parts.append(text(look, "还没有转钱", inside, HEADING, theme.safe_light, "serif"))
        parts.append(text(look, "现在停下，一分钱也不会少。", inside, CAPTION, theme.on_ground))
    parts.append(text(look, f"{case.place} · {case.when}", inside, CAPTION, theme.on_ground_soft))
    return boxed(stack(parts, 12), theme.ground_light, pad=32, pad_y=28, w=w, h=h, valign=0.5)


def _ask(look: Look, case: Case, screen: Screen, asked: Asked, w: float, two_columns: bool) -> Block:
    ask = case.steps[screen.step].ask
    if ask is None:
        raise ValueError(f"step {screen.step + 1} of {case.id} asks nothing")
    options = [Option(o.text, o.good, o.reply) for o in ask.options]
    left = w * 0.56 if two_columns else w
    choices = question.options_block(look, options, asked, "ask", left)
    asking = stack(
        [
            beside(
                [
                    icon("question", look.size(HEADING), look.theme.accent),
                    label(look, "大家说说看", CAPTION, look.theme.on_ground_soft),
                ],
                16,
            ),
            heading(look, ask.question, left),
            choices,
        ],
        20,
    )
    reply = question.reply_block(look, options, asked, w - left - 40 if two_columns else w)
    if not two_columns:
        return asking if reply is None else stack([asking, reply], 20)
    if reply is None:
        reply = _invitation(look, w - left - 40, choices.h)
    return beside([asking, stack([Block(0, asking.h - choices.h), reply], 0)], 40, "top")


def _invitation(look: Look, w: float, h: float) -> Block:
    """Where the reply will stand: what to do first."""
    theme = look.theme
    soft = theme.on_ground_soft
    words = text(look, "先跟身边的人商量商量，再点一个答案。", w - 64 - 64 - 24, BODY, soft, balance=True)
    return boxed(
        beside([icon("people", 64, theme.accent), words], 24),
        theme.ground_dark,
        pad=32,
        pad_y=16,
        w=w,
        h=h,
        valign=0.5,
        border=theme.ground_light,
        border_width=2,
    )


def _signs(look: Look, case: Case, screen: Screen, asked: Asked, w: float, two_columns: bool) -> Block:
    theme = look.theme
    rows = [heading(look, "破绽就在他自己的话里", w)]
    for flag in case.red_flags:
        inside = w - 64
        body = stack(
            [
                quote(look, flag.words, inside),
                beside(
                    [
                        icon("flag", look.size(BODY), theme.danger),
                        text(look, flag.why, inside - look.size(BODY) - 16, BODY),
                    ],
                    16,
                    "top",
                ),
            ],
            10,
        )
        rows.append(boxed(body, theme.card, pad=32, pad_y=22, w=w))
    return stack(rows, 18)


def _end(look: Look, case: Case, screen: Screen, asked: Asked, w: float, two_columns: bool) -> Block:
    theme = look.theme
    meaning = {"stopped": "safe", "partly": "doubt", "lost": "danger", "sentenced": "genuine"}[case.outcome]
    head = _OUTCOME_HEADS[case.outcome]
    left = w * 0.62 if two_columns else w
    told = callout(look, meaning, head, case.ending, left)  # type: ignore[arg-type]
    source = note(look, source_line(case.source), left, on_dark=True)
    side = w - left - 32 if two_columns else w
    rows = [
        sign(look, "note", "一句话记住"),
        text(look, case.lesson, side - 64, HEADING, theme.on_ground, "serif", balance=True),
    ]
    if case.yuan_lost:
        rows.append(stat(look, money(case.yuan_lost), "涉及金额", side - 64, theme.danger_light))
    if case.yuan_saved:
        rows.append(stat(look, money(case.yuan_saved), "拦住或追回", side - 64, theme.safe_light))
    story = stack([told, source], 16)
    lesson = boxed(stack(rows, 18), theme.ground_light, pad=32, pad_y=28, w=side, h=told.h if two_columns else 0)
    return beside([story, lesson], 32, "top") if two_columns else stack([lesson, story], 20)
