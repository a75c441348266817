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
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import again_button, button, dots, heading, money, next_button, note, sign
from kiosk.parts import scroller
from kiosk.parts.entrance import NEXT_ZONE
from kiosk.parts.more import more_button
from kiosk.parts.speech import Speech
from kiosk.parts.spread import STORY, Spread, has_room, picture, words_beside
from kiosk.zones.victim_memoirs.gallery import COMPOSED, keepsake, portrait
from kiosk.zones.victim_memoirs.models import Memoir, Mood, Saying, focus_of
from kiosk.zones.victim_memoirs.pages import (
    MemoirEndPage,
    MemoirPage,
    MemoirSpeakPage,
    MemoirStagePage,
    pages_of,
    position,
)
from kiosk.zones.victim_memoirs.speaking import sentences

_DOTS = 64.0
"""The row that says how far one is."""
_LEADING, _LEADING_LARGE = 1.75, 1.6
_BESIDE_LARGE = Spread(words=0.66)
"""The picture beside large words, where they leave it that much."""


def view(
    look: Look,
    page: MemoirPage,
    said: Sequence[int],
    sources: Sequence[str],
    has_film: bool,
    tale: Speech | None,
    ahead: Sequence[str] | None = None,
) -> list[Item]:
    """One page of the memoir and its next step. `said` are the indices of what was said to the teller, the last being
    answered; `sources` the source lines of the cases it is based on. While the `tale` is told, the sentence that is
    being said stands out. `ahead` are the memoirs that follow on the guided path (None: one looks round)."""
    area = look.area
    memoir = page.memoir
    pages = pages_of(memoir)
    index = position(page)
    listed_too = isinstance(page, MemoirSpeakPage) and bool(said) and ahead is None

    def build(look: Look, page: MemoirPage, said: Sequence[int], w: float) -> Block:
        matter = _matter(look, page, said, sources, w, ahead is None)
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
            each = [build(larger, p, (), w) for p in (*pages, page) if not isinstance(p, MemoirSpeakPage)]
        return max(each, key=lambda b: b.h)

    spread = _BESIDE_LARGE if look.large else STORY
    beside_it = words_beside(look, spread)
    room = has_room(look) and not listed_too
    if look.large and not listed_too:
        needed = [build(look, page, said, beside_it.w)]
        if isinstance(page, MemoirSpeakPage):  # the picture stays through all that can be said
            needed += [build(look, page, (), beside_it.w), fullest(look, beside_it.w)]
        room = max(block.h for block in needed) <= beside_it.h - _DOTS
    if memoir.picture and room:
        items = picture(look, memoir.picture, spread, _veil(page), focus_of(memoir))
        items += place(dots(look, len(pages), index), beside_it.x, beside_it.y)
        rest = Rect(beside_it.x, beside_it.y + _DOTS, beside_it.w, beside_it.h - _DOTS)
        height = rest.h
    else:
        head = _head(look, memoir, index)
        items = place(head, area.x, area.y)
        rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)
        height = 0.0

    grown = roomy(look, rest.w, rest.h, fullest)

    def centred(w: float) -> Block:
        whole = build(grown, page, said, w)
        spare = max(0.0, height - whole.h)
        return whole if not spare else Block(w, height, tuple(place(whole, 0, spare / 2)))

    listed = scroller.view(look, rest, centred, page.reading, "read")
    if isinstance(page, MemoirStagePage) and tale is not None and not tale.over(page.heard):
        listed = [_said_now(look, item, page, tale) for item in listed]
    items += listed
    if isinstance(page, MemoirSpeakPage) and not said:
        return items
    following = pages[index + 1] if index + 1 < len(pages) else None
    onward = next_button(
        look, NEXT_ZONE if ahead is not None and not ahead and following is None else _onward(following), "next"
    )
    if isinstance(page, MemoirEndPage):
        return items + onward + ([] if page.more else more_button(look, onward))
    heard = tale is not None and tale.heard_at_all
    return items + onward + (again_button(look, onward) if heard else [])


def _said_now(look: Look, item: Item, page: MemoirStagePage, tale: Speech) -> Item:
    """The telling with the sentence that is being said set off: one reads along with the voice, and can read all of it
    at any time."""
    stage = page.memoir.stages[page.stage]
    words, shown = look.say(stage.text), "".join(item.lines) if isinstance(item, Text) else ""
    if not isinstance(item, Text) or item.face != "serif" or shown not in words or shown == look.say(stage.heading):
        return item
    said, count = sentences(words), tale.begun(page.heard)
    first, last = (sum(map(len, said[: max(0, n)])) for n in (count - 1, count))
    at = words.index(shown)
    marks = []
    for number, line in enumerate(item.lines):
        begin, end = (min(max(0, place - at), len(line)) for place in (first, last))
        if begin < end:
            marks.append(TextMark(number, begin, end, look.theme.mark))
        at += len(line)
    return replace(item, marks=tuple(marks))


