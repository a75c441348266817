"""The matching game as bots meet it, which know nothing of scams."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strategies import PlayedSet, Posed, forms
from kiosk.zones.six_eight_rules.match import draw
from kiosk.zones.six_eight_rules.models import NO_RULE, Rules, Situation, all_rules

GAMES = 20
"""Games that are played through: the first of so many visits."""


def posed(situation: Situation, rules: Mapping[str, str]) -> Posed:
    """A situation: its rules to choose from, and last that it is real. Whoever takes everything for a
    scam takes any of the rules."""
    offered = [choice for choice in situation.choices if choice in rules]
    genuine = situation.rule == NO_RULE
    return Posed(
        situation.id,
        (*(rules[choice] for choice in offered), "都不符合，是真的"),
        frozenset({len(offered) if genuine else offered.index(situation.rule)}),
        said=situation.text,
        stays_last=True,
        scam=0.0 if genuine else 1 / len(offered),
        genuine=float(genuine),
    )


def rules_played(rules: Rules) -> tuple[PlayedSet, ...]:
    """Every bot in the first game of many visits; none while there is a situation nobody can match, which is told."""
    situations = rules.situations
    texts = {rule.id: rule.text for rule in all_rules(rules)}
    if any(s.rule != NO_RULE and s.rule not in {*s.choices} & {*texts} for s in situations):
        return ()
    asked = [posed(situation, texts) for situation in situations]
    games = [[asked[i] for i in draw(situations, seed, 0)] for seed in range(GAMES)]
    return (
        PlayedSet("“情景配口诀”里最容易的一局", forms(games), "真的和骗局都写上链接、期限、数字，或换几个情形", "局"),
    )
