"""A memoir being told: the teller's silhouette at the side, the words in the teller's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Silhouette
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, stack, text
from kiosk.draw.items import Colour, Item, Text, TextMark
from kiosk.draw.look import Look
from kiosk.draw.text import wrap
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE, Theme
from kiosk.draw.widgets import again_button, button, divider, dots, heading, money, next_button, note, sign
from kiosk.parts import scroller
from kiosk.parts.speech import Speech
from kiosk.zones.victim_memoirs.gallery import COMPOSED, keepsake, portrait
from kiosk.zones.victim_memoirs.models import Memoir, MemoirStage, Mood, Saying
from kiosk.zones.victim_memoirs.pages import (
    MemoirEndPage,
    MemoirPage,
    MemoirSpeakPage,
    MemoirStagePage,
    pages_of,
    position,
)
from kiosk.zones.victim_memoirs.speaking import sentences

_SIDE = 420.0
_LEADING = 1.75


def view(
    look: Look, page: MemoirPage, said: Sequence[int], sources: Sequence[str], has_film: bool, tale: Speech | None
) -> list[Item]:
    """One page of the memoir and its next step. `said` are the indices of what was said to the teller, the last being
    answered; `sources` the source lines of the cases it is based on. While the `tale` is told, what has been said
    already stands out."""
    area = look.area
    memoir = page.memoir
    pages = pages_of(memoir)
    index = position(page)
    if area.w > 1300 and not look.large:
        items = place(_side(look, memoir, index, area.h), area.x, area.y)
        rest = Rect(area.x + _SIDE + 56, area.y, area.w - _SIDE - 56, area.h)
        height = rest.h
    else:
        head = _head(look, memoir, index)
        items = place(head, area.x, area.y)
        rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)
        height = 0.0

    def build(look: Look, page: MemoirPage, said: Sequence[int], w: float) -> Block:
        matter = _matter(look, page, said, sources, w)
        play = button(look, "听本馆录音", "film", "quiet", icon_name="speaker")
        return stack([matter, play], 28) if has_film and position(page) in (0, len(pages) - 1) else matter

    def fullest(larger: Look, w: float) -> Block:
        # One size of type for the whole telling, and one for all that can be said and answered.
        if isinstance(page, MemoirSpeakPage):
            each = [
                build(larger, page, (*range(i), *range(i + 1, len(memoir.sayings)), i), w)
                for i in range(len(memoir.sayings))
            ]
        else:
            each = [build(larger, p, (), w) for p in pages if not isinstance(p, MemoirSpeakPage)]
        return max(each, key=lambda b: b.h)

    grown = roomy(look, rest.w, rest.h, fullest)

    def centred(w: float) -> Block:
        whole = build(grown, page, said, w)
        spare = max(0.0, height - whole.h)
        return whole if not spare else Block(w, height, tuple(place(whole, 0, spare / 2)))

    listed = scroller.view(look, rest, centred, page.reading, "read")
    if isinstance(page, MemoirStagePage) and tale is not None and not tale.over(page.heard):
        listed = [_said_so_far(look, item, page, tale) for item in listed]
    items += listed
    if isinstance(page, MemoirSpeakPage) and not said:
        return items
    following = pages[index + 1] if index + 1 < len(pages) else None
    onward = next_button(look, _onward(following), "next")
    heard = tale is not None and tale.heard_at_all
    return items + onward + (again_button(look, onward) if heard else [])


def _said_so_far(look: Look, item: Item, page: MemoirStagePage, tale: Speech) -> Item:
    """The telling with the sentences that are still to come stepped back: one reads along with the voice."""
    words = look.say(page.memoir.stages[page.stage].text)
    if not isinstance(item, Text) or item.face != "serif" or "".join(item.lines) not in words:
        return item
    spoken = sum(map(len, sentences(words)[: tale.begun(page.heard)]))
    at = words.index("".join(item.lines))
    marks = []
    for number, line in enumerate(item.lines):
        first = min(max(0, spoken - at), len(line))
        if first < len(line):
            marks.append(TextMark(number, first, len(line), look.theme.on_card_soft))
        at += len(line)
    return replace(item, marks=tuple(marks))


def _matter(look: Look, page: MemoirPage, said: Sequence[int], sources: Sequence[str], w: float) -> Block:
    match page:
        case MemoirStagePage():
            return _stage(look, page.memoir.stages[page.stage], w)
        case MemoirSpeakPage():
            return _speak(look, page.memoir, said, w)
        case MemoirEndPage():
            return _end(look, page.memoir, sources, w)
        case _:
            assert_never(page)


def _onward(following: MemoirPage | None) -> str:
    """What the next step is called; None is the way back to the gallery."""
    match following:
        case MemoirStagePage():
            return "接着听"
        case MemoirSpeakPage():
            return _speak_to(following.memoir.figure)
        case MemoirEndPage():
            return "听到最后"
        case None:
            return "回到展廊"
        case _:
            assert_never(following)


def _speak_to(figure: Silhouette) -> str:
    match figure:
        case Silhouette.WOMAN | Silhouette.GIRL | Silhouette.OLD_WOMAN:
            return "对她说一句"
        case Silhouette.MAN | Silhouette.BOY | Silhouette.OLD_MAN:
            return "对他说一句"
        case Silhouette.OFFICER | Silhouette.BANK | Silhouette.OTHER | Silhouette.PHONE:
            return "对讲述的人说一句"
        case _:
            assert_never(figure)


def _mood_icon(mood: Mood) -> str:
    match mood:
        case Mood.CALM:
            return "sun"
        case Mood.HOPE:
            return "star"
        case Mood.PRESSURE:
            return "clock"
        case Mood.LOSS:
            return "money"
        case Mood.AFTER:
            return "family"
        case _:
            assert_never(mood)


def _mood_paper(theme: Theme, mood: Mood) -> Colour:
    """The paper a stage is told on."""
    match mood:
        case Mood.CALM:
            return theme.card
        case Mood.HOPE:
            return theme.accent_tint
        case Mood.PRESSURE:
            return theme.card_tint
        case Mood.LOSS:
            return theme.danger_tint
        case Mood.AFTER:
            return theme.safe_tint
        case _:
            assert_never(mood)


def _side(look: Look, memoir: Memoir, index: int, h: float) -> Block:
    """The teller, and where the story stands, on a panel as high as the screen allows."""
    theme = look.theme
    inside = _SIDE - 64
    rows = [
        text(look, memoir.title, inside, HEADING, theme.on_ground, "serif", "centre", True),
        text(look, memoir.who, inside, CAPTION, theme.mark, align="centre", balance=True),
        boxed(dots(look, len(pages_of(memoir)), index), theme.ground, pad=14, pad_y=12, radius=20),
    ]
    words = stack(rows, 16, "centre", inside)
    across, out = _SIDE - 24, 56.0
    height = max(120.0, min(across * 1.2, h - words.h - out - 24 - 28 - 20))
    column = stack([keepsake(look, memoir, across, height, 2 * out, out), words], 28, "centre", across)
    return boxed(column, theme.ground_light, pad=12, w=_SIDE, h=h)


def _head(look: Look, memoir: Memoir, index: int) -> Block:
    """The teller in one line, where there is no room at the side."""
    theme = look.theme
    w = look.area.w
    tall = look.portrait and look.area.h > 1000
    height = (180.0 if look.large else 320.0) if tall else round(look.size(HEADING) * 1.6)
    figure = keepsake(look, memoir, round(height * 4 / 3), height, 84.0 if tall and not look.large else 0.0)
    row = dots(look, len(pages_of(memoir)), index)
    free = w - figure.w - 24
    name = text(look, memoir.title, free, HEADING, theme.on_ground, "serif")
    if tall:
        who = text(look, memoir.who, free, CAPTION, theme.mark)
        return beside([figure, stack([name, who, row], 12)], 24)
    short = label(look, memoir.title, HEADING, theme.on_ground, "serif")
    if short.w + row.w + 48 <= free:
        return beside([figure, short, Block(free - short.w - row.w - 48, 0), row], 24)
    return stack([beside([figure, name], 24), row], 12, w=w)


def voice(look: Look, words: str, w: float, colour: Colour) -> Block:
    """The teller's own voice: serif, set wide apart, at most 28 characters a line."""
    size = 62.0 if look.large else 42.0 * look.zoom
    lines = wrap(look.say(words), size, min(w, size * 28), "serif")
    leading = round(size * _LEADING, 1)
    height = leading * len(lines)
    item = Text(rect=Rect(0, 0, w, height), lines=lines, colour=colour, size=size, leading=leading, face="serif")
    return Block(w, height, (item,), tuple(leading * i for i in range(1, len(lines))))


