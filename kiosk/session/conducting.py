"""What the officer who leads a visit can order from afar, and what of it is possible now.

An order comes in like a touch, as a tap on a word that stands on no screen (`PREFIX`), and so it is recorded and played
again as touches are. One that is not possible any more does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.core.vocabulary import Term
from kiosk.draw.items import Counted, Item, Panel, Text, find, touchable
from kiosk.draw.look import Look
from kiosk.scene import Tap
from kiosk.session import frame
from kiosk.session.composition import Composition
from kiosk.session.flow import Flow
from kiosk.session.table import Outcome, OverlayKind, Place, leads

PREFIX = "remote/"
"""Before an order's word; no item has such a target, so no finger can give one."""
TO_ZONE = "zone/"
"""Before the id of the zone to which the group goes."""
MORE, FEWER = "/+", "/-"
"""After what hands are counted for (`Counted.name`): one more, one fewer."""
ARRIVED, GONE = PREFIX + "arrived", PREFIX + "gone"
"""No orders: a phone has signed in, so that the sheet with its PIN has done its duty; the phones are shut out again."""
_SHEET_KEYS = (frame.PREFIX + "close", frame.PREFIX + "resume", frame.PREFIX + "stay")
_WAITING = (OverlayKind.WAITING, OverlayKind.ASKING)
"""What goes at the first sign of life."""
_BACK = frame.PREFIX + "back"
_STOP = "stop"
"""What a scene calls its key that stops a story (喊停)."""


class Lead(Term):
    """What can be ordered, beside `TO_ZONE` and the hands that are counted."""

    NEXT = "next", "下一步"
    BACK = "back", "返回"
    STOP = "stop", "喊停"
    PAUSE = "pause", "休息一下"
    RESUME = "resume", "接着参观"
    EXTEND = "extend", "多留5分钟"
    SKIP = "skip", "去下一区"
    BLANK = "blank", "画面先关一下"
    UNBLANK = "unblank", "打开画面"


def yellow_key(items: Sequence[Item], look: Look) -> str:
    """The word of the yellow key that leads on, "" where there is none: `next`, else what stands in its place at the
    lower right, else that of a sheet."""
    if _key(items, "next") is not None:
        return "next"
    slot = look.next_slot
    for item in reversed(items):
        if not isinstance(item, Panel) or item.fill != look.theme.accent or not item.target or item.on is not None:
            continue
        rect, word = item.rect, item.target
        there = word in _SHEET_KEYS or (abs(rect.right - slot.right) < 1 and abs(rect.y - slot.y) < 1)
        if there and _key(items, word) is item:
            return word
    return ""


def _key(items: Sequence[Item], word: str) -> Item | None:
    """The key of that word, if a finger can reach it: unlike `targets` it looks at no other, because it is asked for in
    every frame of a page that moves."""
    for item in reversed(items):
        if item.target == word and item.finger == "tap":
            at = touchable(item)
            if not at.empty and find(items, *at.centre, "tap") is item:
                return item
    return None


def words_on(items: Sequence[Item], word: str) -> str:
    """What is written on the key of that word."""
    key = _key(items, word) if word else None
    if key is None:
        return ""
    inside = [i for i in items if isinstance(i, Text) and key.rect.holds(*i.rect.centre)]
    return "".join("".join(item.lines) for item in inside)


def awake(flow: Flow, composition: Composition) -> Sequence[Item]:
    """The screen as a first sign of life would leave it, where one is waited for."""
    return composition.beneath if _kind(flow) in _WAITING else composition.items


