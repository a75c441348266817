"""The debrief, without shame: how it ended, where the tricks were, what to remember."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Ending, OptionKind
from kiosk.draw.block import Block, beside, boxed, icon, label, place, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, TITLE
from kiosk.draw.widgets import Meaning, button, dots, heading, money, next_button, note, numbered, sign, stat
from kiosk.parts import scroller
from kiosk.parts.entrance import NEXT_ZONE
from kiosk.parts.more import more_button
from kiosk.parts.phone_lines import led
from kiosk.zones.vr_experience import ending
from kiosk.zones.vr_experience.models import End, Flag, FlagKind, Scenario, addressed
from kiosk.zones.vr_experience.pages import DEBRIEF_PARTS, VrDebriefPage
from kiosk.zones.vr_experience.story import Story
from kiosk.zones.vr_experience.telling import speaker
from kiosk.zones.vr_experience.transcript import CameIn, Entry, Heard, Known, Taken

_HEADS = ("结局", "回头看：破绽在哪一句", "带走一句话")


def view(
    look: Look,
    page: VrDebriefPage,
    rule_texts: Mapping[str, str],
    ahead: Sequence[str] | None = None,
    rooms: Mapping[str, str] = MappingProxyType({}),
) -> list[Item]:
    """One page of the debrief. `ahead` are the scenarios that follow on the guided path (None: one looks round)."""
    last = "换一个场面" if ahead is None else "下一个场面" if ahead else NEXT_ZONE
    step_on = next_button(look, ending.goes_on(page, last), "next")
    if not page.more:
        return [*ending.view(look, page, rooms), *step_on, *more_button(look, step_on)]
    return [*_in_full(look, page, rule_texts), *step_on]


def _in_full(look: Look, page: VrDebriefPage, rule_texts: Mapping[str, str]) -> list[Item]:
    area, story = look.area, page.story
    head = _head(look, page.part)
    items = place(head, area.x, area.y)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)

    def build(w: float) -> Block:
        if page.part == 1:
            return _timeline(look, story.scenario, story.entries, story.found, w)
        two_columns = _fits_two_columns(look, w)
        block = _first_or_last(look, page, w, rest.h, two_columns, rule_texts)
        if two_columns and block.h > rest.h:
            return _first_or_last(look, page, w, rest.h, False, rule_texts)
        return block

    return items + scroller.view(look, rest, build, page.reading, "read", edge=24)


_MEANINGS: Mapping[str, Meaning] = {"safe": "safe", "danger": "danger", "doubt": "doubt"}


def _head(look: Look, part: int) -> Block:
    row = dots(look, DEBRIEF_PARTS, part)
    if look.portrait or look.large:
        return stack([heading(look, _HEADS[part], look.area.w), row], 14, w=look.area.w)
    name = heading(look, _HEADS[part], look.area.w - row.w - 32)
    return beside([name, Block(look.area.w - row.w - name.w - 32, 0), row], 16)


def _first_or_last(
    look: Look, page: VrDebriefPage, w: float, h: float, two_columns: bool, rule_texts: Mapping[str, str]
) -> Block:
    """The first or the last part, in two columns as high as the place or, when they do not fit it, in one."""
    if page.part == 0:
        return _account(look, page.story, page.end, w, h, two_columns)
    return _to_take_along(look, page.story, w, h, two_columns, rule_texts)


def _fits_two_columns(look: Look, w: float) -> bool:
    return w > 1300 and not look.large


def _flags(story: Story, kind: FlagKind) -> list[Flag]:
    """The signs of that kind that were shown, in the order they came."""
    by_id = {flag.id: flag for flag in story.scenario.flags}
    return [by_id[name] for name in story.shown if name in by_id and by_id[name].kind is kind]


def _account(look: Look, story: Story, end: End, w: float, h: float, two_columns: bool) -> Block:
    theme = look.theme
    left = w * 0.62 if two_columns else w
    inside = left - 96
    name, words = ending.sign_of(end.kind)
    parts = [
        sign(look, _MEANINGS[name], words),
        text(look, end.title, inside, TITLE, theme.on_card, "serif", balance=True),
    ]
    if story.now.place:
        parts.append(text(look, story.now.place, inside, CAPTION, theme.on_card_soft))
    parts.append(text(look, end.text, inside, BODY, theme.on_card))
    account = boxed(stack(parts, 18), theme.card, pad=48, pad_y=40, w=left, h=h if two_columns else 0)
    sums = _sums(look, story, end, w - left - 32 if two_columns else w, h if two_columns else 0)
    return beside([account, sums], 32, "top") if two_columns else stack([account, sums], 24)


def _sums(look: Look, story: Story, end: End, w: float, h: float) -> Block:
    """What it cost, what it could have cost, how many tricks were seen."""
    theme = look.theme
    inside = w - 80
    red = _flags(story, FlagKind.RED)
    seen = sum(1 for flag in red if flag.id in story.found)
    rows = [
        stat(
            look,
            money(story.yuan),
            "这一次转出的钱（模拟）",
            inside,
            theme.danger_light if story.yuan else theme.safe_light,
        )
    ]
    if end.kind is Ending.LOSS and story.yuan:
        rows.append(stat(look, "0元", "这笔钱，手里还剩（模拟）", inside, theme.danger_light))
    if end.kind is not Ending.MISSED_GENUINE and story.yuan < story.scenario.max_yuan:
        rows.append(stat(look, money(story.scenario.max_yuan), "一路照做，可能损失的钱", inside, theme.mark))
    if red:
        rows.append(
            stat(
                look,
                look.say("{n} / {all}", n=seen, all=len(red)),
                "看出的破绽 / 出现过的破绽",
                inside,
                theme.on_ground,
            )
        )
    if story.stopped:
        right = story.stopped_rightly
        called = look.say("{n} 对，{m} 不对", n=right, m=story.stopped - right)
        rows.append(stat(look, called, "喊停：指对的 / 没指对的", inside, theme.on_ground))
    return boxed(stack(rows, 34), theme.ground_light, pad=40, pad_y=40, w=w, h=h)


@lru_cache(maxsize=8)
def _timeline(look: Look, scenario: Scenario, entries: tuple[Entry, ...], found: tuple[str, ...], w: float) -> Block:
    """Every sentence in order; where one held a trick or a genuine sign, it says so under that very sentence."""
    theme = look.theme
    by_id = {flag.id: flag for flag in scenario.flags}
    words = "没留意到很正常，骗子把话练了千百遍。认得出这几句，下次就拦得住。"
    rows = [text(look, words, w, BODY, theme.on_ground_soft)]
    before: set[str] = set()
    for entry in entries:
        if not isinstance(entry, Heard):
            rows.append(_done(look, entry, w, addressed(scenario)))
            continue
        flags = [by_id[name] for name in entry.say.shows if name in by_id]
        flags = [flag for flag in flags if flag.kind is not FlagKind.HARMLESS]
        rows.append(
            _marked(look, entry, scenario, flags, found, before, w) if flags else _plain(look, entry, scenario, w)
        )
        before |= {flag.id for flag in flags}
    return stack(rows, 16)


def _said(look: Look, line: Heard, scenario: Scenario, w: float, on_dark: bool) -> Block:
    theme = look.theme
    ink, soft = (theme.on_ground, theme.on_ground_soft) if on_dark else (theme.on_card, theme.on_card_soft)
    name, who = speaker(line, scenario)
    words = text(look, line.words, w, BODY, ink)
    if not who:
        return words
    face = icon(name, look.size(CAPTION), soft)
    return stack([beside([face, label(look, who, CAPTION, soft)], 10), words], 2)


def _plain(look: Look, line: Heard, scenario: Scenario, w: float) -> Block:
    return boxed(_said(look, line, scenario, w - 72, True), None, pad=36, pad_y=2, w=w)


def _marked(
    look: Look,
    line: Heard,
    scenario: Scenario,
    flags: Sequence[Flag],
    found: Sequence[str],
    before: Collection[str],
    w: float,
) -> Block:
    theme = look.theme
    inside = w - 72
    parts = [_said(look, line, scenario, inside, False)]
    for flag in flags:
        mark = _sign(look, flag, flag.id in found, flag.id in before)
        room = inside - mark.w - 20 if _fits_two_columns(look, w) else inside
        words = text(look, flag.text, room, BODY, theme.on_card)
        parts.append(led(mark, words, 20) if _fits_two_columns(look, w) else stack([mark, words], 8))
    return boxed(stack(parts, 14), theme.card, pad=36, pad_y=22, w=w)


def _sign(look: Look, flag: Flag, seen: bool, again: bool) -> Block:
    """Seen or missed, in an icon and a word; a trick that comes back says so."""
    if flag.kind is FlagKind.GENUINE:
        return sign(look, "genuine", "真的，看准了" if seen else "真实的迹象")
    words = "又是这招" if again else "看出来了" if seen else "没留意"
    return sign(look, "safe" if seen else "doubt", words)


def _done(look: Look, entry: Taken | CameIn | Known, w: float, you: str) -> Block:
    """What you did, who came in, what somebody in the group knew."""
    match entry:
        case Taken():
            return _taken(look, entry, w, you)
        case CameIn(say=say):
            came = look.say("喊停喊对了，{who}插话：“{words}”", who=say.speaker, words=say.text)
            return _step(look, "hand_stop", came, w)
        case Known(clue=clue):
            return _step(look, "eye", look.say("{who}知道：{words}", who=clue.duty.word, words=clue.text), w)
        case _:
            assert_never(entry)


def _taken(look: Look, taken: Taken, w: float, you: str) -> Block:
    """What you did; a safe way out is ticked, money gone is named."""
    theme = look.theme
    size = look.size(BODY)
    if taken.choice is None:
        return _step(look, "timer", "没有选，时间到了", w)
    words = look.say("{you}选了：{choice}", you=you, choice=taken.choice.text)
    if taken.choice.refusal is not None:
        words = look.say("{you}选了{how}：{choice}", you=you, how=taken.choice.refusal.word, choice=taken.choice.text)
    row = _step(look, "check" if taken.choice.kind is OptionKind.SAFE else "right", words, w)
    if not taken.choice.yuan:
        return row
    gone = look.say("转出 {sum}（模拟）", sum=money(taken.choice.yuan))
    return stack(
        [row, led(icon("money", size, theme.danger_light), text(look, gone, w - size - 16, BODY, theme.danger_light))],
        6,
    )


def _step(look: Look, name: str, words: str, w: float) -> Block:
    theme = look.theme
    size = look.size(BODY)
    inner = led(icon(name, size, theme.mark), text(look, words, w - 72 - size - 16, BODY, theme.mark))
    return boxed(inner, theme.ground_light, pad=36, pad_y=12, w=w, radius=16)


def _to_take_along(
    look: Look, story: Story, w: float, h: float, two_columns: bool, rule_texts: Mapping[str, str]
) -> Block:
    theme = look.theme
    scenario = story.scenario
    parts = _lists(look, story, w * 0.46 - 40 if two_columns else w, rule_texts)
    left = w * 0.54 if two_columns and parts else w
    inside = left - 96
    again = button(look, "再走一遍", "again", "quiet", icon_name="undo", w=left)
    height = h - again.h - 24 if two_columns else 0.0
    main = boxed(
        stack(
            [
                sign(look, "note", "一句话记住", on_dark=True),
                text(look, scenario.remember, inside, TITLE * 0.88, theme.mark, "serif"),
                *([note(look, scenario.based_on, inside, on_dark=True)] if scenario.based_on else []),
            ],
            26,
        ),
        theme.ground_light,
        pad=48,
        pad_y=44,
        w=left,
        h=height,
        valign=0.5 if two_columns else 0.0,
    )
    if two_columns and parts:
        return beside([stack([main, again], 24), stack(parts, 24)], 40, "top")
    return stack([main, *parts, again], 24)


def _lists(look: Look, story: Story, w: float, rule_texts: Mapping[str, str]) -> list[Block]:
    """The rules that were broken, the genuine signs that were there."""
    theme = look.theme
    inside = w - 72
    out: list[Block] = []
    rules = dict.fromkeys(f.rule for f in _flags(story, FlagKind.RED) if f.rule in rule_texts)
    if rules:
        rows = [sign(look, "danger", "对照“六个一律、八个凡是”")]
        rows += [numbered(look, i + 1, rule_texts[rule], inside) for i, rule in enumerate(rules)]
        out.append(boxed(stack(rows, 18), theme.card, pad=36, pad_y=28, w=w))
    genuine = _flags(story, FlagKind.GENUINE)
    if genuine:
        rows = [sign(look, "genuine", "真的是这样的")]
        rows += [_genuine(look, flag, inside) for flag in genuine]
        out.append(boxed(stack(rows, 16), theme.card, pad=36, pad_y=28, w=w))
    return out


def _genuine(look: Look, flag: Flag, w: float) -> Block:
    size = look.size(BODY)
    return led(icon("check", size, look.theme.safe), text(look, flag.text, w - size - 16, BODY, look.theme.on_card))
