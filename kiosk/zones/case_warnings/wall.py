"""The wall of 案例警示区: cards, and filters by scam type, victim's age and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kiosk.content.models.case import Case
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
    place,
    roomy,
    sized,
    stack,
    text,
)
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import CAPTION, HEADING
from kiosk.draw.widgets import button, centred, chip, done_mark, flow, heading, money, sign, tag
from kiosk.parts import scroller
from kiosk.parts.film import FilmInfo
from kiosk.parts.scroller import Scroll

BANDS = {"minor": "未成年", "young": "18—35岁", "middle": "36—59岁", "senior": "60岁以上", "unknown": "未公布"}
PLACES = {"home": "山东·本地", "national": "全国", "overseas": "境外"}
_CHOICE_MOST = 160.0
"""Height beyond which a filter's choice only looks empty."""
_HOME = ("local", "shandong")
_OUTCOMES = {
    "stopped": ("safe", "拦住了"),
    "partly": ("doubt", "追回一部分"),
    "lost": ("danger", "钱没了"),
    "sentenced": ("genuine", "骗子已判刑"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the wall shows; "" is everything."""

    type: str = ""
    band: str = ""
    place: str = ""

    def with_choice(self, word: str) -> Filters:
        """After `kind/value` was chosen, e.g. `band/senior`; an empty value shows everything again."""
        kind, _, value = word.partition("/")
        return replace(self, **{kind: value})


def chosen(cases: Sequence[Case], filters: Filters) -> list[Case]:
    """The cases the filters let through; Shandong's own first, then the newest."""
    kept = [c for c in cases if _fits(c, filters)]
    return sorted(kept, key=lambda c: (c.region != "local", c.region != "shandong", [-ord(x) for x in c.when[:7]]))


def _fits(case: Case, filters: Filters) -> bool:
    if filters.type and filters.type != case.type and filters.type not in case.also:
        return False
    if filters.band and filters.band != case.band:
        return False
    if filters.place == "home":
        return case.region in _HOME
    return not filters.place or filters.place == case.region


def _options(kind: str, cases: Sequence[Case], type_names: Mapping[str, str]) -> list[tuple[str, str]]:
    if kind == "band":
        return [(k, v) for k, v in BANDS.items() if any(c.band == k for c in cases)]
    if kind == "place":
        return list(PLACES.items())
    used = {t for c in cases for t in (c.type, *c.also)}
    return [(k, v) for k, v in type_names.items() if k in used]


_ASK = {"type": "骗局种类", "band": "当事人年龄", "place": "地方"}


def view(
    look: Look,
    cases: Sequence[Case],
    filters: Filters,
    scroll: Scroll,
    finished: Sequence[str],
    type_names: Mapping[str, str],
    films: Sequence[FilmInfo],
) -> list[Item]:
    """Filters above, cards below."""
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

    kinds = tuple(type_names.get(case.type, "") for case in cases)

    def build(w: float) -> Block:
        return _cards(look, tuple(cases), kinds, tuple(finished), w)

    return items + scroller.view(look, rest, build, scroll, "wall", whole=False, edge=24)


@lru_cache(maxsize=8)
def _cards(look: Look, cases: tuple[Case, ...], kinds: tuple[str, ...], finished: tuple[str, ...], w: float) -> Block:
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
        "type": type_names.get(filters.type, ""),
        "band": BANDS.get(filters.band, ""),
        "place": PLACES.get(filters.place, ""),
    }
    chips = [
        chip(look, names[kind] or look.say("{what}：全部", what=what), f"choose/{kind}", bool(names[kind]), "filter")
        for kind, what in _ASK.items()
    ]
    chips += [chip(look, f.title, f"film/{i}", False, "film") for i, f in enumerate(films)]
    tally = label(look, look.say("{n} 个案例", n=count), CAPTION, look.theme.on_ground_soft)
    return flow(look, [*chips, sized(tally, 0, look.target)], w)


def _card(look: Look, case: Case, w: float, seen: bool, kind_name: str, h: float = 0.0) -> Block:
    theme = look.theme
    inside = w - 56
    badge = boxed(icon(case.type, 48, theme.on_ground), theme.ground, pad=12, radius=16)
    beneath = inside - badge.w - 16
    where = stack(
        [
            text(look, kind_name, beneath, CAPTION, theme.on_card_soft),
            text(look, f"{case.place} · {case.when}", beneath, CAPTION, theme.on_card_soft),
        ],
        0,
    )
    kind = beside([badge, where], 16)
    meaning, words = _OUTCOMES[case.outcome]
    facts = [sign(look, meaning, words)]  # type: ignore[arg-type]
    if case.yuan_lost:
        facts.append(tag(look, money(case.yuan_lost)))
    if seen:
        facts.append(done_mark(look, "看过了"))
    top = stack(
        [
            kind,
            text(look, case.title, inside, HEADING, theme.on_card, "serif", balance=True),
        ],
        16,
    )
    foot = flow(look, facts, inside, 10)
    gap = max(20.0, h - 48 - top.h - foot.h)
    body = stack([top, foot], gap, w=inside)
    return boxed(body, theme.card, pad=28, pad_y=24, target=f"case/{case.id}", shadow=True, w=w, h=h)


def view_choice(
    look: Look, kind: str, filters: Filters, scroll: Scroll, cases: Sequence[Case], type_names: Mapping[str, str]
) -> list[Item]:
    """One filter's choices, as large buttons."""
    area = look.area
    now = getattr(filters, kind)
    options = [("", "全部"), *_options(kind, cases, type_names)]
    head = heading(look, look.say("按{what}看案例", what=_ASK[kind]), area.w)

    rest = Rect(area.x, area.y + head.h + 28, area.w, area.h - head.h - 28)

    def choice(grown: Look, value: str, name: str, w: float, h: float) -> Block:
        sign_of = "check" if value == now else value if kind == "type" and value else ""
        return button(
            grown, name, f"filter/{kind}/{value}", "primary" if value == now else "plain", w=w, h=h, icon_name=sign_of
        )

    def build(grown: Look, w: float) -> Block:
        most = 4 if len(options) > 6 else 3 if len(options) > 4 else 2
        columns = columns_for(w, 380 if not look.large else 560, most)
        each = column_width(w, columns, 20)
        rows = -(-len(options) // columns)
        share = (rest.h - 20 * (rows - 1)) / rows
        highs = [choice(grown, value, name, each, 0).h for value, name in options]
        if max(highs) <= share:
            highs = [max(min(_CHOICE_MOST, share), *highs)] * len(options)
        made = []
        for i, (value, name) in enumerate(options):
            row = i - i % columns
            made.append(choice(grown, value, name, each, max(highs[row : row + columns])))
        return grid(made, columns, 20)

    grown = look if len(options) > 6 else roomy(look, rest.w, rest.h, build)  # many names would only be broken
    return place(head, area.x, area.y) + scroller.view(look, rest, lambda w: build(grown, w), scroll, "choices")
