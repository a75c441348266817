"""Bots that play a scenario without understanding it: whatever they can do well, a scenario does not teach.

A bot reads only what lies on the surface: where an option stands, how long it is, how careful or obliging its words
sound, whether a name stands in 【】, whether a clock runs. All of them are worked out exactly, chance included: an
option's place is drawn anew for every visit, so the first and the last are any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from kiosk.core.vocabulary import Ending, OptionKind, Term
from kiosk.zones.vr_experience.models import Choice, FlagKind, Node, Scenario, Voice
from kiosk.zones.vr_experience.transcript import words_of

GOOD_ENDS = (Ending.SAFE, Ending.NEAR, Ending.FOUND_GENUINE)
ONE_IN_TWENTY = 1.645
"""Standard errors above the mean that chance exceeds once in twenty times."""

_BREAKS_OFF = (
    "挂断", "挂了", "挂掉", "不接", "按掉", "拉黑", "删", "退群", "退出", "划走", "划掉", "不理", "关掉", "关机",
    "取消", "走人", "不办", "不转", "不信", "不取", "不回", "不做", "不付", "不管", "举报", "叫他们走",
)  # fmt: skip
"""Words by which somebody who always breaks off finds the way out."""
_OBLIGING = (
    "好", "行", "允许", "接", "进", "转", "付", "打开", "照", "配合", "听", "装", "确认", "试", "快", "马上", "办",
    "收到", "拍", "念", "填", "允", "借", "截图发", "信", "敲", "说装修", "可以",
)  # fmt: skip
"""Words of somebody who does what is asked."""
_CAREFUL = (
    "先", "再说", "核实", "确认", "问", "查", "看看", "看一眼", "对一对", "自己", "官方", "商量", "等", "停", "不",
    "告诉", "打给", "96110", "110", "柜台",
)  # fmt: skip
"""Words that sound careful, whatever is done with them."""


class Habit(Term):
    """A way to choose without understanding."""

    BLIND = "blind", "闭着眼选的"
    FIRST = "first", "总选第一个的"
    LAST = "last", "总选最后一个的"
    LONGEST = "longest", "总选字最多的"
    CAUTIOUS = "cautious", "总选听着最小心的"
    WAITS = "waits", "有倒计时就等它走完的"
    BREAKS_OFF = "breaks_off", "一律挂断、不理的"
    COMPLIES = "complies", "一律照办的"
    BRACKETS = "brackets", "见了【】就信的"
    STOPS = "stops", "句句喊停的"


Doing = tuple[float, Choice | None]
"""With what probability something is done; None waits for the clock."""


def steps(bot: Habit, node: Node) -> list[Doing]:
    """What the bot does at a node that is no ending."""
    offered = node.choices
    if node.timer is not None and (bot is Habit.WAITS or not offered):
        return [(1.0, None)]
    match bot:
        case Habit.BLIND | Habit.WAITS | Habit.STOPS:
            chosen: Sequence[Choice] = offered
        case Habit.FIRST:
            chosen = offered[:1] if node.ordered else offered
        case Habit.LAST:
            chosen = offered[-1:] if node.ordered else offered
        case Habit.LONGEST:
            chosen = _most(offered, lambda choice: len(choice.text))
        case Habit.CAUTIOUS:
            chosen = _most(offered, lambda choice: _count(choice.text, _CAREFUL))
        case Habit.BREAKS_OFF:
            chosen = _most(offered, lambda choice: bool(_count(choice.text, _BREAKS_OFF)))
        case Habit.COMPLIES:
            chosen = _obliging(offered)
        case Habit.BRACKETS:
            chosen = _obliging(offered) if any("【" in words_of(say) for say in node.says) else offered
    return [(1.0 / len(chosen), choice) for choice in chosen]


def good_choices(bot: Habit, scenario: Scenario) -> float:
    """The share of good choices among all moments where a better and a worse one can be made, 0-1."""
    shares = [_good_share(bot, node) for node in judged(scenario)]
    return sum(shares) / len(shares) if shares else 0.0


def judged(scenario: Scenario) -> list[Node]:
    """The moments at which a good and another choice are offered."""
    return [n for n in scenario.nodes if len({choice.kind is OptionKind.SAFE for choice in n.choices}) == 2]


def waiting(scenario: Scenario) -> tuple[float, float]:
    """(share of clocks that lead straight to a good ending by themselves; the same of the choices beside them).

    Both are 0 where no clock runs.
    """
    good = {node.id for node in scenario.nodes if _well(node)}
    timed = [node for node in scenario.nodes if node.timer is not None and node.choices]
    if not timed:
        return 0.0, 0.0
    alone = sum(node.timer is not None and node.timer.goto in good for node in timed)
    chosen = [sum(choice.goto in good for choice in node.choices) / len(node.choices) for node in timed]
    return alone / len(timed), sum(chosen) / len(timed)


def signed(scenario: Scenario) -> list[Node]:
    """The moments at which something with a name in 【】 is shown and something can be chosen."""
    return [n for n in judged(scenario) if any("【" in words_of(say) for say in n.says)]


def trust_in_brackets(scenario: Scenario) -> tuple[int, float]:
    """(moments with a name in 【】, at how many of them doing as it says was good)."""
    moments = signed(scenario)
    return len(moments), sum(_good_share(Habit.BRACKETS, node) for node in moments)


def ceiling(chance: float, moments: int) -> float:
    """What blind choosing would exceed in one of twenty scenarios of so many moments: above it, a surface tells."""
    return chance + ONE_IN_TWENTY * sqrt(chance * (1.0 - chance) / moments) if moments else 1.0


def said_by_others(scenario: Scenario) -> tuple[int, int]:
    """(how many sentences the other side says, how many of them carry no sign of a scam).

    Whoever stops at every sentence is right in all but those; whoever never stops, in none but those.
    """
    red = {flag.id for flag in scenario.flags if flag.kind is FlagKind.RED}
    said = [say for node in scenario.nodes for say in node.says if say.who is Voice.THEM]
    return len(said), sum(red.isdisjoint(say.shows) for say in said)


def _good_share(bot: Habit, node: Node) -> float:
    """With what probability the bot makes a good choice there."""
    return sum(chance for chance, choice in steps(bot, node) if choice is not None and choice.kind is OptionKind.SAFE)


def _well(node: Node) -> bool:
    return node.end is not None and node.end.kind in GOOD_ENDS and not node.end.paid


def _count(text: str, words: Sequence[str]) -> int:
    return sum(word in text for word in words)


def _obliging(offered: Sequence[Choice]) -> Sequence[Choice]:
    """The options whose words go along most, and refuse or hesitate least."""

    def obliging(choice: Choice) -> int:
        return _count(choice.text, _OBLIGING) - 2 * _count(choice.text, (*_BREAKS_OFF, *_CAREFUL))

    return _most(offered, obliging)


def _most(offered: Sequence[Choice], measure: Callable[[Choice], float]) -> Sequence[Choice]:
    most = max(map(measure, offered))
    return [choice for choice in offered if measure(choice) == most]
