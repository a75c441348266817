"""The items of the quiz in full words, for reports; a call that is listened to among them is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.wording_hash import wording_of
from kiosk.zones.quiz.models import QuizItem
from kiosk.zones.quiz.options import options_of


def asked(items: Iterable[QuizItem]) -> Iterator[AskedText]:
    """Every item: its stem, and what it quotes."""
    for item in items:
        options = tuple(AskedOption(option.id, option.text, option.right) for option in options_of(item))
        lines = tuple(filter(None, (item.stem, item.quote)))
        yield AskedText(item.id, "", wording_of(item), lines, options)
