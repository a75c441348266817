"""`python -m bench.scenario_bots`: how far bots that understand nothing come in the scenarios of the VR zone.

Chance is `blind`. Ceilings stand in `kiosk/zones/vr_experience/advice.py`, with their reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kiosk.content.load import load
from kiosk.zones.register import CATALOGUE
from kiosk.zones.vr_experience.bots import (
    Bot,
    ceiling,
    good_choices,
    good_ending,
    judged,
    said_by_others,
    trust_in_brackets,
    waiting,
)
from kiosk.zones.vr_experience.models import Scenario

_BY_CHOICE = (Bot.BLIND, Bot.FIRST, Bot.LAST, Bot.LONGEST, Bot.CAUTIOUS)
_BY_ENDING = (Bot.BLIND, Bot.WAITS, Bot.BREAKS_OFF, Bot.COMPLIES)


def main() -> None:
    loaded = load(CATALOGUE, Path("content"), Path("zones.yaml"))
    scenarios: Sequence[Scenario] = loaded.zones["vr_experience"].scenarios
    print("share of good choices; chance is blind, the ceiling what chance exceeds in one scenario of twenty")
    print("| scenario | moments | " + " | ".join(_BY_CHOICE) + " | ceiling |")
    for scenario in scenarios:
        cells = [f"{good_choices(bot, scenario):.2f}" for bot in _BY_CHOICE]
        most = ceiling(good_choices(Bot.BLIND, scenario), len(judged(scenario)))
        print(f"| {scenario.id} | {len(judged(scenario))} | {' | '.join(cells)} | {most:.2f} |")
    print("\nprobability of a good ending before money has gone; clocks that end well alone, choices beside them; and of stops at the other side's sentences: how many, how many harmless")
    print("| scenario | genuine | " + " | ".join(_BY_ENDING) + " | clocks alone | beside | sentences | harmless | share |")
    totals = [0.0] * len(_BY_ENDING)
    for scenario in scenarios:
        found = [good_ending(bot, scenario) for bot in _BY_ENDING]
        totals = [total + one for total, one in zip(totals, found, strict=True)]
        said, harmless = said_by_others(scenario)
        alone, beside = waiting(scenario)
        cells = [f"{one:.2f}" for one in found]
        print(
            f"| {scenario.id} | {'yes' if scenario.genuine else 'no'} | {' | '.join(cells)} "
            f"| {alone:.2f} | {beside:.2f} | {said} | {harmless} | {harmless / max(1, said):.2f} |"
        )
    print(f"| all {len(scenarios)} | | " + " | ".join(f"{total / len(scenarios):.2f}" for total in totals) + " | | | | | |")
    moments, good = (sum(column) for column in zip(*map(trust_in_brackets, scenarios), strict=True))
    print(f"\nmessages with a name in 【】: {moments}; doing as they say is good in {good:.1f} of them")


if __name__ == "__main__":
    main()