def _veil(page: MemoirPage) -> int:
    """How dark the room is while a stage is told: its light follows the mood."""
    if not isinstance(page, MemoirStagePage):
        return 0
    match page.memoir.stages[page.stage].mood:
        case Mood.HOPE:
            return 20
        case Mood.CALM | Mood.AFTER:
            return 60
        case Mood.PRESSURE:
            return 110
        case Mood.LOSS:
            return 160
        case never:
            assert_never(never)


def _matter(
    look: Look, page: MemoirPage, said: Sequence[int], sources: Sequence[str], w: float, round_about: bool
) -> Block:
    match page:
        case MemoirStagePage():
            return _stage(look, page.memoir, page.stage, w)
        case MemoirSpeakPage():
            return _speak(look, page.memoir, said, w, round_about)
        case MemoirEndPage():
            return _end(look, page.memoir, sources, w, page.more)
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
        case Silhouette.WOMAN | Silhouette.GIRL | Silhouette.YOUNG_WOMAN | Silhouette.OLD_WOMAN:
            return "对她说一句"
        case Silhouette.MAN | Silhouette.BOY | Silhouette.YOUNG_MAN | Silhouette.OLD_MAN:
            return "对他说一句"
        case Silhouette.OFFICER | Silhouette.BANK | Silhouette.OTHER | Silhouette.PHONE:
            return "对讲述的人说一句"
        case _:
            assert_never(figure)


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
    leading = round(size * (_LEADING_LARGE if look.large else _LEADING), 1)
    height = leading * len(lines)
    item = Text(rect=Rect(0, 0, w, height), lines=lines, colour=colour, size=size, leading=leading, face="serif")
    return Block(w, height, (item,), tuple(leading * i for i in range(1, len(lines))))


def _stage(look: Look, memoir: Memoir, index: int, w: float) -> Block:
    """A stage: its heading, and the telling, on the dim ground of the room; the money gone where that has changed. In
    large type it stands above the telling, which may be longer than the page."""
    theme, stage = look.theme, memoir.stages[index]
    before = memoir.stages[index - 1].yuan if index else 0
    lost = [_lost(look, stage.yuan, w)] if stage.yuan and stage.yuan != before else []
    head = text(look, stage.heading, w, HEADING, theme.on_ground_soft, "serif", balance=True)
    words = voice(look, stage.text, w, theme.on_ground)
    return stack([head, *lost, words] if look.large else [head, words, *lost], 24, w=w)


def _lost(look: Look, yuan: int, w: float) -> Block:
    """The money gone by then."""
    theme = look.theme
    said = label(look, "到这时，失去的钱", BODY, theme.on_ground_soft)
    figure = label(look, money(yuan), TITLE, theme.danger_light, "serif")
    return beside([said, figure], 28) if said.w + figure.w + 28 <= w else stack([said, figure], 4)


def _speak(look: Look, memoir: Memoir, said: Sequence[int], w: float, round_about: bool) -> Block:
    """The moment to speak: the answer to what was said last comes first; below it, for who looks round, the sayings."""
    theme = look.theme
    if said and not round_about:
        return _reply(look, memoir, memoir.sayings[said[-1]], w)
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
    words: list[Block] = [text(look, saying.text, inner - mark.w - 24, BODY, theme.on_card, balance=True)]
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


def _end(look: Look, memoir: Memoir, sources: Sequence[str], w: float, more: bool) -> Block:
    """The one line to take home and where the story comes from; with `more`, how life went on
    instead of it."""
    theme = look.theme
    role = HEADING if look.large else TITLE / look.zoom  # set large already
    take = stack(
        [
            label(look, "请您带走这一句", BODY, theme.on_ground_soft),
            _clauses(look, memoir.take_away, w, role),
        ],
        16,
    )
    listed = [note(look, line, w, on_dark=True) for line in sources]
    if not more:
        return stack([take, stack(listed, 2)], 32)
    listed.insert(0, note(look, look.say("{note}。", note=look.say(COMPOSED)), w, on_dark=True))
    return stack([voice(look, memoir.ending, w, theme.on_ground), stack(listed, 2)], 32)


def _clauses(look: Look, words: str, w: float, role: float) -> Block:
    """A line to take home; where it needs more than one, each of its halves begins a line."""
    halves = [f"{half}；" for half in words.split("；")]
    halves[-1] = halves[-1].removesuffix("；")
    ink = look.theme.mark
    whole = text(look, words, w, role, ink, "serif", balance=True)
    parted = stack([text(look, half, w, role, ink, "serif", balance=True) for half in halves], 0)
    return parted if parted.h <= whole.h + look.size(role) * 1.4 else whole
