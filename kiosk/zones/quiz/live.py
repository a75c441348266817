"""The two live forms of a quarter: drawn from the bank by blueprint, renewed by a quarter of their items, mended where
an item was edited. Pure: the same bank, quarter and hall give the same forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

from kiosk.content.models.hall import Hall
from kiosk.content.problems import Problem
from kiosk.content.wording_hash import wording_of
from kiosk.core.live_forms import KeptForm, KeptForms, KeptItem
from kiosk.core.text_hash import text_hash
from kiosk.core.vocabulary import QuestionForm, Truth
from kiosk.strategies import FORM_CEILING, PlayedSet, forms, table
from kiosk.zones.quiz.apart import apart
from kiosk.zones.quiz.form import ease
from kiosk.zones.quiz.models import Blueprint, Channel, QuizItem, QuizItems
from kiosk.zones.quiz.strategies import posed

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library

ROTATED = 3
"""Of the twelve, so many are new in a new quarter; the others are what the quarters are compared by."""
SAME_TYPE_MOST = 2
"""In a form, of one kind of scam or topic."""
CHARACTERS_MOST = 330
"""In a form: read aloud in ninety seconds, with the hands that go up in between."""
TRIES = 2000

Cell = tuple[Channel, bool]
"""A place in a form: how it reaches somebody, and whether it is genuine."""
Form = Sequence[QuizItem | Cell]
"""A form in which some places are still to be filled."""


def measurable(items: Sequence[QuizItem]) -> tuple[QuizItem, ...]:
    """The judgements that can stand in a live form: what is shown decides, in few words, and it is known by which."""
    return tuple(
        item
        for item in items
        if item.form is QuestionForm.JUDGE
        and item.genuine is not None
        and item.channel is not None
        and item.short
        and item.decides
        and item.why
    )


def settled(
    kept: KeptForms | None, items: Sequence[QuizItem], quarter: str, hall: str, lost: bool = False
) -> KeptForms | None:
    """The forms of the `quarter`, which is not before that of those that are `kept`; None where the bank gives none.

    In the quarter of the kept ones only what was edited or has gone is replaced; in a later one a quarter of the items
    as well. `lost`: there were forms of which nobody knows any more what stood in them, so these get ids of their own.
    """
    pool, chance = measurable(items), Random(f"live forms {hall} {quarter}")
    if kept is None:
        return _drawn(pool, quarter, chance, lost)
    stale = {item.id for item in _items(kept) if not _stands(item, pool)}
    if quarter == kept.quarter and not stale:
        return kept
    oldest = sorted(_items(kept), key=lambda item: (item.id not in stale, item.since, chance.random()))
    rotated = ROTATED if quarter != kept.quarter else 0
    for count in range(max(len(stale), rotated), len(stale) - 1, -1):
        renewed = _renewed(kept, pool, quarter, {item.id for item in oldest[:count]}, chance)
        if renewed is not None:
            return renewed
    return _drawn(pool, quarter, chance, lost or quarter == kept.quarter)


def lacking(items: Sequence[QuizItem]) -> str:
    """What staff are told where no two forms can be drawn; "" where they can."""
    pool = measurable(items)
    if _drawn(pool, "", Random(0), False) is not None:
        return ""
    held = Counter((item.channel, item.genuine) for item in pool)
    cells = [(channel, genuine) for channel in Channel for genuine in (False, True)]
    thin = [
        f"{channel.word}的{'真事' if genuine else '骗局'}只有 {held[channel, genuine]} 道"
        for channel, genuine in cells
        if held[channel, genuine] < 2
    ]
    why = "；".join(thin) if thin else "凑出来的题不是太像，就是一看就能猜中"
    return (
        f"抽不出两套六道、一半真一半假的题来比参观前后，本馆就不测：{why}。补判断题，写上 channel、short、decides、why"
    )


def described(kept: KeptForms, items: Sequence[QuizItem]) -> Iterator[str]:
    """The forms as staff read them: item by item, then how far bots get with each form."""
    found = {item.id: item for item in items}
    for form in (kept.one, kept.other):
        yield f"套题 {form.id}："
        for item in form.items:
            channel, genuine = _place(item)
            truth = Truth.of(genuine)
            since = "" if item.since == kept.quarter else f"（{item.since} 起）"
            yield f"  {truth.word}　{channel.word}　{item.id}　{found[item.id].stem}{since}"
        asked = [posed(found[item.id], drawn=True) for item in form.items]
        yield from table([PlayedSet(f"套题 {form.id} 里", forms([asked]), "", "套")])


def check_live(library: Library) -> Iterator[Problem]:
    """Why no two live forms can be drawn, where the hall wants to measure by them."""
    blueprint, hall = library.first(Blueprint), library.first(Hall)
    if blueprint is None or hall is None or not hall[1].hall.measuring:
        return
    items = [item for _, file in library.of(QuizItems) for item in file.items]
    if why := lacking(items):
        yield blueprint[0].problem(("items",), why, warning=True)


def _items(kept: KeptForms) -> Iterator[KeptItem]:
    yield from (*kept.one.items, *kept.other.items)


def _stands(item: KeptItem, pool: Sequence[QuizItem]) -> bool:
    """Whether the bank still has it as it was."""
    found = next((other for other in pool if other.id == item.id), None)
    return found is not None and wording_of(found) == item.wording and _cell(found) == _place(item)


def _place(item: KeptItem) -> Cell:
    return Channel(item.channel), item.genuine


def _cell(item: QuizItem) -> Cell:
    assert item.channel is not None and item.genuine is not None
    return item.channel, item.genuine


def _drawn(pool: Sequence[QuizItem], quarter: str, chance: Random, own_ids: bool) -> KeptForms | None:
    """Two forms, none of whose items stood in one before."""
    away = apart(pool)
    for _ in range(TRIES if {item.channel for item in pool} == {*Channel} else 0):
        open_forms = [_mixed(cells, chance) for cells in _cells(chance)]
        found = _filled(open_forms, pool, away, chance, ())
        if found is not None:
            return _kept(found, quarter, {}, own_ids)
    return None


def _cells(chance: Random) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The places of both forms: two channels with a scam and something genuine in each, of the other two a scam here
    and something genuine there."""
    one, other, third, fourth = chance.sample(tuple(Channel), len(Channel))
    both = tuple((channel, genuine) for channel in (one, other) for genuine in (False, True))
    return (*both, (third, False), (fourth, True)), (*both, (third, True), (fourth, False))


