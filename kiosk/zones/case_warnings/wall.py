"""The wall of 案例警示区: cards, and filters by scam type, victim's age and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.draw.block import (
    Block,
    beside,
    boxed,
    column_width,
    columns_for,
    grid,
    icon,
    label,
    over,
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
from kiosk.zones.case_warnings.filters import FilterKind, Filters
from kiosk.zones.case_warnings.models import Case
from kiosk.zones.case_warnings.outcome import meaning_of, said_of
from kiosk.zones.case_warnings.photo import photo
from kiosk.zones.case_warnings.purse import whole_sum

_ANY_KIND = "case"
"""The sign of a case whose kind is not known."""
_CHOICE_MOST = 160.0
"""Height beyond which a filter's choice only looks empty."""
_PHOTO_SHARE, _PHOTO_SHAPE = 0.4, 0.64
"""Width of a card's picture, of the card's inside; its height, of its width."""


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
    """One case: what and where it was, its title and teaser, how it came out. `kind` is its name and its icon."""
    theme = look.theme
    inside = w - 56
    kind_name, icon_name = kind
    emblem = _emblem(look, case, icon_name, inside)
    where = [case.place, case.when] if case.picture else [f"{case.place} · {case.when}"]
    named = [kind_name, *where] if kind_name else where
    lines = [text(look, line, inside - emblem.w - 16, CAPTION, theme.on_card_soft) for line in named]
    facts = [sign(look, meaning_of(case.outcome), said_of(case.outcome))]
    if whole_sum(case):
        facts.append(tag(look, whole_sum(case)))
    if seen:
        facts.append(done_mark(look, "看过了"))
    top = [
        beside([emblem, stack(lines, 0)], 16),
        text(look, case.title, inside, HEADING, theme.on_card, "serif", balance=True),
    ]
    foot = flow(look, facts, inside, 10)
    teaser = text(look, case.teaser, inside, CAPTION, theme.on_card, balance=True)
    upper = stack([*top, teaser], 16)
    # In large type the cards are full already: there a teaser stands only where a taller neighbour leaves it room.
    if look.large and upper.h + 20 + foot.h + 48 > h:
        upper = stack(top, 16)
    gap = max(20.0, h - 48 - upper.h - foot.h)
    body = stack([upper, foot], gap, w=inside)
    return boxed(body, theme.card, pad=28, pad_y=24, target=f"case/{case.id}", shadow=True, w=w, h=h)


def _emblem(look: Look, case: Case, icon_name: str, inside: float) -> Block:
    """The sign of the kind of scam; small in a corner of the case's picture where it has one."""
    theme = look.theme
    if not case.picture:
        return boxed(icon(icon_name, 48, theme.on_ground), theme.ground, pad=12, radius=16)
    w = round(inside * _PHOTO_SHARE)
    picture = photo(case, w, round(w * _PHOTO_SHAPE))
    badge = boxed(icon(icon_name, 36, theme.on_ground), theme.ground, pad=8, radius=12)
    return over(picture, badge, 8, picture.h - badge.h - 8)


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
