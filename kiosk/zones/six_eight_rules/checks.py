"""What the rules must agree with themselves about: every situation of the matching game can be matched."""

from __future__ import annotations

from kiosk.core.findings import Finding
from kiosk.zones.six_eight_rules.models import NO_RULE, Rules
from kiosk.zones.six_eight_rules.strategies import rules_played


def rules_advice(rules: Rules) -> list[Finding]:
    """What bots that know nothing get right too often."""
    return [(("situations",), warning[1]) for of in rules_played(rules) if (warning := of.warning())]


def rules_lint(rules: Rules) -> list[Finding]:
    """Contradictions of the matching game."""
    found: list[Finding] = []
    for number, situation in enumerate(rules.situations):
        if situation.rule != NO_RULE and situation.rule not in situation.choices:
            message = f"正确答案“{situation.rule}”不在 choices 里：把它加进 choices，真实的情形就写 {NO_RULE}"
            found.append((("situations", number, "rule"), message))
        if len(set(situation.choices)) < len(situation.choices):
            found.append((("situations", number, "choices"), "同一条口诀列了两次：换成另一条容易混的"))
    if all(situation.rule != NO_RULE for situation in rules.situations):
        message = f"配对游戏里没有一个真实的情形：加一条 rule: {NO_RULE}，让观众也认得出真的"
        found.append((("situations",), message))
    return found
