"""The pages of 入馆登记 as seen: one question each, keys as large as the screen allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.content.models.hall import HallSettings
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, VisitMode
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    roomy,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, GAP, HEADING, TITLE
from kiosk.draw.widgets import next_button
from kiosk.hall import keys
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll

BATCHES_A_DAY = 4
"""More batches than these are better spread over several days."""

CARD_MOST = 300.0
"""Height beyond which a batch's card only looks empty."""

BAND_MOST = 300.0
"""Height beyond which the key of an age only looks empty."""

_LOW = 520.0
"""A place lower than this has no room for figures above their words."""
STEPS = ("-10", "-1", "1", "10")
DISSUADE, PROGRAMME = "dissuade", "programme"
"""Targets: to the page for somebody who is being defrauded now, how a scene leaves then; another programme."""
AGES = tuple(band for band in AgeBand if band is not AgeBand.UNKNOWN)
"""The ages that can be ticked; of who ticks none, nothing is known."""


def _kind_icon(kind: GroupKind) -> str:
    """Every kind of group has an icon of its own name, but for the others: “other” is a person nobody knows."""
    return "more" if kind is GroupKind.OTHER else kind.value


def _people_of(band: AgeBand) -> tuple[str, ...]:
    """The silhouettes that stand for an age."""
    match band:
        case AgeBand.MINOR:
            return "boy", "girl"
        case AgeBand.YOUNG:
            return "young_woman", "young_man"
        case AgeBand.MIDDLE:
            return "man", "woman"
        case AgeBand.SENIOR:
            return "old_man", "old_woman"
        case AgeBand.UNKNOWN:
            return ()
        case never:
            assert_never(never)


def _mode_icon(mode: VisitMode) -> str:
    match mode:
        case VisitMode.GUIDED:
            return "guide"
        case VisitMode.FREE:
            return "map"
        case never:
            assert_never(never)


def _mode_words(mode: VisitMode) -> str:
    match mode:
        case VisitMode.GUIDED:
            return "有讲解员带着走，屏幕提示下一站和时间。"
        case VisitMode.FREE:
            return "自己挑着看，想看哪一区，就点哪一区。"
        case never:
            assert_never(never)