def _stage(look: Look, stage: MemoirStage, w: float) -> Block:
    """A stage: its heading, and the telling on paper tinted by the mood."""
    theme = look.theme
    pad = 40.0 if look.large else 56.0
    inside = w - 2 * pad
    parts = [_stage_head(look, stage, inside), voice(look, stage.text, inside, theme.on_card)]
    if stage.yuan:
        parts += [divider(look, inside), _lost(look, stage.yuan, inside)]
    return boxed(stack(parts, 24), _mood_paper(theme, stage.mood), pad=pad, pad_y=pad - 8, w=w)


def _stage_head(look: Look, stage: MemoirStage, w: float) -> Block:
    """The stage's heading, and its mood as a word with an icon."""
    theme = look.theme
    size = look.size(CAPTION)
    face = icon(_mood_icon(stage.mood), size * 1.2, theme.on_ground)
    row = beside([face, label(look, stage.mood.word, CAPTION, theme.on_ground)], 12)
    mood = boxed(row, theme.ground_light, pad=20, pad_y=8, radius=size)
    natural = label(look, stage.heading, TITLE, theme.on_card, "serif")
    if natural.w + mood.w + 32 <= w:
        return beside([natural, Block(w - natural.w - mood.w, 0), mood], 0)
    return stack([text(look, stage.heading, w, TITLE, theme.on_card, "serif", balance=True), mood], 14)


