"""The moments of every story in full words, for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.wording_hash import wording_of
from kiosk.core.vocabulary import OptionKind
from kiosk.zones.vr_experience.models import Scenario
from kiosk.zones.vr_experience.transcript import words_of


def asked(scenarios: Iterable[Scenario]) -> Iterator[AskedText]:
    """Every moment, in the order in which they are written; the lines are numbered as a stop names them."""
    for scenario in scenarios:
        for number, node in enumerate(scenario.nodes, 1):
            options = tuple(
                AskedOption(choice.id, choice.text, choice.kind is OptionKind.SAFE) for choice in node.choices
            )
            lines = tuple(words_of(say) for say in node.says) or (f"{node.device.word}：{node.actor}",)
            yield AskedText(scenario.id, node.id, wording_of(node), lines, options, f"第{number}幕")
