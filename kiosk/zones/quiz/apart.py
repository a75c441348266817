"""Which items may not stand together: two of a pair, two that are alike, and one that tells what another asks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kiosk.core.vocabulary import QuestionForm
from kiosk.zones.quiz.models import QuizItem

ALIKE = 0.14
"""Share of their runs of three characters (of all that either has) that two items have in common, from which who was
asked one was asked the other: two messages about a changed flight lie above, two of a bank below."""
TOLD = 0.75
"""Share of the runs of two characters of what settles an item, from which another item's words tell it."""
_LEAST_RUNS = 20
"""Items of fewer runs say too little to be like another."""
_LEAST_TOLD = 5
"""Runs of a sentence that settles anything: six characters."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What settles the item `asked` (a sentence of it, `settles`) stands in `teller`, to the `share` (0-1)."""

    teller: str
    asked: str
    settles: str
    share: float


def apart(items: Iterable[QuizItem]) -> Mapping[str, frozenset[str]]:
    """For each item's id the ids of those that may not stand in a form with it, nor in the other form of a quarter."""
    return _apart(tuple(sorted(items, key=lambda item: item.id)))


@lru_cache(maxsize=8)
def _apart(items: tuple[QuizItem, ...]) -> Mapping[str, frozenset[str]]:
    barred: dict[str, set[str]] = {item.id: set() for item in items}
    found = [(one, other) for one, other, share in likenesses(items) if share >= ALIKE]
    found += [(one.teller, one.asked) for one in tellings(items)]
    found += [(one, other) for pair in pairs(items).values() for one in pair for other in pair]
    for one, other in found:
        if one != other:
            barred[one].add(other)
            barred[other].add(one)
    return {item: frozenset(others) for item, others in barred.items()}


def pairs(items: Iterable[QuizItem]) -> dict[str, list[str]]:
    """The ids of the items of each pair."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.pair:
            found[item.pair].append(item.id)
    return found


def likenesses(items: Sequence[QuizItem]) -> Iterator[tuple[str, str, float]]:
    """Two items each that have any run of three characters in common in what they ask, and how alike they are (0-1)."""
    runs = [_runs("".join((item.stem, item.quote, *(option.text for option in item.options))), 3) for item in items]
    seen: dict[str, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for number, of in enumerate(runs):
        for run in of if len(of) >= _LEAST_RUNS else ():
            for earlier in seen[run]:
                shared[earlier, number] += 1
            seen[run].append(number)
    for (one, other), count in shared.items():
        yield items[one].id, items[other].id, count / (len(runs[one]) + len(runs[other]) - count)


def tellings(items: Sequence[QuizItem]) -> Iterator[Telling]:
    """Where an item, with its explanation, tells what settles another."""
    sentences = [(item.id, sentence, _runs(sentence, 2)) for item in items for sentence in _settling(item)]
    sentences = [one for one in sentences if len(one[2]) >= _LEAST_TOLD]
    sought = frozenset[str]().union(*(runs for _, _, runs in sentences))
    where: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for run in sought & _runs("".join((item.stem, item.quote, item.why, item.explanation, *_settling(item))), 2):
            where[run].append(item.id)
    for asked, sentence, runs in sentences:
        held = Counter(teller for run in runs for teller in where[run])
        for teller, count in held.items():
            if count >= TOLD * len(runs) and teller != asked:
                yield Telling(teller, asked, sentence, count / len(runs))


def _settling(item: QuizItem) -> tuple[str, ...]:
    """What tells the right answer of an item."""
    if item.form is QuestionForm.JUDGE:
        return (item.decides,)
    return tuple(option.text for option in item.options if option.right)


def _runs(text: str, length: int) -> frozenset[str]:
    """All runs of so many characters, whatever stands between them."""
    bare = re.sub(r"\W", "", text)
    return frozenset(bare[at : at + length] for at in range(len(bare) - length + 1))