def _mixed(cells: Sequence[Cell], chance: Random) -> list[Cell]:
    """The places in an order in which no three of one truth come in a row."""
    while True:
        order = chance.sample(cells, len(cells))
        if all(len({genuine for _, genuine in order[at : at + 3]}) > 1 for at in range(len(order) - 2)):
            return order


def _renewed(
    kept: KeptForms, pool: Sequence[QuizItem], quarter: str, going: Collection[str], chance: Random
) -> KeptForms | None:
    """The kept forms with others in the places of those that are `going`; an edited item comes back only where nothing
    else fits. None where nothing does."""
    items = {item.id: item for item in pool}
    held = [item.id for item in _items(kept)]
    edited = [key for key in going if key in items and not _stands(next(i for i in _items(kept) if i.id == key), pool)]
    forms = [
        [items[item.id] if item.id not in going else _place(item) for item in form.items]
        for form in (kept.one, kept.other)
    ]
    away = apart(pool)
    for barred in (held, [key for key in held if key not in edited]):
        for _ in range(TRIES):
            found = _filled(forms, pool, away, chance, barred)
            if found is not None:
                since = {item.id: item.since for item in _items(kept) if item.id not in going}
                return _kept(found, quarter, since, quarter == kept.quarter, (kept.one, kept.other))
    return None


def _filled(
    forms: Sequence[Form],
    pool: Sequence[QuizItem],
    away: Mapping[str, frozenset[str]],
    chance: Random,
    barred: Collection[str],
) -> list[list[QuizItem]] | None:
    """One try at filling the open places of both forms; None where it came to nothing."""
    taken = [item for form in forms for item in form if isinstance(item, QuizItem)]
    offered = [item for item in chance.sample(pool, len(pool)) if item.id not in barred]
    made = []
    for form in forms:
        types = Counter(item.type for item in form if isinstance(item, QuizItem))
        filled: list[QuizItem] = []
        for place in form:
            item = place if isinstance(place, QuizItem) else _fitting(place, offered, taken, types, away)
            if item is None:
                return None
            if item is not place:
                taken.append(item)
                types[item.type] += 1
            filled.append(item)
        made.append(filled)
    return made if all(map(_fair, made)) else None


def _fitting(
    cell: Cell,
    offered: Sequence[QuizItem],
    taken: Sequence[QuizItem],
    types: Mapping[str, int],
    away: Mapping[str, frozenset[str]],
) -> QuizItem | None:
    return next(
        (
            item
            for item in offered
            if _cell(item) == cell
            and types.get(item.type, 0) < SAME_TYPE_MOST
            and not any(item.id == other.id or other.id in away[item.id] for other in taken)
        ),
        None,
    )


def _fair(form: Sequence[QuizItem]) -> bool:
    """Whether no bot comes far with it, and it is read aloud in time."""
    return ease(form) <= FORM_CEILING and sum(len(item.stem) + len(item.short) for item in form) <= CHARACTERS_MOST


def _kept(
    found: Sequence[Sequence[QuizItem]],
    quarter: str,
    since: Mapping[str, str],
    own_ids: bool,
    before: Sequence[KeptForm] = (),
) -> KeptForms:
    """The forms as they are kept, each under its quarter and its letter. With `own_ids` one that is not as it was
    `before` also has a mark of what stands in it, so that no two forms ever have the same id."""
    made = []
    for number, form in enumerate(found):
        items = tuple(KeptItem(item.id, wording_of(item), since.get(item.id, quarter), *_cell(item)) for item in form)
        if own_ids and before and items == before[number].items:
            made.append(before[number])
            continue
        named = f"{quarter}-{'AB'[number]}"
        mark = text_hash(" ".join(f"{item.id} {item.wording}" for item in items))[:4]
        made.append(KeptForm(f"{named}-{mark}" if own_ids else named, items))
    return KeptForms(quarter, made[0], made[1])
