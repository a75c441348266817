"""道别, first page: what the hall itself asked on the way, what the group did, and what gave it away. Always said, and
to everybody at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.content.models.trials import Reply, Trial
from kiosk.core.events import Event, ItemOpened, TrialAnswered
from kiosk.core.vocabulary import OptionKind
from kiosk.draw.block import Block, beside, boxed, column_width, place, roomy, stack, text
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.draw.theme import BODY, GAP, HEADING, TITLE
from kiosk.draw.widgets import sign
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll

_SAFE = {
    (True, Reply.TAKE): "大家接住了。",
    (True, Reply.ASK): "大家先问了一声，真的不怕问。",
    (False, Reply.DECLINE): "大家没有照做，稳当。",
    (False, Reply.ASK): "大家先问了一声，稳当。",
}
_KINDLY = {
    None: "大家没来得及答，不要紧。",
    OptionKind.RISKY: "大家照着做了。不要紧，什么也没有留下。",
    OptionKind.TURNS_AWAY: "大家没有接。小心不算错，问一声就知道。",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A request of the hall's, and what the group did with it (None: nothing)."""

    trial: Trial
    reply: Reply | None

    @property
    def kind(self) -> OptionKind | None:
        return None if self.reply is None else self.trial.kind(self.reply)

    @property
    def outcome(self) -> str:
        """What is said of it."""
        if self.reply is not None and self.kind is OptionKind.SAFE:
            return _SAFE[self.trial.genuine, self.reply]
        return _KINDLY[self.kind]


def tried(events: Iterable[Event], trials: Sequence[Trial]) -> tuple[Tried, ...]:
    """What the group was asked, in order."""
    by_id = {trial.id: trial for trial in trials}
    listed = list(events)
    said = {event.item: Reply(event.option) for event in listed if isinstance(event, TrialAnswered)}
    shown = dict.fromkeys(event.item for event in listed if isinstance(event, ItemOpened) and event.zone == "trial")
    return tuple(Tried(by_id[item], said.get(item)) for item in shown if item in by_id)


def view(look: Look, shown: Sequence[Tried], scroll: Scroll, name: str) -> list[Item]:
    """A title and a card for each, side by side or one below the other."""
    area = look.area

    def build(grown: Look, w: float) -> Block:
        columns = 1 if look.portrait else len(shown)
        each = column_width(w, columns, GAP)
        most = max(_card(grown, one, each).h for one in shown)
        cards = [_card(grown, one, each, most) for one in shown]
        return stack([_head(grown, shown, w), stack(cards, GAP) if columns == 1 else beside(cards, GAP, "top")], GAP)

    grown = roomy(look, area.w, area.h, build)
    whole = build(grown, area.w)
    if whole.h <= area.h:
        return place(whole, area.x, area.y + (area.h - whole.h) / 2)
    return scroller.view(look, area, lambda w: build(look, w), scroll, name)


def _head(look: Look, shown: Sequence[Tried], w: float) -> Block:
    words = "路上有两页，是馆里出的题" if len(shown) > 1 else "路上有一页，是馆里出的题"
    if len(shown) > 1 and all(one.kind is OptionKind.SAFE for one in shown):
        words = "馆里出的两道题，大家都看准了"
    return text(look, words, w, HEADING if look.large else TITLE, look.theme.on_ground, "serif", balance=True)


def _card(look: Look, one: Tried, w: float, h: float = 0.0) -> Block:
    theme, inside = look.theme, w - 2 * 40
    mark = sign(look, "genuine", "像这样的，是真的") if one.trial.genuine else sign(look, "danger", "像这样的，是假的")
    parts = [
        mark,
        text(look, one.trial.called, inside, HEADING, theme.on_card, "serif", balance=True),
        text(look, one.outcome, inside, BODY, theme.on_card, balance=True),
        text(look, one.trial.sign, inside, BODY, theme.on_card_soft, balance=True),
    ]
    return boxed(stack(parts, 14), theme.card, pad=40, pad_y=28, w=w, h=h)
