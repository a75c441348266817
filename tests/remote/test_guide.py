"""What an officer may say: something on every page there is, nothing for pages there are not, in words that are said."""

from __future__ import annotations

import re
from functools import lru_cache

from kiosk.content.models.guide import GuidePage
from kiosk.core.page_names import finest
from kiosk.zones.register import ZONES
from tests.real_hall import content, machine

NUMBERS = {"110", "96110", "12381"}


def pages() -> tuple[GuidePage, ...]:
    guide = content().guide
    assert guide is not None
    return guide.pages


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of all pages of the hall, as the machine says them."""
    m, found = machine(), {"map:map": None}
    for name in ("measuring", "trial", *(zone.id for zone in ZONES)):
        scene = m.scene(name)
        assert scene is not None
        found |= {f"{name}:{scene.page(state)}": None for state in scene.samples()}
    return tuple(found)


def test_there_is_something_to_say_on_every_page() -> None:
    assert [name for name in names() if finest(pages(), name) is None] == []


def test_nothing_is_said_of_a_page_that_there_is_not() -> None:
    assert [entry.page for entry in pages() if not any(finest([entry], name) for name in names())] == []


def test_the_words_are_short_and_call_no_number_but_the_public_ones() -> None:
    for entry in pages():
        assert 1 <= len(entry.say) <= 3
        for line in entry.say:
            assert len(line) <= 40 and line[-1] in "。？！", line
            assert set(re.findall(r"\d+", line)) <= NUMBERS, line
