"""What was answered, by the wording of the question, and what groups did when the hall itself asked for something."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.core.events import (
    Event,
    HandsCounted,
    JudgementCounted,
    JudgementUncounted,
    QuestionAnswered,
    TrialAnswered,
)
from kiosk.core.vocabulary import OptionKind, Verdict
from kiosk.reports.detection import verdict_of
from kiosk.reports.shares import Share


class Question(NamedTuple):
    """A question in one wording: an edited one is another, and its count begins anew."""

    zone: str
    item: str
    wording: str


@dataclass(slots=True)
class QuestionCount:
    """Answers to a question: one a group, however many people said it. `options` counts the ids of what was chosen
    (several joined by “+”); `withheld` those who would check first where what is shown decides; `hands` and `people`
    count the hands that went up for each option, and how many people were there."""

    type: str
    genuine: bool | None
    options: Counter[str] = field(default_factory=Counter)
    right: int = 0
    withheld: int = 0
    hands: Counter[str] = field(default_factory=Counter)
    people: int = 0

    @property
    def answers(self) -> int:
        return self.options.total()

    @property
    def missed(self) -> Share:
        """Wrong answers of all; who would check first has not missed it."""
        return Share(self.answers - self.right - self.withheld, self.answers)


@dataclass(slots=True)
class TrialCount:
    """What groups did when the hall itself asked for something: taken up, refused, asked back, by what that is."""

    type: str
    genuine: bool | None
    kinds: Counter[OptionKind] = field(default_factory=Counter)
    replies: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Answers:
    """All answers of a month. Source: QuestionAnswered, HandsCounted, TrialAnswered, JudgementCounted,
    JudgementUncounted. `verdicts` counts judgements of scam or genuine as signal detection does
    (`detection.verdict_of`); `measured` how many items of live forms were asked, `uncounted` those of them for which
    nobody was counted."""

    questions: dict[Question, QuestionCount] = field(default_factory=dict)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    missed_types: Counter[str] = field(default_factory=Counter)
    trials: dict[tuple[str, str], TrialCount] = field(default_factory=dict)
    measured: int = 0
    uncounted: int = 0

    def add(self, event: Event) -> None:
        """Counts one event."""
        match event:
            case QuestionAnswered():
                self._answered(event)
            case HandsCounted():
                count = self._of(event)
                count.people += event.people
                for option, hands in event.hands:
                    count.hands[option] += hands
            case TrialAnswered():
                about = event.item, event.wording
                trial = self.trials.setdefault(about, TrialCount(event.type, event.genuine))
                trial.kinds[event.kind] += 1
                trial.replies[event.option] += 1
            case JudgementCounted() | JudgementUncounted():
                self.measured += 1
                self.uncounted += isinstance(event, JudgementUncounted)
            case _:
                pass

    @property
    def recognised_scams(self) -> Share:
        """Hits of hits and misses: scams that were called one, of those that were judged."""
        return Share(self.verdicts[Verdict.HIT], self.verdicts[Verdict.HIT] + self.verdicts[Verdict.MISS])

    @property
    def recognised_genuine(self) -> Share:
        """Correct rejections of these and false alarms: what was real and taken for real, of what was judged."""
        right = self.verdicts[Verdict.CORRECT_REJECTION]
        return Share(right, right + self.verdicts[Verdict.FALSE_ALARM])

    def tried(self, genuine: bool) -> Share:
        """Of what the hall asked of a group: fake requests that were complied with (`genuine` False), or genuine ones
        that were turned away."""
        trials = [trial.kinds for trial in self.trials.values() if trial.genuine is genuine]
        wrong = OptionKind.TURNS_AWAY if genuine else OptionKind.RISKY
        return Share(sum(kinds[wrong] for kinds in trials), sum(kinds.total() for kinds in trials))

    def _answered(self, event: QuestionAnswered) -> None:
        count, verdict = self._of(event), verdict_of(event)
        count.options[event.option] += 1
        count.right += event.right
        count.withheld += verdict is Verdict.WITHHELD and not event.right
        if verdict is not None:
            self.verdicts[verdict] += 1
        if verdict is Verdict.MISS:
            self.missed_types[event.type] += 1

    def _of(self, event: QuestionAnswered | HandsCounted) -> QuestionCount:
        question = Question(event.zone, event.item, event.wording)
        return self.questions.setdefault(question, QuestionCount(event.type, event.genuine))
