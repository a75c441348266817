"""What groups said to somebody who was half in a scam, and what the hall did for those who really were in one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kiosk.core.events import AdviceChosen, AdviceEnded, DissuasionShown, Event
from kiosk.core.vocabulary import AdviceOutcome, Counsel


@dataclass(slots=True)
class CounselGiven:
    """Talks of a month, and uses of 当场劝阻. Source: AdviceChosen, AdviceEnded, DissuasionShown.

    `said` counts sentences by (talk, what the sentence does), `outcomes` the ends of talks by (talk, outcome),
    `turned_away` those in which something genuine was sent away; `genuine` says of each talk whether it was about
    something real. `dissuaded` counts uses by the kind of scam it came to ("" for none).
    """

    said: Counter[tuple[str, Counsel]] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, AdviceOutcome]] = field(default_factory=Counter)
    turned_away: Counter[str] = field(default_factory=Counter)
    genuine: dict[str, bool | None] = field(default_factory=dict)
    dissuaded: Counter[str] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        """Counts one event."""
        match event:
            case AdviceChosen():
                self.said[event.item, event.counsel] += 1
            case AdviceEnded():
                self.outcomes[event.item, event.outcome] += 1
                self.turned_away[event.item] += event.turned_away
                self.genuine[event.item] = event.genuine
            case DissuasionShown():
                self.dissuaded[event.type] += 1
            case _:
                pass

    def talks(self) -> dict[str, Counter[AdviceOutcome]]:
        """How each talk ended, by talk."""
        found: dict[str, Counter[AdviceOutcome]] = {}
        for (item, outcome), count in self.outcomes.items():
            found.setdefault(item, Counter())[outcome] += count
        return found
