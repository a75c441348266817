"""Bots that answer without understanding: what they reach says what a set of questions gives away for nothing.

Whoever says “scam” to everything, always takes the longest option or trusts whatever names its sender has learned
nothing, so none of them may do much better than guessing. Zones put their questions as `Posed`; the same bots play them
all, in `kiosk check`, in its table (`kiosk check --bots`) and when a form of the quiz is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import mul

from kiosk.core.vocabulary import Term

FORM_CEILING = 0.6
"""Of what a visitor is asked in one go, half of it genuine. One answer to everything is right in half of it; six of ten
is one more, and well below the four fifths that earn the quiz's best line."""
SET_GAIN = 0.25
"""Over guessing, in all questions that are asked in one way: what tells nothing may settle one question in four."""
LEAST_SET = 8
"""Questions; in fewer, one alone makes more than half of `SET_GAIN`."""
NAMED = 3
"""Items that are named when a bot is above its ceiling."""


class Bot(Term):
    """Somebody who answers by one habit, and what staff call it."""

    SCAM = "scam", "全说是骗局"
    GENUINE = "genuine", "全说是真的"
    VERIFY = "verify", "全说先核实"
    FIRST = "first", "总选第一个"
    LAST = "last", "总选最后一个"
    LONGEST = "longest", "总选最长的"
    SHORTEST = "shortest", "总选最短的"
    WARY = "wary", "总选用词最谨慎的"
    SENDER = "sender", "看见【】就信"
    LINK = "link", "看见链接、扫码就说骗局"
    NUMBER = "number", "看见数字就说骗局"
    HURRY = "hurry", "看见期限就说骗局"
    MONEY = "money", "看见要钱就说骗局"


_WARY = (
    "挂断", "核实", "核对", "报警", "96110", "110", "官方", "自己打", "自己到", "自己查", "先不", "先停", "停下",
    "停止", "家里人", "家人", "商量", "网点", "柜台", "派出所", "民警", "不转", "不点", "不装", "不签", "不交",
    "不给", "拒绝", "回拨", "打回去", "原来的号码", "拉黑", "退出", "不接", "断网", "不再", "问一", "别",
)  # fmt: skip
_CUES = {
    Bot.SENDER: ("【",),
    Bot.LINK: ("链接", "网址", "http", "扫码", "扫这", "二维码", "点击", "点开", "点进"),
    Bot.NUMBER: tuple("0123456789"),
    Bot.HURRY: (
        "今天", "今晚", "今日", "截止", "逾期", "限今", "之前", "前付", "前缴", "前领", "尽快", "马上", "立即", "过期",
        "到期", "分钟内", "小时内", "最后一天", "名额", "日前",
    ),
    Bot.MONEY: ("元", "费", "付", "缴", "交钱", "转账", "押金", "定金", "保证金", "本金"),
}  # fmt: skip
"""What each bot looks for. It counts how often words stand in made texts and decides nothing about what they mean."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as it meets somebody who does not understand it.

    `said` is what is shown to be judged; `options` the words of the answers, on the screen in this order unless
    `shuffled` (but the last one where it `stays_last`); `right` the indices of the right ones, all of which must be
    chosen where `several`. `scam`, `genuine` and `verify` are the odds (0-1) that whoever says just that is right, None
    where nobody can say it. `chance` are the odds of guessing; `weight` is how often it is asked beside the others of
    its set.
    """

    item: str
    options: tuple[str, ...]
    right: frozenset[int]
    said: str = ""
    shuffled: bool = True
    stays_last: bool = False
    several: bool = False
    scam: float | None = None
    genuine: float | None = None
    verify: float | None = None
    weight: float = 1.0

    @property
    def chance(self) -> float:
        count = len(self.options)
        return 1 / (2**count - 1) if self.several else len(self.right) / count


@lru_cache(maxsize=4096)
def odds(posed: Posed) -> dict[Bot, float]:
    """The odds (0-1) of every bot to answer rightly; one whose habit says nothing guesses."""
    return _odds(posed)


def _odds(posed: Posed) -> dict[Bot, float]:
    wariness = [sum(word in words for word in _WARY) for words in posed.options]
    lengths = [len(words) for words in posed.options]
    wary, chance = _best(posed, wariness), posed.chance
    won = {
        Bot.SCAM: wary if posed.scam is None else posed.scam,
        Bot.GENUINE: _least(posed, wariness) if posed.genuine is None else posed.genuine,
        Bot.VERIFY: wary if posed.verify is None else posed.verify,
        Bot.FIRST: _placed(0, posed, chance),
        Bot.LAST: _placed(len(lengths) - 1, posed, chance),
        Bot.LONGEST: _best(posed, lengths),
        Bot.SHORTEST: _least(posed, lengths),
        Bot.WARY: wary,
    }
    for bot in _CUES:
        won[bot] = chance
        if posed.scam is not None and posed.genuine is not None:
            won[bot] = posed.scam if cued(bot, posed.said) is not (bot is Bot.SENDER) else posed.genuine
    return won


