"""What the bank must hold as a whole before it measures anything, and what in it gives an answer away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import ceil

from kiosk.core.vocabulary import Audience, QuestionForm
from kiosk.strategies import Bot, cued
from kiosk.zones.quiz.apart import Telling, likenesses, pairs, tellings
from kiosk.zones.quiz.models import Channel, QuizItem, QuizTopic

Advice = tuple[str, str]
"""An item's id, and what staff should do about it."""

MOST_OF_ONE = 0.6
"""Share of the judgements of one channel, or of one kind of scam, that may have one truth."""
LEAST_JUDGED = 4
"""Judgements of a channel or a kind of scam of which that can be asked."""
GIVES_AWAY, LEAST_SEEN = 0.75, 6
"""Share of the judgements a word stands in that have one truth, from which it tells that; and in how many of them."""
LONGER, LEAST_LENGTHS = 0.65, 20
"""Share of all couples of a scam and a genuine one, in which one truth may be the longer; and judgements."""
TWIN = 0.25
"""Likeness of two items that are no pair, from which one of them is to be written anew."""
PAIR_ALIKE = 0.15
"""Likeness of the two of a pair, below which they differ in more than a detail."""
EACH = 3
"""Scams, and genuine ones, in a form that measures."""

_CUES = (Bot.SENDER, Bot.LINK, Bot.HURRY, Bot.MONEY)
_WORDS = ("自己", "当面", "好友", "身份证", "今天", "不收")
"""Everyday words that slip into one truth only."""


def bank_advice(items: Sequence[QuizItem], calls: Sequence[QuizItem]) -> Iterator[Advice]:
    """Everything; `calls` count among the judgements, but are not told to be changed."""
    judged = [item for item in (*items, *calls) if item.form is QuestionForm.JUDGE and item.genuine is not None]
    here = {item.id for item in items}
    for find in (_uneven, _given_away, _longer):
        yield from find(judged, here)
    yield from _twins(items)
    yield from _told(items)
    yield from _no_pairs(items)
    yield from _unmeasured(items)


def _uneven(judged: Sequence[QuizItem], here: set[str]) -> Iterator[Advice]:
    topics = {topic.value for topic in QuizTopic}
    asked: tuple[tuple[str, Callable[[QuizItem], str]], ...] = (
        ("从“{of}”来的", lambda item: item.channel.word if item.channel else ""),
        ("{of} 这一类的", lambda item: "" if item.type in topics else item.type),
    )
    for named, key in asked:
        groups: dict[str, list[QuizItem]] = defaultdict(list)
        for item in judged:
            groups[key(item)].append(item)
        for of, group in groups.items():
            truth, most = _major(group)
            if not of or len(group) < LEAST_JUDGED or most <= MOST_OF_ONE * len(group):
                continue
            yield (
                _first(group, truth, here),
                f"{named.format(of=of)}判断题（连同电话）有 {len(group)} 道，其中 {most} 道是{_word(truth)}"
                f"（{most / len(group):.0%}），一种最多 {MOST_OF_ONE:.0%}："
                f"再补 {ceil(most / MOST_OF_ONE - 1e-9) - len(group)} 道{_word(not truth)}，或把这一道改成另一种",
            )


def _given_away(judged: Sequence[QuizItem], here: set[str]) -> Iterator[Advice]:
    by_habit = {bot.word: [item for item in judged if cued(bot, item.quote)] for bot in _CUES}
    by_habit |= {f"看见{word}": [item for item in judged if word in item.quote] for word in _WORDS}
    for habit, group in by_habit.items():
        truth, most = _major(group)
        if len(group) >= LEAST_SEEN and most > GIVES_AWAY * len(group):
            yield (
                _first(group, truth, here),
                f"“{habit}”就能猜中：写着它的 {len(group)} 道判断题里 {most} 道是{_word(truth)}"
                f"（{most / len(group):.0%}），"
                f"最多 {GIVES_AWAY:.0%}：在{_word(not truth)}那边也写上，或从这一道里拿掉",
            )