def _lost(look: Look, yuan: int, w: float) -> Block:
    """The money gone by then."""
    theme = look.theme
    said = label(look, "到这时，失去的钱", BODY, theme.on_card)
    figure = label(look, money(yuan), TITLE, theme.danger, "serif")
    return beside([said, figure], 28) if said.w + figure.w + 28 <= w else stack([said, figure], 4)


def _speak(look: Look, memoir: Memoir, said: Sequence[int], w: float) -> Block:
    """The moment to speak: the answer to what was said last comes first, the sayings below."""
    theme = look.theme
    rows: list[Block] = [heading(look, memoir.speak_prompt, w)]
    if said:
        rows.append(_reply(look, memoir, memoir.sayings[said[-1]], w))
        if len(said) < len(memoir.sayings):
            rows.append(text(look, "也可以再换一句试试", w, BODY, theme.on_ground_soft))
    least = 96.0 if said or look.large or look.area.h < 600 else 136.0
    rows += [
        _saying(look, s, i, i in said, bool(said) and said[-1] == i, w, least) for i, s in enumerate(memoir.sayings)
    ]
    return stack(rows, 20)


def _saying(look: Look, saying: Saying, index: int, tried: bool, last: bool, w: float, least: float) -> Block:
    """Something one could say; once tried, whether it helped stands beside it in a word."""
    theme = look.theme
    size = look.size(BODY)
    inner = w - 64
    name = "chat" if not tried else "safe" if saying.helps else "doubt"
    colour = theme.on_card if not tried else theme.safe if saying.helps else theme.accent_deep
    mark = icon(name, size * 1.3, colour)
    words: list[Block] = [text(look, saying.text, inner - mark.w - 24, BODY, theme.on_card)]
    if tried:
        word = "刚才说的就是这一句" if last else "说到了心里" if saying.helps else "让人更难开口"
        words.append(text(look, word, inner - mark.w - 24, CAPTION, colour))
    fill = theme.card if not tried else theme.safe_tint if saying.helps else theme.accent_tint
    return boxed(
        beside([mark, stack(words, 2)], 24),
        fill,
        pad=32,
        pad_y=18,
        w=w,
        h=max(least, look.target),
        valign=0.5,
        target=f"say/{index}",
        border=theme.accent if last else None,
        border_width=5 if last else 0,
    )


def _reply(look: Look, memoir: Memoir, saying: Saying, w: float) -> Block:
    """The teller answers."""
    theme = look.theme
    figure = portrait(look, memoir.figure, 112.0 if not look.large else 96.0)
    pad = 36.0
    head = sign(look, "safe", "说到了心里") if saying.helps else sign(look, "doubt", "让人更难开口")
    answer = stack([head, voice(look, saying.reply, w - 2 * pad - figure.w - 28, theme.on_card)], 12)
    fill = theme.safe_tint if saying.helps else theme.accent_tint
    return boxed(beside([figure, answer], 28, "top"), fill, pad=pad, pad_y=28, w=w)


def _end(look: Look, memoir: Memoir, sources: Sequence[str], w: float) -> Block:
    """How life went on, the one line to take home, and where the story comes from."""
    theme = look.theme
    pad = 40.0 if look.large else 56.0
    ending = boxed(voice(look, memoir.ending, w - 2 * pad, theme.on_card), theme.safe_tint, pad=pad, pad_y=36, w=w)
    role = HEADING if look.large else TITLE / look.zoom  # set large already
    take = stack(
        [
            beside(
                [
                    icon("star", look.size(CAPTION), theme.mark),
                    label(look, "请您带走这一句", CAPTION, theme.on_ground_soft),
                ],
                12,
            ),
            text(look, memoir.take_away, w, role, theme.mark, "serif", balance=True),
        ],
        10,
    )
    listed = [note(look, look.say("{note}。", note=look.say(COMPOSED)), w, on_dark=True)]
    listed += [note(look, line, w, on_dark=True) for line in sources]
    if take.h < look.area.h / 3:  # no page is cut within the line to take home
        take = Block(take.w, take.h, take.items)
    return stack([ending, take, stack(listed, 2)], 32)
