"""A memoir being told: the teller's silhouette at the side, the words in the teller's own voice."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.content.models.memoir import Memoir, Said, Stage
from kiosk.core.geometry import Rect
from kiosk.draw.block import Block, beside, boxed, icon, label, place, roomy, stack, text
from kiosk.draw.items import Colour, Item, Text
from kiosk.draw.look import Look
from kiosk.draw.text import wrap
from kiosk.draw.theme import BODY, CAPTION, HEADING, TITLE
from kiosk.draw.widgets import button, divider, dots, heading, money, next_button, note, sign
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.zones.victim_memoirs.gallery import COMPOSED, portrait
from kiosk.zones.victim_memoirs.pages import Page, pages_of

_SIDE = 420.0
_LEADING = 1.75
_MOODS = {
    "calm": ("home", "那时候"),
    "hope": ("star", "有了盼头"),
    "pressure": ("clock", "越逼越紧"),
    "loss": ("money", "失去"),
    "after": ("family", "后来"),
}


def view(
    look: Look, memoir: Memoir, page: Page, said: Sequence[int], sources: Sequence[str], has_film: bool, scroll: Scroll
) -> list[Item]:
    """One page of the memoir and its next step."""
    area = look.area
    told = pages_of(memoir)
    index = told.index(page)
    if area.w > 1300 and not look.large:
        items = place(_side(look, memoir, index, area.h), area.x, area.y)
        rest = Rect(area.x + _SIDE + 56, area.y, area.w - _SIDE - 56, area.h)
        height = rest.h
    else:
        head = _head(look, memoir, index)
        items = place(head, area.x, area.y)
        rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)
        height = 0.0

    def build(look: Look, page: Page, said: Sequence[int], w: float) -> Block:
        matter = {"stage": _stage, "speak": _speak, "end": _end}[page.kind](look, memoir, page, said, sources, w)
        play = button(look, "听本馆录音", "film", "quiet", icon_name="speaker")
        return stack([matter, play], 28) if has_film and page in (told[0], told[-1]) else matter

    def fullest(larger: Look, w: float) -> Block:
        # One size of type for the whole telling, and one for all that can be said and answered.
        if page.kind == "speak":
            each = [
                build(larger, page, (*range(i), *range(i + 1, len(memoir.sayings)), i), w)
                for i in range(len(memoir.sayings))
            ]
        else:
            each = [build(larger, p, (), w) for p in told if p.kind != "speak"]
        return max(each, key=lambda b: b.h)

    grown = roomy(look, rest.w, rest.h, fullest)

    def centred(w: float) -> Block:
        whole = build(grown, page, said, w)
        spare = max(0.0, height - whole.h)
        return whole if not spare else Block(w, height, tuple(place(whole, 0, spare / 2)))

    items += scroller.view(look, rest, centred, scroll, "read")
    if page.kind == "speak" and not said:
        return items
    following = told[index + 1].kind if index + 1 < len(told) else ""
    words = {
        "stage": "接着听",
        "speak": "对她说一句" if _her(memoir) else "对他说一句",
        "end": "听到最后",
        "": "回到展廊",
    }[following]
    return items + next_button(look, words, "next")


def _her(memoir: Memoir) -> bool:
    return memoir.figure in ("woman", "girl", "old_woman")


def _side(look: Look, memoir: Memoir, index: int, h: float) -> Block:
    """The teller, and where the story stands, on a panel as high as the screen allows."""
    theme = look.theme
    inside = _SIDE - 64
    rows = [
        text(look, memoir.title, inside, HEADING, theme.on_ground, "serif", "centre", True),
        text(look, memoir.who, inside, CAPTION, theme.accent, align="centre", balance=True),
        boxed(dots(look, len(pages_of(memoir)), index), theme.ground, pad=14, pad_y=12, radius=20),
    ]
    words = stack(rows, 16, "centre", inside)
    size = max(96.0, min(264.0, h - words.h - 64 - 28))
    column = stack([portrait(look, memoir.figure, size), words], 28, "centre", inside)
    return boxed(column, theme.ground_light, pad=32, pad_y=32, w=_SIDE, h=h, valign=0.5)


def _head(look: Look, memoir: Memoir, index: int) -> Block:
    """The teller in one line, where there is no room at the side."""
    theme = look.theme
    w = look.area.w
    tall = look.portrait and look.area.h > 1000
    figure = portrait(look, memoir.figure, 180.0 if tall else look.size(HEADING) * 1.6)
    row = dots(look, len(pages_of(memoir)), index)
    free = w - figure.w - 24
    name = text(look, memoir.title, free, HEADING, theme.on_ground, "serif")
    if tall:
        who = text(look, memoir.who, free, CAPTION, theme.accent)
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


def _stage(look: Look, memoir: Memoir, page: Page, said: Sequence[int], sources: Sequence[str], w: float) -> Block:
    """A stage: its heading, and the telling on paper tinted by the mood."""
    theme = look.theme
    stage = memoir.stages[page.stage]
    fill = {
        "calm": theme.card,
        "hope": theme.accent_tint,
        "pressure": theme.card_tint,
        "loss": theme.danger_tint,
        "after": theme.safe_tint,
    }[stage.mood]
    pad = 40.0 if look.large else 56.0
    inside = w - 2 * pad
    parts = [_stage_head(look, stage, inside), voice(look, stage.text, inside, theme.on_card)]
    if stage.yuan:
        parts += [divider(look, inside), _lost(look, stage.yuan, inside)]
    return boxed(stack(parts, 24), fill, pad=pad, pad_y=pad - 8, w=w)


def _stage_head(look: Look, stage: Stage, w: float) -> Block:
    """The stage's heading, and its mood as a word with an icon."""
    theme = look.theme
    name, word = _MOODS[stage.mood]
    size = look.size(CAPTION)
    row = beside([icon(name, size * 1.2, theme.on_ground), label(look, word, CAPTION, theme.on_ground)], 12)
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


