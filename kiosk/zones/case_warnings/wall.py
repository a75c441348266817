"""The wall of 案例警示区: cards, and filters by scam type, victim's age and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import AgeBand
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    place,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Align, Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, CAPTION, HEADING
from kiosk.draw.widgets import centred, chip, done_mark, flow, heading
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import StoryPicture, plate_fits, story_card
from kiosk.zones.case_warnings.filters import FilterKind, Filters, PlaceGroup
from kiosk.zones.case_warnings.models import Case, focus_of

_ANY_KIND = "case"
"""The sign of a case whose kind is not known."""
_SIGNS: dict[str, str] = {
    AgeBand.MINOR: "boy",
    AgeBand.YOUNG: "young_woman",
    AgeBand.MIDDLE: "man",
    AgeBand.SENIOR: "old_woman",
    AgeBand.UNKNOWN: "visitor",
    PlaceGroup.HOME: "location",
    PlaceGroup.NATIONAL: "map",
    PlaceGroup.OVERSEAS: "globe",
}
_CHOICE_MOST = 600.0
"""Height beyond which a filter's choice only looks empty."""
_HIGH = 240.0
"""Height from which a choice has its sign above its name."""
_BETWEEN = 20.0


class FilterBar(NamedTuple):
    """What stands above the cards: what can be filtered by, how it is, and the hall's own films."""

    kinds: Sequence[FilterKind]
    filters: Filters
    films: Sequence[FilmInfo]


def view(
    look: Look,
    cases: Sequence[Case],
    above: FilterBar,
    scroll: Scroll,
    finished: Sequence[str],
    type_names: Mapping[str, str],
    type_icons: Mapping[str, str],
) -> list[Item]:
    """Filters above, cards below. `finished` are the ids of the cases gone through to their end. A case whose kind is
    not among the names and icons stands under the zone's own sign."""
    area = look.area
    bar = _filter_bar(look, above, area.w, type_names, len(cases))
    items = place(bar, area.x, area.y)
    rest = Rect(area.x, area.y + bar.h + 20, area.w, area.h - bar.h - 20)
    if not cases:
        empty = stack(
            [
                heading(look, "这样的案例，墙上还没有", area.w * 0.8),
                text(look, "换一个条件再看看。", area.w * 0.8, colour=look.theme.on_ground_soft),
            ],
            16,
            "centre",
        )
        return items + centred(empty, rest)

    kinds = tuple((type_names.get(case.type, ""), type_icons.get(case.type, _ANY_KIND)) for case in cases)

    def build(w: float) -> Block:
        return _cards(look, tuple(cases), kinds, tuple(finished), w)

    return items + scroller.view(look, rest, build, scroll, "wall", whole=False, edge=24)


@lru_cache(maxsize=8)
def _cards(
    look: Look, cases: tuple[Case, ...], kinds: tuple[tuple[str, str], ...], finished: tuple[str, ...], w: float
) -> Block:
    """All cards in rows of equal height; kept, because the wall is scrolled."""
    columns = columns_for(w, 700 if look.large else 380 if look.portrait else 500, 3)
    each = column_width(w, columns)
    made: list[Block] = []
    for i in range(0, len(cases), columns):
        row = [(case, kind, case.id in finished) for case, kind in zip(cases, kinds, strict=True)][i : i + columns]
        height = max(_card(look, case, each, seen, kind).h for case, kind, seen in row)
        made += [_card(look, case, each, seen, kind, height) for case, kind, seen in row]
    return grid(made, columns)


def _filter_bar(look: Look, above: FilterBar, w: float, type_names: Mapping[str, str], count: int) -> Block:
    filters = above.filters
    names = {
        FilterKind.TYPE: type_names.get(filters.type or "", ""),
        FilterKind.BAND: filters.band.word if filters.band else "",
        FilterKind.PLACE: filters.place.word if filters.place else "",
    }
    chips = [
        chip(
            look, names[kind] or look.say("{what}：全部", what=kind.word), f"choose/{kind}", bool(names[kind]), "filter"
        )
        for kind in above.kinds
    ]
    chips += [chip(look, f.title, f"film/{i}", None, "film") for i, f in enumerate(above.films)]
    tally = label(look, look.say("{n} 个案例", n=count), CAPTION, look.theme.on_ground_soft)
    return flow(look, [*chips, sized(tally, 0, look.target)], w)


