"""A question with an answer at once: choose, see what was right and why.

Used by cases, the quiz, the matching game and the exercises; each brings its own words and events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.draw.block import Block, beside, boxed, icon, label, moving, sized, stack, text
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION
from kiosk.draw.widgets import Meaning, answered, callout
from kiosk.scene import Gesture, Tap


@dataclass(frozen=True, slots=True)
class AskOption:
    """One option; `right` None means that no option is better than another. `head` stands over its reply where the
    usual words do not fit."""

    text: str
    right: bool | None
    reply: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What has been chosen (indices of the options) and whether the answer has been given."""

    chosen: tuple[int, ...] = ()
    answered: bool = False


def touch(asked: Asked, gesture: Gesture, name: str, several: bool = False) -> Asked | None:
    """After a tap on an option of the question called `name`; None for other gestures or once answered.

    With `several` a tap ticks and unticks, and the tap on `name/answer` gives the answer; else the first tap does.
    """
    if not isinstance(gesture, Tap) or not gesture.target.startswith(f"{name}/") or asked.answered:
        return None
    word = gesture.target.rsplit("/", 1)[1]
    if word == "answer":
        return replace(asked, answered=True) if asked.chosen else asked
    index = int(word)
    if not several:
        return Asked((index,), True)
    chosen = tuple(i for i in asked.chosen if i != index) if index in asked.chosen else (*asked.chosen, index)
    return Asked(tuple(sorted(chosen)))


def options_block(
    look: Look,
    options: Sequence[AskOption],
    asked: Asked,
    name: str,
    w: float,
    *,
    columns: int = 1,
    several: bool = False,
    words: tuple[str, str] = ("这样做", "有风险"),
    least: float = 96.0,
    counts: Sequence[int] = (),
) -> Block:
    """The options as large answers, `w` units wide; once answered, the right one is ticked in green, a wrong
    choice crossed in red, each with its word of `words`. An option is at least `least` units high, and has so many
    hands of a group at its right as `counts` say."""
    gap = 16.0
    each = (w - gap * (columns - 1)) / columns
    raised = [*counts, *[0] * (len(options) - len(counts))]
    drawn = [_option(look, o, i, asked, name, each, words, least, raised[i]) for i, o in enumerate(options)]
    rows = []
    for i in range(0, len(drawn), columns):
        row = drawn[i : i + columns]
        height = max(b.h for b in row)
        level = [
            _option(look, options[i + k], i + k, asked, name, each, words, height, raised[i + k])
            for k in range(len(row))
        ]
        rows.append(beside(level, gap, "top"))
    return stack(rows, gap, w=w)


def _option(
    look: Look,
    option: AskOption,
    index: int,
    asked: Asked,
    name: str,
    w: float,
    said: tuple[str, str],
    h: float,
    hands: int,
) -> Block:
    theme = look.theme
    mine = index in asked.chosen
    fill, ink, border, mark, word = theme.card, theme.on_card, theme.line, "", ""
    if asked.answered and option.right is None and mine:
        fill, ink, border, mark = theme.accent_tint, theme.on_card, theme.accent, "check"
    elif asked.answered and option.right:
        fill, ink, border, mark, word = theme.safe_tint, theme.on_card, theme.safe, "check", option.head or said[0]
    elif asked.answered and mine:
        fill, ink, border, mark, word = theme.danger_tint, theme.on_card, theme.danger, "cross", option.head or said[1]
    elif mine:
        fill, ink, border, mark = theme.accent_tint, theme.on_card, theme.accent, "check"
    size = look.size(BODY)
    letter = chr(ord("A") + index)
    badge_fill = border if mark and asked.answered else theme.accent if mine else theme.card_tint
    badge_ink = theme.on_safe if mark and asked.answered and option.right is not None else theme.on_card
    if mark and asked.answered and option.right is None:
        badge_ink = theme.on_accent
    inner = icon(mark, size * 0.9, badge_ink) if mark else label(look, letter, BODY, badge_ink)
    badge = boxed(inner, badge_fill, pad=0, w=size * 1.5, h=size * 1.5, radius=size * 0.75, align="centre", valign=0.5)
    figure = label(look, look.say("{n} 位", n=hands), BODY, ink, "strong") if hands else Block(-20, 0)
    room = w - badge.w - 76 - figure.w - 20
    words: list[Block] = [text(look, option.text, room, BODY, ink)]
    if word:
        words.append(text(look, word, room, CAPTION, theme.safe if option.right else theme.danger))
    row = beside([badge, sized(stack(words, 2), room, 0), *([figure] if hands else [])], 20)
    block = boxed(
        row,
        fill,
        pad=28,
        pad_y=16,
        w=w,
        h=max(h, look.target + 8),
        valign=0.5,
        border=border,
        border_width=4 if mark else 2,
        target="" if asked.answered else f"{name}/{index}",
        on=mine or None,
    )
    if not asked.answered or not mine or option.right is None:
        return block
    return answered(block, option.right, f"{name}/{index}")


def reply_block(
    look: Look, options: Sequence[AskOption], asked: Asked, w: float, head: str = "", *, genuine: bool = False
) -> Block | None:
    """The reply to what was chosen, `w` units wide; None before an answer or where there is nothing to say.

    With `genuine` the question was about something real: what is wrong then is no risk but a false alarm."""
    if not asked.answered or not asked.chosen:
        return None
    option = options[asked.chosen[0]]
    if not option.reply:
        return None
    meaning, usual = _said(option.right, genuine)
    return moving(callout(look, meaning, option.head or head or usual, option.reply, w), "turn", "reply")


def _said(right: bool | None, genuine: bool) -> tuple[Meaning, str]:
    """With which sign a reply is given, and what stands over it."""
    if right is None:
        return "note", "说得好"
    if genuine:
        return ("genuine", "这是真的") if right else ("doubt", "可惜，这是真的")
    return ("safe", "这样稳妥") if right else ("danger", "这样有风险")
