"""The rhymes are said aloud: an officer says one, and all say it after."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.speech import Role, Utterance
from kiosk.zones.six_eight_rules.models import Rule, Rules, all_rules


def said_of(rule: Rule) -> Utterance:
    """The rhyme of that rule."""
    return Utterance(rule.text, Role.OFFICER)


def lines_of(rules: Rules) -> Iterator[Utterance]:
    """Every rhyme."""
    return map(said_of, all_rules(rules))