def _card(look: Look, case: Case, w: float, seen: bool, kind: tuple[str, str], h: float = 0.0) -> Block:
    """One case: its picture, what it is called, where and when it was. How it came out is for the story to tell.
    `kind` is its name and its icon."""
    name, icon_name = kind
    shown = StoryPicture(case.picture, icon_name, icon_name, name, focus_of(case))
    where = f"{case.place} · {case.when}"
    plated = plate_fits(look, replace(shown, file=shown.file or name), w, low=True)  # as beside a picture
    named = [where] if plated else [name, where]
    return story_card(
        look, shown, lambda inside, room: _words(look, case, named, inside, seen), f"case/{case.id}", w, h, low=True
    )


def _words(look: Look, case: Case, named: Sequence[str], w: float, seen: bool) -> Block:
    theme = look.theme
    where = [text(look, line, w, CAPTION, theme.on_card_soft) for line in named]
    called = text(look, case.title, w, BODY, theme.on_card, "serif", balance=True)
    return stack([called, stack(where, 0), *([done_mark(look, "看过了")] if seen else [])], 8)


def view_choice(
    look: Look,
    kind: FilterKind,
    filters: Filters,
    scroll: Scroll,
    named: Sequence[tuple[str, str, int]],
    type_icons: Mapping[str, str],
) -> list[Item]:
    """One filter's choices, `named` as (value, words, how many cases), as large tiles; 全部 beside the heading."""
    area = look.area
    now = filters.chosen(kind) or ""
    every = chip(look, "全部", f"filter/{kind}/", not now)
    words = heading(look, look.say("按{what}看案例", what=kind.word), area.w - every.w - 32)
    head = beside([words, every], area.w - words.w - every.w)
    rest = Rect(area.x, area.y + head.h + 24, area.w, area.h - head.h - 24)

    def tile(value: str, name: str, count: int, w: float, h: float) -> Block:
        picture = type_icons.get(value, _ANY_KIND) if kind is FilterKind.TYPE else _SIGNS.get(value, _ANY_KIND)
        return _choice(look, f"filter/{kind}/{value}", name, count, picture, value == now, w, h)

    def build(w: float) -> Block:
        most = 4 if len(named) > 4 else 3 if len(named) == 3 else 2
        columns = columns_for(w, 380 if not look.large else 520, most)
        each = column_width(w, columns, _BETWEEN)
        rows = -(-len(named) // columns)
        share = (rest.h - _BETWEEN * (rows - 1)) / rows
        heights = [tile(*one, each, 0.0).h for one in named]
        if max(heights) <= share:
            heights = [max(min(_CHOICE_MOST, share), *heights)] * len(named)
        made = [
            tile(*one, each, max(heights[i - i % columns : i - i % columns + columns])) for i, one in enumerate(named)
        ]
        return grid(made, columns, _BETWEEN)

    return place(head, area.x, area.y) + scroller.view(look, rest, build, scroll, "choices")


def _choice(look: Look, target: str, name: str, count: int, picture: str, chosen: bool, w: float, h: float) -> Block:
    """A tile: its sign, its name, how many cases there are."""
    theme = look.theme
    upright = h > _HIGH and not look.large
    size = look.size(HEADING) * (2.2 if upright else 1.1)
    inside = w - 56 - (0 if upright else size + 20)
    ink = theme.on_accent if chosen else theme.on_card
    align: Align = "centre" if upright else "left"
    words = stack(
        [
            text(look, name, inside, HEADING if upright else BODY, ink, "strong", align, balance=True),
            text(look, look.say("{n} 个案例", n=count), inside, CAPTION, ink, align=align),
        ],
        4 if upright else 0,
    )
    mark = icon("check" if chosen else picture, size, ink)
    inner = stack([mark, words], 16, "centre") if upright else beside([mark, words], 20)
    return boxed(
        inner,
        theme.accent if chosen else theme.card,
        pad=28,
        pad_y=12,
        target=target,
        w=w,
        h=max(h, look.target),
        valign=0.5,
        align=align,
        border=theme.line,
        border_width=2,
        on=chosen or None,
    )
