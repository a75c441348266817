"""Whether a group has something to do in a story: clues that only some of them know, and somebody who comes in when
they rightly call stop."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from kiosk.content.problems import meant
from kiosk.core.findings import Finding, Loc
from kiosk.zones.vr_experience.models import FlagKind, Scenario, Stopped

LEAST_CLUES = 2
"""In a scenario, so that more than one duty has something to say."""
GENUINE_CLUES = 0.5
"""Share of the clues that point at what is genuine, where something is."""
_GIVE_AWAY = ("骗", "诈", "假", "冒充", "真的是", "挂断", "别转", "别信", "不要信", "放心")
"""Words in which a clue would be the answer."""


def clue_lint(scenario: Scenario) -> Iterator[Finding]:
    """Clues nobody could use, clues that are the answer, too few of them."""
    clues = [clue for node in scenario.nodes for clue in node.clues]
    if clues and len(clues) < LEAST_CLUES:
        yield ("nodes",), f"只有 {len(clues)} 条线索：至少写 {LEAST_CLUES} 条，给不同的角色"
    genuine = sum(clue.points is FlagKind.GENUINE for clue in clues)
    if scenario.genuine and genuine < len(clues) * GENUINE_CLUES:
        wanted = ceil(len(clues) * GENUINE_CLUES)
        yield ("nodes",), f"真的情景，{len(clues)} 条线索里 {genuine} 条指向真的：至少 {wanted} 条写 points: genuine"
    for number, node in enumerate(scenario.nodes):
        if node.clues and len(node.choices) < 2:
            yield ("nodes", number, "clues"), f"“{node.id}”没有什么可选，线索用不上：挪到有两个以上选择的节点"
        for place, clue in enumerate(node.clues):
            loc = ("nodes", number, "clues", place)
            if clue.duty in {other.duty for other in node.clues[:place]}:
                yield (*loc, "duty"), f"“{node.id}”里{clue.duty.word}有两条线索：一种角色一条，合成一条或换一个角色"
            if clue.points is FlagKind.HARMLESS:
                yield (*loc, "points"), "线索总要指向一边：写 red（可疑）或 genuine（真的）"
            said = next((word for word in _GIVE_AWAY if word in clue.text), "")
            if said:
                yield (*loc, "text"), f"线索里有“{said}”，等于说出了答案：只写一件事实，让大家自己判断"


def stop_faults(scenario: Scenario) -> Iterator[Finding]:
    """Places a right stop would lead to that are none, or the end."""
    for loc, comes in _comes(scenario):
        known = {node.id: node for node in scenario.nodes}
        if comes.goto and comes.goto not in known:
            yield (*loc, "goto"), f"没有叫“{comes.goto}”的节点：{meant(comes.goto, known)}"
        elif comes.goto and known[comes.goto].end is not None:
            yield (*loc, "goto"), f"喊停不能一下子走到结局“{comes.goto}”：goto 写一个还要选一次的节点"


def _comes(scenario: Scenario) -> Iterator[tuple[Loc, Stopped]]:
    yield ("stopped",), scenario.stopped
    for number, node in enumerate(scenario.nodes):
        if node.stopped is not None:
            yield ("nodes", number, "stopped"), node.stopped