def _longer(judged: Sequence[QuizItem], here: set[str]) -> Iterator[Advice]:
    for key in ("quote", "short"):
        texts = [(len(getattr(item, key)), item) for item in judged if getattr(item, key)]
        lengths = {truth: [length for length, item in texts if item.genuine is truth] for truth in (True, False)}
        couples = [*product(lengths[True], lengths[False])]
        if len(texts) < LEAST_LENGTHS or not couples:
            continue
        share = sum((real > scam) + (real == scam) / 2 for real, scam in couples) / len(couples)
        truth = share > 0.5
        if max(share, 1 - share) > LONGER:
            longest = sorted((item for _, item in texts), key=lambda item: -len(getattr(item, key)))
            yield (
                _first(longest, truth, here),
                f"看长短就能猜：任取一道{_word(truth)}、一道{_word(not truth)}，{_word(truth)}的 {key} 更长的占"
                f" {max(share, 1 - share):.0%}，最多 {LONGER:.0%}：先把这一道写短些，再把几道{_word(not truth)}写长些",
            )


def _twins(items: Sequence[QuizItem]) -> Iterator[Advice]:
    of = {item.id: item for item in items}
    for one, other, share in likenesses(items):
        if share >= TWIN and (not of[one].pair or of[one].pair != of[other].pair):
            yield (
                other,
                f"和 {one} 太像了（{share:.0%} 的字句一样）：改写其中一道；"
                "要是只差一处、一真一假，就给两道写上同一个 pair",
            )


def _told(items: Sequence[QuizItem]) -> Iterator[Advice]:
    of = {item.id: item for item in items}
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings(items):
        paired = of[one.asked].pair and of[one.asked].pair == of[one.teller].pair
        if one.share == 1 and not paired:
            found[one.settles].append(one)
    for settles, by in found.items():
        yield (
            by[0].asked,
            f"定答案的那一句“{settles}”，{'、'.join(one.teller for one in by if one.asked == by[0].asked)} 里"
            "一字不差地写着，先看了那一道就会答这一道：换一种说法",
        )


def _no_pairs(items: Sequence[QuizItem]) -> Iterator[Advice]:
    of = {item.id: item for item in items}
    alike = {frozenset((one, other)): share for one, other, share in likenesses(items)}
    for pair, members in pairs(items).items():
        if len(members) != 2:
            yield members[-1], f"写着 pair: {pair} 的有 {len(members)} 道，一对正好两道：补上另一道，或删掉多余的 pair"
        elif of[members[0]].genuine is of[members[1]].genuine:
            yield members[1], f"pair: {pair} 的两道真假一样：一对要一真一假，改写这一道，或删掉 pair"
        elif alike.get(frozenset(members), 0) < PAIR_ALIKE:
            yield (
                members[1],
                f"pair: {pair} 的两道差得太多（{members[0]} 和 {members[1]} 几乎没有一样的字句）："
                "照着另一道写，只改一处要紧的，或删掉 pair",
            )


def _unmeasured(items: Sequence[QuizItem]) -> Iterator[Advice]:
    """Which audiences cannot be measured with items that are for them."""
    judged = [item for item in items if item.form is QuestionForm.JUDGE and item.genuine is not None]
    if not any(item.audiences for item in items):
        return
    for audience in Audience:
        group = [item for item in judged if audience in item.audiences]
        lacking = [f"{way.word}来的" for way in Channel if all(item.channel is not way for item in group)]
        for truth in (False, True):
            count = sum(item.genuine is truth for item in group)
            lacking += [f"{EACH - count} 道{_word(truth)}"] if count < EACH else []
        if lacking:
            yield (
                group[0].id if group else items[0].id,
                f"给{audience.word}的判断题凑不出测效果的一套（{EACH} 道骗局、{EACH} 道真的，四种来路都有），"
                f"还缺：{'、'.join(lacking)}：补上，或给合适的题加上 for: [{audience}]",
            )


def _major(group: Iterable[QuizItem]) -> tuple[bool, int]:
    """The truth most of them have, and how many have it."""
    counts: Mapping[bool, int] = Counter(bool(item.genuine) for item in group)
    truth = counts.get(True, 0) > counts.get(False, 0)
    return truth, counts.get(truth, 0)


def _first(group: Iterable[QuizItem], truth: bool, here: set[str]) -> str:
    """The first item of that truth that stands in the bank, not among the calls."""
    return next((item.id for item in group if item.genuine is truth and item.id in here), "")


def _word(truth: bool) -> str:
    return "真的" if truth else "骗局"