def possible(flow: Flow, composition: Composition) -> tuple[str, ...]:
    """The orders that can be carried out now."""
    session, kind, items = flow.visit_session, _kind(flow), awake(flow, composition)
    if not session.under_way:
        return ()
    more = bool(flow.zone) or session.extendable
    if kind is OverlayKind.BLANK:
        return (Lead.UNBLANK, *([Lead.EXTEND] if more else []))
    found: list[str] = [Lead.NEXT] if yellow_key(items, composition.look(flow)) else []
    if kind is OverlayKind.PAUSED:
        return (*found, Lead.RESUME)
    found += _of_hands(counted(flow, composition))
    found += [Lead.BACK] if _key(items, _BACK) is not None else []
    found += [Lead.STOP] if _key(items, _STOP) is not None else []
    found += [Lead.PAUSE] if session.pausable else []
    found += [Lead.EXTEND] if more else []
    found += [Lead.BLANK] if leads(flow.place, Outcome.BLANK) else []
    if flow.place in (Place.MAP, Place.ZONE, Place.TRIAL):
        ahead = flow.place is Place.ZONE or bool(_first(flow))
        zones = [zone.id for zone in session.zones if zone.id in flow.runner.scenes and session.is_open(zone.id)]
        found += [Lead.SKIP] if ahead else []
        found += [TO_ZONE + zone for zone in zones if zone != flow.zone]
    return tuple(found)


def counted(flow: Flow, composition: Composition) -> Sequence[Counted]:
    """The hands that are counted on the screen now; none while a sheet lies over it that is not gone at the first sign
    of life."""
    return composition.hands if flow.overlay is None or _kind(flow) in _WAITING else ()


def _of_hands(hands: Sequence[Counted]) -> list[str]:
    more = [one.name + MORE for one in hands if one.count < one.most]
    return more + [one.name + FEWER for one in hands if one.count]


def is_of_hands(order: str) -> bool:
    """Whether that order counts hands."""
    return order.endswith((MORE, FEWER))


def _bead(hands: Sequence[Counted], order: str) -> str:
    """The bead that a finger would touch: the next one, or the last that was counted, which takes that one away."""
    return next(
        (f"{one.name}/{one.count + order.endswith(MORE)}" for one in hands if one.name == order[: -len(MORE)]), ""
    )


def conduct(flow: Flow, composition: Composition, key: str, touch: Callable[[Tap], None]) -> None:
    """Do what came from afar; whether anybody may order it was settled where it came in. What it touches on the screen
    it touches with `touch`."""
    order = key.removeprefix(PREFIX)
    if key == GONE:
        flow.shut_out()
    elif key == ARRIVED and _kind(flow) is OverlayKind.REMOTE:
        flow.lay(None)
    elif order in possible(flow, composition) and not (flow.until_meant and order == Lead.NEXT):
        flow.aloud = flow.aloud.interrupted()
        if _kind(flow) is OverlayKind.ASKING:
            touch(Tap(frame.PREFIX + "stay"))
        elif _kind(flow) is OverlayKind.WAITING:
            flow.leave(Outcome.STAY)
        composition.settle(flow)
        touched = {Lead.NEXT: yellow_key(composition.items, composition.look(flow)), Lead.BACK: _BACK, Lead.STOP: _STOP}
        touched |= {Lead.EXTEND: frame.PREFIX + "extend"}
        if is_of_hands(order):
            touch(Tap(_bead(composition.hands, order)))
        elif order in touched:
            touch(Tap(touched[Lead(order)]))
        else:
            _carry_out(flow, order)


def _carry_out(flow: Flow, order: str) -> None:
    """An order that touches nothing on the screen."""
    match order:
        case Lead.PAUSE:
            flow.pause()
        case Lead.RESUME:
            flow.resume()
        case Lead.BLANK:
            flow.leave(Outcome.BLANK)
        case Lead.UNBLANK:
            flow.leave(Outcome.STAY)
        case Lead.SKIP if flow.place is Place.ZONE:
            flow.leave(Outcome.ONWARD)
        case Lead.SKIP:
            flow.leave(Outcome.ENTER, _first(flow))
        case _ if order.startswith(TO_ZONE):
            if flow.place is Place.ZONE:
                flow.leave(Outcome.HOME)
            if flow.place in (Place.MAP, Place.TRIAL):  # once the time is up, the way home led to the farewell
                flow.leave(Outcome.ENTER, order.removeprefix(TO_ZONE))


def _kind(flow: Flow) -> OverlayKind | None:
    return flow.overlay.kind if flow.overlay is not None else None


def _first(flow: Flow) -> str:
    """The zone that the plan proposes next."""
    return flow.visit_session.after("")
