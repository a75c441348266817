"""Whether the room round a story says what the story says: who is in it, and what its clocks and displays show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kiosk.core.findings import Finding, Loc
from kiosk.zones.vr_experience.models import CHANGES, Node, Scenario, ScenarioRoom, changes_at, room_at
from kiosk.zones.vr_experience.transcript import words_of

_CLOCK = re.compile(r"clock_(\d\d)(\d\d)")
_QUEUE = re.compile(r"queue_([A-Z]\d{3})")
_NUMBERS = "零一二三四五六七八九十"
_HOURS = "十一|十二|[一二两三四五六七八九十]"
_TIME = re.compile(
    rf"({_HOURS})点(?:([一二三四五]?十?[一二三四五六七八九]|[一二三四五]?十|零[一-九])分|(一刻|三刻|半))"
)
_CALLED = re.compile(r"叫号屏\D{0,6}([A-Z]\d{3})")
_PARTS = {"一刻": 15, "半": 30, "三刻": 45}


def elsewhere(scenario: Scenario) -> Iterator[Finding]:
    """Changes that belong to another room than the one they are put into."""
    yield from _elsewhere(("changes",), scenario.changes, scenario.room)
    for number, node in enumerate(scenario.nodes):
        yield from _elsewhere(("nodes", number, "changes"), node.changes, room_at(scenario, node))


def _elsewhere(loc: Loc, changes: tuple[str, ...], room: ScenarioRoom) -> Iterator[Finding]:
    for number, file in enumerate(changes):
        if PurePosixPath(file).parent != PurePosixPath(CHANGES, room):
            yield (*loc, number), f"这里是“{room.word}”，要用 {CHANGES}/{room}/ 里的图片，不是“{file}”"


def other_times(scenario: Scenario) -> Iterator[Finding]:
    """Moments whose words name a time or a number that the room's clock or display contradicts."""
    for number, node in enumerate(scenario.nodes):
        said = node.place + "。".join(words_of(say) for say in node.says)
        names = [PurePosixPath(file).stem for file in changes_at(scenario, node)]
        yield from _contradicts(
            ("nodes", number), [clock_time(m) for m in _TIME.finditer(node.place)], clock_in(names), node
        )
        called, shown = _CALLED.search(said), _last(_QUEUE, names)
        if called and shown and called[1] != shown[1]:
            yield ("nodes", number, "changes"), f"话里说叫号屏是 {called[1]}，屏上却是 {shown[1]}：两处写成一样"


def _contradicts(
    loc: Loc, named: list[tuple[int, int]], shown: tuple[int, int] | None, node: Node
) -> Iterator[Finding]:
    """The last time named is what the clock shows; a clock on a wall has twelve hours."""
    if not named or shown is None:
        return
    if named[-1] != (shown[0] % 12, shown[1]):
        hour, minute = named[-1]
        message = f"“{node.place}”说的是 {hour}:{minute:02d}，墙上的钟却是 {shown[0]}:{shown[1]:02d}"
        yield (*loc, "changes"), f"{message}：两处写成一样"


def clock_in(names: list[str]) -> tuple[int, int] | None:
    """Hour and minute of the uppermost clock among changes called so; None without one."""
    shown = _last(_CLOCK, names)
    return (int(shown[1]), int(shown[2])) if shown else None


def _last(pattern: re.Pattern[str], names: list[str]) -> re.Match[str] | None:
    """What lies uppermost."""
    return next((match for name in reversed(names) if (match := pattern.fullmatch(name))), None)


def clock_time(match: re.Match[str]) -> tuple[int, int]:
    """Hour (0-11) and minute of a time in words: 两点三十八分, 三点一刻."""
    return _number(match[1].replace("两", "二")) % 12, _PARTS[match[3]] if match[3] else _number(match[2])


def _number(words: str) -> int:
    """零五, 十, 十一, 三十八 as a number below a hundred."""
    tens, ten, units = words.lstrip("零").rpartition("十")
    if not ten:
        return _NUMBERS.index(units)
    return (_NUMBERS.index(tens) if tens else 1) * 10 + (_NUMBERS.index(units) if units else 0)
