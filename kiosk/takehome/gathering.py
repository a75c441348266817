"""What goes on the page and on the card, gathered from all over the content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.content.defaults import SETTINGS, WORDS
from kiosk.content.loaded import Loaded
from kiosk.content.models.take_home import Leaflet
from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.form import can_draw, draw_form
from kiosk.zones.quiz.manifest import QuizContent
from kiosk.zones.quiz.models import Blueprint, QuizItem
from kiosk.zones.six_eight_rules.models import Rules

ITEMS, GENUINE, VERIFY = 6, 3, 1
"""Of the items to judge again: all of them, those that are genuine, those that what is shown does not decide."""


class NothingToTake(Exception):
    """Something that the page and the card are made of cannot be read or had; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class ToTakeHome:
    """All that visitors take home. `example` is a code word, `code` what the QR code holds, `picture` a file."""

    hall: str
    words: Leaflet
    example: str
    items: Sequence[QuizItem]
    rules: Rules
    code: str
    picture: Path


def gather(loaded: Loaded, content: Path) -> ToTakeHome:
    """What there is to take home from that content. Raises NothingToTake."""
    words, quiz, rules = loaded.leaflet, loaded.zones.get("quiz"), loaded.zones.get("six_eight_rules")
    missing = "读不到：先运行 kiosk check，把它改好"
    if words is None:
        raise NothingToTake(f"带回家的话（{content / 'hall' / 'take_home.yaml'}）{missing}")
    if quiz is None:
        raise NothingToTake(f"题库（{content / 'quiz'}）{missing}")
    if rules is None:
        raise NothingToTake(f"口诀（{content / 'six_eight_rules' / 'rules.yaml'}）{missing}")
    settings = loaded.hall.hall if loaded.hall else SETTINGS
    example = "".join((loaded.words or WORDS).code_words[:2])
    items = drawn(quiz, words.replay.seed)
    picture = content / words.picture
    return ToTakeHome(settings.name, words, example, items, rules.rules, settings.take_home.text, picture)


def drawn(quiz: QuizContent, seed: int) -> tuple[QuizItem, ...]:
    """Six items to judge, of six kinds: those that are read, say what decides, and why. Raises NothingToTake."""
    pool = [item for item in quiz.items if item.form is QuestionForm.JUDGE and item.decides and item.why]
    plan = _plan(quiz.blueprint)
    if not can_draw(pool, plan):
        raise NothingToTake(
            f"题库里凑不出带回家的 {ITEMS} 道题：要 {GENUINE} 道真实、{ITEMS - GENUINE - VERIFY} 道诈骗、"
            f"{VERIFY} 道先核实，都是写了 decides 和 why 的 judge 题，而且各属一类"
        )
    return draw_form(pool, plan, seed)


def _plan(blueprint: Blueprint) -> Blueprint:
    return replace(blueprint, items=ITEMS, genuine=GENUINE, verify=VERIFY, max_per_type=1, listening=0, led_items=0)
