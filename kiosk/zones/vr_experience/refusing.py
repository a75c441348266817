"""Whether refusing is a skill in a story: one refusal ends no scam, and one rebuff loses nobody who is genuine.

Whoever demands something answers a refusal with the next trick, so two refusals in a row, of different kinds, keep the
money; a right stop counts as one of them. Whoever is genuine stays patient: only who turns them away twice misses them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.core.findings import Finding, Loc
from kiosk.core.vocabulary import Ending, OptionKind
from kiosk.zones.vr_experience.models import Choice, FlagKind, Node, Scenario, Voice

STOP = "stop"
"""The kind of refusal that a right stop is."""
WAYS = 2
"""Of how many kinds refusals in a row have to be."""


class _At(NamedTuple):
    """A moment, and how one came to it: whether anything has been demanded by then, of which kinds the refusals in a
    row were (`untold` when a file does not say of which kind one was), and whether a trick has answered them."""

    node: str
    demanded: bool
    refused: frozenset[str] = frozenset()
    untold: bool = False
    answered: bool = False


def refusing_lint(scenario: Scenario) -> Iterator[Finding]:
    """Ways on which one refusal is enough, and answers to a refusal in which nobody can give in any more."""
    if scenario.genuine:
        yield from _impatient(scenario)
        return
    red = {flag.id for flag in scenario.flags if flag.kind is FlagKind.RED}
    met = _met(scenario, red)
    nodes = {node.id: (number, node) for number, node in enumerate(scenario.nodes)}
    found: dict[Loc, str] = {}
    for at in met:
        number, node = nodes[at.node]
        for place, choice in enumerate(node.choices):
            _, goal = nodes.get(choice.goto, (0, None))
            if goal is None or goal.end is None or goal.end.kind is not Ending.SAFE:
                continue
            wrong = _too_easy(at, node, choice)
            if wrong:
                found.setdefault(("nodes", number, "choices", place, "goto"), wrong)
    yield from found.items()
    yield from _nobody_gives_in(scenario, red, met)


def _met(scenario: Scenario, red: set[str]) -> set[_At]:
    """Every moment that can be come to, in every way that counts."""
    nodes = {node.id: node for node in scenario.nodes}
    first = scenario.nodes[0]
    met = {_At(first.id, _tricks(first, red))}
    ahead = list(met)
    while ahead:
        at = ahead.pop()
        for step, goto in _steps(scenario, at, nodes[at.node]):
            if goto not in nodes:
                continue
            trick = _tricks(nodes[goto], red)
            after = step._replace(
                node=goto,
                demanded=at.demanded or trick,
                answered=bool(step.refused or step.untold) and (step.answered or trick),
            )
            if after not in met:
                met.add(after)
                ahead.append(after)
    return met


def _steps(scenario: Scenario, at: _At, node: Node) -> Iterator[tuple[_At, str]]:
    """Where one may go from there, with the refusals so far."""
    for choice in node.choices:
        yield _after(at, choice), choice.goto
    if node.timer is not None:
        yield at._replace(refused=frozenset(), untold=False, answered=False), node.timer.goto
    comes = node.stopped or scenario.stopped
    if comes.goto and node.end is None and at.demanded:
        yield at._replace(refused=at.refused | {STOP}), comes.goto


def _after(at: _At, choice: Choice) -> _At:
    if choice.kind is not OptionKind.SAFE:
        return at._replace(refused=frozenset(), untold=False, answered=False)
    if not at.demanded:
        return at
    if choice.refusal is None:
        return at._replace(untold=True)
    return at._replace(refused=at.refused | {choice.refusal.value})


def _tricks(node: Node, red: set[str]) -> bool:
    return any(not red.isdisjoint(say.shows) for say in node.says)


def _too_easy(at: _At, node: Node, choice: Choice) -> str:
    """Why that way into a SAFE ending is none; "" when it is one."""
    here = f"从“{node.id}”选“{choice.text}”"
    if choice.kind is not OptionKind.SAFE:
        return f"{here}不是 safe，却走到平安的结局：改 goto，或写 kind: safe"
    done = _after(at, choice)
    if len(done.refused) >= WAYS and at.answered:
        return ""
    if done.untold:
        return f"{here}就平安了，但看不出是怎样拒绝的：给路上 safe 的选择写 refusal（break_off、check、tell、decline）"
    if len(done.refused) >= WAYS:
        return f"{here}以前，骗子没有再出招：两次拒绝之间的节点里，写一句 shows 可疑信号的话"
    return (
        f"{here}，只用一种办法拒绝就平安了，缺骗子的下一招：goto 改到一个新节点，在那里让他换一招"
        "（施压、奉承、换人、求情、退一小步），再给一个 refusal 不同的 safe 选择"
    )


def _nobody_gives_in(scenario: Scenario, red: set[str], met: set[_At]) -> Iterator[Finding]:
    """Answers to a refusal after which nobody can lose anything: then the trick is none."""
    lost = {node.id for node in scenario.nodes if node.end is not None and node.end.kind is Ending.LOSS}
    nodes = {node.id: node for node in scenario.nodes}
    answers = {at.node for at in met if at.refused and nodes[at.node].end is None}
    for number, node in enumerate(scenario.nodes):
        if node.id not in answers or not any(s.who is Voice.THEM and not red.isdisjoint(s.shows) for s in node.says):
            continue
        given_in = [choice.goto for choice in node.choices if choice.kind is not OptionKind.SAFE]
        if not any(lost & _ahead(nodes, goto) for goto in given_in):
            message = (
                f"“{node.id}”是骗子的下一招，在这里心软也不会有损失：加一个照他说的办的选择，goto 接回会被骗的那条路"
            )
            yield ("nodes", number, "choices"), message


def _ahead(nodes: dict[str, Node], start: str) -> set[str]:
    met, ahead = {start}, [start]
    while ahead:
        node = nodes.get(ahead.pop())
        if node is None:
            continue
        goes = {choice.goto for choice in node.choices} | ({node.timer.goto} if node.timer else set())
        ahead += goes - met
        met |= goes
    return met


def _impatient(scenario: Scenario) -> Iterator[Finding]:
    """Ways on which somebody genuine is missed after one rebuff."""
    missed = {n.id for n in scenario.nodes if n.end is not None and n.end.kind is Ending.MISSED_GENUINE}
    entered: dict[str, list[OptionKind | None]] = {scenario.nodes[0].id: [None]}
    for node in scenario.nodes:
        for choice in node.choices:
            entered.setdefault(choice.goto, []).append(choice.kind)
        if node.timer is not None:
            entered.setdefault(node.timer.goto, []).append(None)
    for number, node in enumerate(scenario.nodes):
        once = [kind for kind in entered.get(node.id, []) if kind is not OptionKind.TURNS_AWAY]
        for place, choice in enumerate(node.choices):
            if choice.goto in missed and choice.kind is OptionKind.TURNS_AWAY and once:
                message = (
                    f"在“{node.id}”才推开一回就错过了真的：goto 改到一个新节点，让对方不急不催、换一种核实的办法"
                    "（回拨官方号码、到柜台、慢慢来），再推开一回才错过"
                )
                yield ("nodes", number, "choices", place, "goto"), message
