"""The situations of the matching game in full words, for reports; one of them is asked of everybody at the end."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.wording_hash import wording_of
from kiosk.core.vocabulary import Truth
from kiosk.zones.six_eight_rules.genuine import CHOICES
from kiosk.zones.six_eight_rules.models import NO_RULE, Rules, all_rules


def asked(rules: Rules) -> Iterator[AskedText]:
    """Every situation: the rules that are offered, that none fits, and what is said of the one at the end."""
    texts = {rule.id: rule.text for rule in all_rules(rules)}
    for situation in rules.situations:
        genuine = situation.rule == NO_RULE
        offered = [
            AskedOption(rule, texts[rule], rule == situation.rule) for rule in situation.choices if rule in texts
        ]
        none = AskedOption(NO_RULE, "都不符合，是真的", genuine)
        ends = [AskedOption(truth, words, truth is Truth.of(genuine)) for truth, words, _ in CHOICES]
        options = (*offered, none, *(ends if situation.brief else ()))
        yield AskedText(situation.id, "", wording_of(situation), (situation.text,), options)