def _speak(look: Look, memoir: Memoir, page: Page, said: Sequence[int], sources: Sequence[str], w: float) -> Block:
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


def _saying(look: Look, saying: Said, index: int, tried: bool, last: bool, w: float, least: float) -> Block:
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


def _reply(look: Look, memoir: Memoir, saying: Said, w: float) -> Block:
    """The teller answers."""
    theme = look.theme
    figure = portrait(look, memoir.figure, 112.0 if not look.large else 96.0)
    pad = 36.0
    head = sign(look, "safe", "说到了心里") if saying.helps else sign(look, "doubt", "让人更难开口")
    answer = stack([head, voice(look, saying.reply, w - 2 * pad - figure.w - 28, theme.on_card)], 12)
    fill = theme.safe_tint if saying.helps else theme.accent_tint
    return boxed(beside([figure, answer], 28, "top"), fill, pad=pad, pad_y=28, w=w)


def _end(look: Look, memoir: Memoir, page: Page, said: Sequence[int], sources: Sequence[str], w: float) -> Block:
    """How life went on, the one line to take home, and where the story comes from."""
    theme = look.theme
    pad = 40.0 if look.large else 56.0
    ending = boxed(voice(look, memoir.ending, w - 2 * pad, theme.on_card), theme.safe_tint, pad=pad, pad_y=36, w=w)
    role = HEADING if look.large else TITLE / look.zoom  # set large already
    take = stack(
        [
            beside(
                [
                    icon("star", look.size(CAPTION), theme.accent),
                    label(look, "请您带走这一句", CAPTION, theme.on_ground_soft),
                ],
                12,
            ),
            text(look, memoir.take_away, w, role, theme.accent, "serif", balance=True),
        ],
        10,
    )
    listed = [note(look, look.say("{note}。", note=look.say(COMPOSED)), w, on_dark=True)]
    listed += [note(look, line, w, on_dark=True) for line in sources]
    if take.h < look.area.h / 3:  # no page is cut within the line to take home
        take = Block(take.w, take.h, take.items)
    return stack([ending, take, stack(listed, 2)], 32)