def people(look: Look, most: int, chosen: int | None, scroll: Scroll, dissuades: bool = False) -> list[Item]:
    """How many have come: a key for every number; and one for somebody who is being defrauded now."""
    numbers = [(str(n), f"people/{n}", n == chosen) for n in range(1, most + 1)]
    columns = 4 if look.portrait else max(2, -(-(most + 1) // 2))

    def key(words: str, target: str, on: bool, w: float, h: float) -> Block:
        ink = look.theme.on_card if on else look.theme.on_ground
        return keys.key(look, label(look, words, TITLE if look.large else 88, ink, "serif"), target, w, h, on or None)

    def more(w: float, h: float) -> Block:
        ink = look.theme.on_ground
        say = text(look, look.say("超过\n{n} 人", n=most), w - 16, CAPTION if look.large else BODY, ink, align="centre")
        picture = [icon("group", 56, ink)] if h >= say.h + 56 + 40 else []
        return keys.key(look, stack([*picture, say], 8, "centre"), "people/more", w, h)

    def build(w: float, h: float) -> list[Block]:
        return [*(key(*number, w, h) for number in numbers), more(w, h)]

    items = keys.page(look, 0, "今天一起来了几位？", build, columns, scroll)
    if chosen:
        return items + next_button(look, "下一步", "next")
    return items + (next_button(look, "正被催着转钱？", DISSUADE, "hand_stop", "quiet") if dissuades else [])


def many(look: Look, number: int, most: int, limit: int, scroll: Scroll) -> list[Item]:
    """The size of a group that is too large, by steps of one and of ten."""
    theme = look.theme
    plain = replace(look, large=False)  # the figure is large in itself

    def step(value: str, w: float, h: float) -> Block:
        open_ = most + 1 < number if value.startswith("-") else number < limit
        ink = theme.on_ground if open_ else theme.on_ground_soft
        words = ("−" if value.startswith("-") else "+") + value.lstrip("-")
        return keys.key(
            look, label(look, words, TITLE, ink, "strong"), f"many/{value}" if open_ else "", w, h, dim=not open_
        )

    def build(w: float) -> Block:
        figure = sized(
            beside(
                [
                    label(plain, str(number), 160 if rest.h > 420 else TITLE, theme.mark, "serif"),
                    label(look, "人", HEADING, theme.on_ground),
                ],
                16,
                "middle",
            ),
            w * 0.36,
            0,
            "centre",
        )
        if look.large or look.portrait:
            four = column_width(w, 4)
            steps = beside([step(value, four, 150 if look.large else 200) for value in STEPS], GAP)
            return stack([sized(figure, w, 0, "centre"), steps], 32, w=w)
        side = (w - figure.w - 4 * GAP) / 4
        less, plus = [[step(v, side, 200) for v in STEPS[i : i + 2]] for i in (0, 2)]
        return beside([*less, figure, *plus], GAP)

    note = look.say("一批最多进 {n} 人。说个大概的人数，马上替您排好。", n=most)
    items, rest = keys.head(look, 0, "一共来了多少位？", note)
    drop = max(0.0, (rest.h - build(rest.w).h) / 2.4)
    items += scroller.view(look, Rect(rest.x, rest.y + drop, rest.w, rest.h - drop), build, scroll, keys.LIST)
    return items + next_button(look, "看看怎么分批", "next")


def batches(look: Look, number: int, plan: Sequence[int], settings: HallSettings, scroll: Scroll) -> list[Item]:
    """No to a group too large, and at once how it can be done."""
    theme = look.theme
    minutes = settings.visit_minutes
    line = look.say("{n} 人 → {plan}，每批约 {minutes} 分钟", n=number, plan=_sums(look, plan), minutes=minutes)

    def card(grown: Look, i: int, w: float, h: float) -> Block:
        first = i == 0
        ink, soft = (theme.on_accent, theme.on_accent) if first else (theme.on_ground, theme.on_ground_soft)
        when = look.say("现在就进") if first else look.say("约 {n} 分钟后进", n=i * minutes)
        batch = label(grown, look.say("第 {n} 批", n=i + 1), CAPTION, soft)
        size = label(grown, look.say("{n} 人", n=plan[i]), HEADING if look.large else TITLE, ink, "serif")
        if look.large:
            body = beside([batch, size, label(grown, when, CAPTION, soft)], 28)
        else:
            picture = icon("group", grown.size(HEADING) * 1.3, ink)
            body = stack([batch, beside([picture, size], 20), label(grown, when, CAPTION, soft)], 8)
        fill = theme.accent if first else theme.ground_light
        return boxed(body, fill, pad=32, pad_y=20, w=w, h=h, valign=0.5)

    def build(grown: Look, w: float) -> Block:
        columns = min(len(plan), columns_for(w, 360 if not look.large else 760, 4))
        each = column_width(w, columns)
        rows = -(-len(plan) // columns)
        share = min(CARD_MOST, (rest.h - 2 * look.size(HEADING) - 32 - GAP * (rows - 1)) / rows)
        height = max(share, *(card(grown, i, each, 0).h for i in range(len(plan))))
        cards = grid([card(grown, i, each, height) for i in range(len(plan))], columns)
        return stack([text(grown, line, w, HEADING, theme.mark, "serif"), cards], 32)

    note = look.say("一批最多 {n} 人，才看得清、听得见。先进一批，后面的稍等。", n=settings.group_max)
    if len(plan) > BATCHES_A_DAY:
        note = look.say("一批最多 {n} 人，才看得清、听得见。人这么多，请讲解员帮着约时间。", n=settings.group_max)
    items, rest = keys.head(look, 0, "咱们分几批走", note)
    grown = roomy(look, rest.w, rest.h, build)
    items += scroller.view(look, rest, lambda w: build(grown, w), scroll, keys.LIST)
    return items + next_button(look, look.say("先进第一批 {n} 人", n=plan[0]), "next")


def _sums(look: Look, plan: Sequence[int]) -> str:
    if len(plan) <= 5:
        return " + ".join(str(n) for n in plan)
    size = str(plan[0]) if plan[0] == plan[-1] else f"{plan[-1]}—{plan[0]}"
    return look.say("{count} 批，一批 {size} 人", count=len(plan), size=size)


def kind(look: Look, chosen: GroupKind | None, scroll: Scroll) -> list[Item]:
    """Where the group comes from."""

    def build(w: float, h: float) -> list[Block]:
        return [keys.choice(look, (_kind_icon(k),), k.word, f"kind/{k}", k is chosen, w, h) for k in GroupKind]

    items = keys.page(look, 1, "从哪儿来的？", build, 2 if look.portrait else 3, scroll, 420.0)
    return items + (next_button(look, "下一步", "next") if chosen else [])


@dataclass(frozen=True, slots=True)
class Going:
    """What the visit goes through, in how many minutes, and whether there is another programme to choose."""

    programme: Programme
    minutes: float
    choice: bool


def sheet(
    look: Look,
    who: tuple[int, GroupKind],
    ticked: Sequence[AgeBand],
    how: tuple[VisitMode, Going],
    privacy: Sequence[str],
    scroll: Scroll,
) -> list[Item]:
    """For the group, (how many, of what kind): which ages, any number of them or none; with a guide, or on their own;
    what the visit goes through; and what is kept of it."""
    theme = look.theme
    number, of_kind = who
    mode, going = how
    group = look.say("{n} 人 · {kind}", n=number, kind=look.say(of_kind.word))
    question = "大致是什么年纪？可以选几个"
    items, rest = keys.head(look, 2, question if look.large else group)
    columns = 4 if rest.w > 1300 and rest.h > _LOW and not look.large else 2

    def build(w: float, band_h: float) -> Block:
        across = (2 + going.choice) if w > 1300 else 2 if w > 900 else 1
        each, half = column_width(w, columns), column_width(w, across)
        asked = [] if look.large else [label(look, question, BODY, theme.on_ground_soft)]
        bands = [
            keys.choice(look, _people_of(band), band.word, f"ages/{band}", band in ticked, each, band_h, tick=True)
            for band in AGES
        ]

        def ways(h: float) -> list[Block]:
            cards = [_way(look, value, value is mode, half, h) for value in VisitMode]
            return [*cards, _programme(look, going, half, h)] if going.choice else cards

        tallest = max(card.h for card in ways(0.0))
        lock = icon("lock", look.size(CAPTION) * 1.6, theme.mark)
        lines = [look.say(line) for line in privacy]
        parts = lines if look.large else ["".join(lines)]  # the first of them stands above the fold
        said = stack([text(look, part, w - lock.w - 20, CAPTION, theme.on_ground_soft) for part in parts], 0)
        promise = beside([lock, said], 20, "top")
        return stack([*asked, grid(bands, columns), grid(ways(tallest), across), promise], GAP)

    least = keys.choice(look, _people_of(AGES[0]), AGES[0].word, "", False, column_width(rest.w, columns), 0, True).h
    spare = max(0.0, rest.h - build(rest.w, 0.0).h)
    band_h = min(BAND_MOST, least + spare * columns / len(AGES))
    items += scroller.view(look, rest, lambda w: build(w, band_h), scroll, keys.LIST)
    return items + next_button(look, "开始参观", "next")


def _way(look: Look, mode: VisitMode, on: bool, w: float, h: float) -> Block:
    """With a guide, or on their own: a picture, the word, and what it means."""
    return _card(look, (_mode_icon(mode), mode.word, _mode_words(mode)), f"mode/{mode}", on, w, h)


def _programme(look: Look, going: Going, w: float, h: float) -> Block:
    """What the visit goes through; a touch changes it."""
    minutes = look.say("约 {n} 分钟，点一下换一种。", n=round(going.minutes))
    return _card(look, ("clock", going.programme.word, minutes), PROGRAMME, None, w, h)


def _card(look: Look, shown: tuple[str, str, str], target: str, on: bool | None, w: float, h: float) -> Block:
    """An icon, a word, and what it means (left out in large type)."""
    theme = look.theme
    picture, word, meaning = shown
    ink, soft = (theme.on_card, theme.on_card_soft) if on else (theme.on_ground, theme.on_ground_soft)
    size = look.size(HEADING) * 1.5
    inside = w - size - 24 - 56
    name = label(look, word, HEADING, ink, "strong")
    words = name if look.large else stack([name, text(look, meaning, inside, CAPTION, soft)], 4)
    drawn = icon(picture, size, ink if on else theme.mark)
    row = beside([drawn, words], 24) if drawn.w + words.w + 80 <= w else words
    fill = theme.card if on else theme.ground_light
    return boxed(row, fill, pad=28, pad_y=20, target=target, w=w, h=max(h, look.target), valign=0.5, on=on)