def cued(bot: Bot, said: str) -> bool:
    """Whether what this bot looks for stands in it."""
    return any(cue in said for cue in _CUES.get(bot, ()))


def _placed(place: int, posed: Posed, chance: float) -> float:
    last = len(posed.options) - 1
    if not posed.shuffled or (posed.stays_last and place == last):
        return float(posed.right == {place} if posed.several else place in posed.right)
    return len(posed.right - {last}) / last if posed.stays_last else chance


def _best(posed: Posed, worths: list[int]) -> float:
    """Takes what is worth most, one of equals by chance; of several, all that are worth more than the least."""
    most, least = max(worths), min(worths)
    if posed.several:
        middle = (most + least) / 2
        taken = {i for i, value in enumerate(worths) if value > middle}
        return float(taken == posed.right) if most > least else posed.chance
    right = [i in posed.right for i, value in enumerate(worths) if value == most]
    return sum(right) / len(right)


def _least(posed: Posed, worths: list[int]) -> float:
    return _best(posed, [-worth for worth in worths])


@dataclass(frozen=True, slots=True)
class Played:
    """What a bot (a term of any zone's own list of them) reached in a set of questions: shares (0-1) of all, and the
    items it owes most to."""

    bot: Term
    count: int
    score: float
    chance: float
    ceiling: float
    items: tuple[str, ...]

    @property
    def above(self) -> bool:
        return self.score > self.ceiling + 1e-9


def play(posed: Sequence[Posed]) -> tuple[Played, ...]:
    """Every bot on all questions that are asked in one way; none on a set too small to say anything, or never asked."""
    if len(posed) < LEAST_SET or not any(one.weight for one in posed):
        return ()
    won = [_odds(one) for one in posed]
    shares = [one.weight for one in posed]
    chance = sum(one.chance * share for one, share in zip(posed, shares, strict=True)) / sum(shares)
    return tuple(_played(bot, posed, [one[bot] for one in won], shares, chance) for bot in Bot)


def _played(bot: Bot, posed: Sequence[Posed], won: list[float], shares: list[float], chance: float) -> Played:
    score = sum(map(mul, won, shares)) / sum(shares)
    played = Played(bot, len(posed), score, chance, chance + SET_GAIN, ())
    if not played.above:
        return played
    from heapq import nsmallest  # only for a check

    owed = nsmallest(NAMED, zip(won, posed, strict=True), key=lambda pair: pair[1].chance - pair[0])
    return replace(played, items=tuple(one.item for _, one in owed))


def most(form: Iterable[Posed]) -> float:
    """The share (0-1) of a form, as it stands on the screen, that the best of the bots gets right."""
    asked = [odds(one) for one in form]
    return max(sum(won[bot] for won in asked) for bot in Bot) / len(asked)


def forms(drawn: Sequence[Sequence[Posed]]) -> tuple[Played, ...]:
    """Every bot over many forms: its best form stands as the score, for each form is all that its visitor sees."""
    chance = sum(one.chance for form in drawn for one in form) / sum(map(len, drawn))
    best = {bot: max(sum(odds(one)[bot] for one in form) / len(form) for form in drawn) for bot in Bot}
    return tuple(Played(bot, len(drawn), score, chance, FORM_CEILING, ()) for bot, score in best.items())


@dataclass(frozen=True, slots=True)
class PlayedSet:
    """All bots on one set of questions: its `name`, what it is counted in, and the `advice` where one is too good, as
    staff read them."""

    name: str
    played: tuple[Played, ...]
    advice: str
    unit: str = "道"

    def warning(self) -> tuple[str, str] | None:
        """The item to look at first ("" where none is to blame) and what staff should know; None while all is well."""
        above = sorted((one for one in self.played if one.above), key=lambda one: -one.score)
        if not above:
            return None
        best, *others = above
        others_too = f"；还有{'、'.join(f'“{one.bot.word}”' for one in others)}" if others else ""
        owed = f"。最容易这样蒙对的是 {'、'.join(best.items)}" if best.items else ""
        return (
            best.items[0] if best.items else "",
            f"{self.name}，什么也不懂、只会“{best.bot.word}”的人能对 {best.score:.0%}"
            f"（乱猜 {best.chance:.0%}，上限 {best.ceiling:.0%}{others_too}）{owed}：{self.advice}",
        )


def table(sets: Iterable[PlayedSet]) -> list[str]:
    """Every bot on every set: what it reached, what guessing reaches, what it may reach at most."""
    lines = []
    for of in sets:
        size = f"{of.played[0].count} {of.unit}" if of.played else f"不到 {LEAST_SET} {of.unit}，不评"
        lines.append(f"{of.name}：{size}")
        for one in of.played:
            mark = "　← 高了" if one.above else ""
            lines.append(f"  {one.score:4.0%}（乱猜 {one.chance:.0%}，上限 {one.ceiling:.0%}）{one.bot.word}{mark}")
    return lines
