"""The wall of 案例警示区: cards, and filters by scam type, victim's age and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    column_width,
    columns_for,
    grid,
    label,
    place,
    roomy,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, HEADING
from kiosk.draw.widgets import button, centred, chip, done_mark, flow, heading, sign, tag
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.still_life import StoryPicture, plate_fits, story_card
from kiosk.zones.case_warnings.filters import FilterKind, Filters
from kiosk.zones.case_warnings.models import Case, focus_of
from kiosk.zones.case_warnings.outcome import meaning_of, said_of
from kiosk.zones.case_warnings.purse import whole_sum

_ANY_KIND = "case"
"""The sign of a case whose kind is not known."""
_CHOICE_MOST = 160.0
"""Height beyond which a filter's choice only looks empty."""


def view(
    look: Look,
    cases: Sequence[Case],
    filters: Filters,
    scroll: Scroll,
    finished: Sequence[str],
    type_names: Mapping[str, str],
    type_icons: Mapping[str, str],
    films: Sequence[FilmInfo],
) -> list[Item]:
    """Filters above, cards below. `finished` are the ids of the cases gone through to their end. A case whose kind is
    not among the names and icons stands under the zone's own sign."""
    area = look.area
    bar = _filter_bar(look, filters, area.w, type_names, films, len(cases))
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
    columns = columns_for(w, 500 if not look.large else 700, 3)
    each = column_width(w, columns)
    made: list[Block] = []
    for i in range(0, len(cases), columns):
        row = [(case, kind, case.id in finished) for case, kind in zip(cases, kinds, strict=True)][i : i + columns]
        height = max(_card(look, case, each, seen, kind).h for case, kind, seen in row)
        made += [_card(look, case, each, seen, kind, height) for case, kind, seen in row]
    return grid(made, columns)


def _filter_bar(
    look: Look, filters: Filters, w: float, type_names: Mapping[str, str], films: Sequence[FilmInfo], count: int
) -> Block:
    names = {
        FilterKind.TYPE: type_names.get(filters.type or "", ""),
        FilterKind.BAND: filters.band.word if filters.band else "",
        FilterKind.PLACE: filters.place.word if filters.place else "",
    }
    chips = [
        chip(
            look, names[kind] or look.say("{what}：全部", what=kind.word), f"choose/{kind}", bool(names[kind]), "filter"
        )
        for kind in FilterKind
    ]
    chips += [chip(look, f.title, f"film/{i}", None, "film") for i, f in enumerate(films)]
    tally = label(look, look.say("{n} 个案例", n=count), CAPTION, look.theme.on_ground_soft)
    return flow(look, [*chips, sized(tally, 0, look.target)], w)


def _card(look: Look, case: Case, w: float, seen: bool, kind: tuple[str, str], h: float = 0.0) -> Block:
    """One case: its picture, where it was, its title and teaser, how it came out. `kind` is its name and its icon."""
    name, icon_name = kind
    shown = StoryPicture(case.picture, icon_name, icon_name, name, focus_of(case))
    where = f"{case.place} · {case.when}"
    named = [where] if plate_fits(look, shown, w) else [name, where]
    return story_card(
        look, shown, lambda inside, room: _words(look, case, named, inside, seen, room), f"case/{case.id}", w, h
    )


def _words(look: Look, case: Case, named: Sequence[str], w: float, seen: bool, room: float) -> Block:
    """What a card says of a case, `room` units high if that is more than it needs."""
    theme = look.theme
    facts = [sign(look, meaning_of(case.outcome), said_of(case.outcome))]
    if whole_sum(case):
        facts.append(tag(look, whole_sum(case)))
    if seen:
        facts.append(done_mark(look, "看过了"))
    foot = flow(look, facts, w, 10)
    where = stack([text(look, line, w, CAPTION, theme.on_card_soft) for line in named], 0)
    top = stack([where, text(look, case.title, w, HEADING, theme.on_card, "serif", balance=True)], 8)
    upper = stack([top, text(look, case.teaser, w, CAPTION, theme.on_card, balance=True)], 14)
    # In large type the cards are full already: there a teaser stands only where a taller neighbour leaves it room.
    if look.large and upper.h + 20 + foot.h > room:
        upper = top
    return stack([upper, foot], max(20.0, room - upper.h - foot.h), w=w)


def view_choice(
    look: Look,
    kind: FilterKind,
    filters: Filters,
    scroll: Scroll,
    named: Sequence[tuple[str, str]],
    type_icons: Mapping[str, str],
) -> list[Item]:
    """One filter's choices, `named` as (value, words), as large buttons."""
    area = look.area
    now = filters.chosen(kind) or ""
    options = [("", "全部"), *named]
    head = heading(look, look.say("按{what}看案例", what=kind.word), area.w)

    rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)

    def choice(grown: Look, value: str, name: str, w: float, h: float) -> Block:
        of_kind = type_icons.get(value, _ANY_KIND) if kind is FilterKind.TYPE and value else ""
        sign_of = "check" if value == now else of_kind
        return button(
            grown, name, f"filter/{kind}/{value}", "primary" if value == now else "plain", w=w, h=h, icon_name=sign_of
        )

    def build(grown: Look, w: float) -> Block:
        most = 4 if len(options) > 6 else 3 if len(options) > 4 else 2
        columns = columns_for(w, 380 if not look.large else 560, most)
        each = column_width(w, columns, 20)
        rows = -(-len(options) // columns)
        share = (rest.h - 20 * (rows - 1)) / rows
        heights = [choice(grown, value, name, each, 0).h for value, name in options]
        if max(heights) <= share:
            heights = [max(min(_CHOICE_MOST, share), *heights)] * len(options)
        made = []
        for i, (value, name) in enumerate(options):
            row = i - i % columns
            made.append(choice(grown, value, name, each, max(heights[row : row + columns])))
        return grid(made, columns, 20)

    grown = look if len(options) > 6 else roomy(look, rest.w, rest.h, build)  # many names would only be broken
    return place(head, area.x, area.y) + scroller.view(look, rest, lambda w: build(grown, w), scroll, "choices")
