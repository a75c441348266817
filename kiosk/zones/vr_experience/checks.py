"""Walks every scenario of the VR zone before a visitor does: no way leads nowhere, there is always a way out.

All but the enumeration of paths is linear in nodes and choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import TYPE_CHECKING

from kiosk.content.option_ids import option_id_lint
from kiosk.content.problems import Problem, meant
from kiosk.core.findings import Finding, Loc
from kiosk.core.pace import reading_seconds
from kiosk.core.vocabulary import Device, Ending, OptionKind
from kiosk.zones.vr_experience.bots import GOOD_ENDS
from kiosk.zones.vr_experience.company import clue_lint, stop_faults
from kiosk.zones.vr_experience.models import Node, Scenario, Voice
from kiosk.zones.vr_experience.refusing import refusing_lint
from kiosk.zones.vr_experience.surroundings import elsewhere, other_times
from kiosk.zones.vr_experience.transcript import words_of

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library

THINKING_SECONDS = 5.0
PATH_CAP = 5000
"""Paths walked before the enumeration stops."""
GENUINE_SHARE = (0.15, 0.6)
"""Least and greatest share of the scenarios that show something real."""
LEAST_SCENARIOS = 4
"""With fewer scenarios the share of the genuine ones says nothing."""

_KINDS = (OptionKind.SAFE, OptionKind.RISKY, OptionKind.TURNS_AWAY)
"""What a choice in a story can be."""
_SCAM_ENDS = (Ending.SAFE, Ending.NEAR, Ending.LOSS)
_GENUINE_ENDS = (Ending.FOUND_GENUINE, Ending.MISSED_GENUINE, Ending.LOSS)


def scenario_faults(scenario: Scenario) -> list[Finding]:
    """What would stop the story in front of visitors, or be logged as something it is not: such a scenario is left
    out by the loader."""
    return [
        *_doubles(scenario),
        *_dangling(scenario),
        *_dead_ends(scenario),
        *_empty(scenario),
        *_kinds(scenario),
        *_paid_endings(scenario),
        *stop_faults(scenario),
        *elsewhere(scenario),
    ]


def scenario_lint(scenario: Scenario) -> list[Finding]:
    """Everything else that is wrong with a playable scenario."""
    return [
        *_unreachable(scenario),
        *_no_way_out(scenario),
        *_timers(scenario),
        *_device_without_exit(scenario),
        *_flags(scenario),
        *_money(scenario),
        *_pages(scenario),
        *_speakers(scenario),
        *_marked_impostors(scenario),
        *_ids(scenario),
        *refusing_lint(scenario),
        *clue_lint(scenario),
        *other_times(scenario),
    ]


def check_scenarios(library: Library) -> Iterator[Problem]:
    """Whether about as many scenarios show something real as should."""
    found = list(library.of(Scenario))
    genuine, total = genuine_share(scenario for _, scenario in found)
    least, most = GENUINE_SHARE
    if total < LEAST_SCENARIOS or least <= genuine / total <= most:
        return
    message = f"{total} 个情景里有 {genuine} 个是真的，应当在 {least:.0%} 到 {most:.0%} 之间：增减 genuine: true 的情景"
    yield found[0][0].problem(("genuine",), message, at_key=True, warning=True)


def paths(scenario: Scenario, cap: int = PATH_CAP) -> Iterator[tuple[tuple[str, ...], int]]:
    """Ways through the story that visit no node twice: node ids and the yuan paid on the way; at most `cap` of them.

    A way ends at an ending or where every next node was visited before. Stops after 50 steps for each way of the cap,
    so a tangled file costs no more than a long one.
    """
    nodes = {node.id: node for node in scenario.nodes}
    count, steps_left = 0, cap * 50
    stack: list[tuple[tuple[str, ...], int]] = [((scenario.nodes[0].id,), 0)]
    while stack and count < cap and steps_left:
        steps_left -= 1
        way, yuan = stack.pop()
        steps = [(c.goto, c.yuan) for c in nodes[way[-1]].choices]
        if nodes[way[-1]].timer is not None:
            steps += [(goto, 0) for goto in _timer_goto(nodes[way[-1]])]
        fresh = [(goto, cost) for goto, cost in dict.fromkeys(steps) if goto in nodes and goto not in way]
        if not fresh:
            count += 1
            yield way, yuan
        stack.extend(((*way, goto), yuan + cost) for goto, cost in reversed(fresh))


def genuine_share(scenarios: Iterable[Scenario]) -> tuple[int, int]:
    """How many of the scenarios show something real, and how many there are."""
    kinds = [scenario.genuine for scenario in scenarios]
    return sum(kinds), len(kinds)


def _timer_goto(node: Node) -> tuple[str, ...]:
    return (node.timer.goto,) if node.timer else ()


def _targets(node: Node) -> list[str]:
    return [*(choice.goto for choice in node.choices), *_timer_goto(node)]


def _brought_to(scenario: Scenario, node: Node) -> str:
    """Where a right stop there leads; "" where it stays."""
    return "" if node.end is not None else (node.stopped or scenario.stopped).goto


def _doubles(scenario: Scenario) -> Iterator[Finding]:
    node_ids, flag_ids = [node.id for node in scenario.nodes], [flag.id for flag in scenario.flags]
    for name, what, ids in (("nodes", "节点", node_ids), ("flags", "信号", flag_ids)):
        seen: set[str] = set()
        for number, word in enumerate(ids):
            if word in seen:
                yield (name, number, "id"), f"{what}编号“{word}”用了两次：换一个没用过的编号"
            seen.add(word)


def _dangling(scenario: Scenario) -> Iterator[Finding]:
    known = {node.id for node in scenario.nodes}
    for number, node in enumerate(scenario.nodes):
        ways: list[tuple[Loc, str]] = [
            (("nodes", number, "choices", place, "goto"), choice.goto) for place, choice in enumerate(node.choices)
        ]
        ways += [(("nodes", number, "timer", "goto"), goto) for goto in _timer_goto(node)]
        for loc, goto in ways:
            if goto not in known:
                yield loc, f"没有叫“{goto}”的节点：{meant(goto, known)}"


def _dead_ends(scenario: Scenario) -> Iterator[Finding]:
    for number, node in enumerate(scenario.nodes):
        if node.end is None and not node.choices and node.timer is None:
            yield ("nodes", number, "id"), f"故事走到“{node.id}”就断了：给它写 choices（选择）或 end（结局）"
        if node.end is not None and (node.choices or node.timer):
            extra = "choices" if node.choices else "timer"
            yield ("nodes", number, extra), f"“{node.id}”写了结局又写了 {extra}：结局之后不能再选，删掉其中一样"


def _empty(scenario: Scenario) -> Iterator[Finding]:
    for number, node in enumerate(scenario.nodes):
        for place, say in enumerate(node.says):
            if not words_of(say):
                yield ("nodes", number, "says", place), "这一句什么也没写：写 text，或删掉这一条"
            for row, form_field in enumerate(say.fields):
                if not form_field.value and form_field.yuan is None:
                    loc = ("nodes", number, "says", place, "fields", row)
                    yield loc, f"“{form_field.label}”后面是空的：写 value（字）或 yuan（金额）"


def _ends(scenario: Scenario) -> tuple[Ending, ...]:
    return _GENUINE_ENDS if scenario.genuine else _SCAM_ENDS


def _kinds(scenario: Scenario) -> Iterator[Finding]:
    """Choices and endings of a kind that a story, or a story of this sort, does not have."""
    ends = _ends(scenario)
    sort = "真的" if scenario.genuine else "骗局的"
    for number, node in enumerate(scenario.nodes):
        if node.end is not None and node.end.kind not in ends:
            choices = "、".join(f"{end}（{end.word}）" for end in ends)
            message = f"“{node.end.kind}”（{node.end.kind.word}）不是{sort}情景的结局：改成 {choices} 中的一种"
            yield ("nodes", number, "end", "kind"), message
        for place, choice in enumerate(node.choices):
            loc = ("nodes", number, "choices", place, "kind")
            if choice.kind not in _KINDS:
                kinds = "、".join(f"{kind}（{kind.word}）" for kind in _KINDS)
                yield loc, f"“{choice.kind}”（{choice.kind.word}）不是情景里的选择：改成 {kinds} 中的一种"
            elif choice.kind is OptionKind.TURNS_AWAY and not scenario.genuine:
                yield loc, "骗局里没有“真的”可以推开：turns_away 只用在 genuine: true 的情景里，这里改成 safe 或删掉"


def _paid_endings(scenario: Scenario) -> Iterator[Finding]:
    """Endings that say nothing of money although it has gone, or speak of money that nobody sent.

    An ending in which the money is gone (LOSS) speaks of it by itself.
    """
    met = _reached_with_money(scenario)
    for number, node in enumerate(scenario.nodes):
        if node.end is None or node.end.kind is Ending.LOSS:
            continue
        loc = ("nodes", number, "end")
        if node.end.paid and (node.id, False) in met:
            yield (*loc, "paid"), f"没转过钱也会走到“{node.id}”，这里却说钱已经转出去：给没转钱的走法另写一个结局"
        if not node.end.paid and (node.id, True) in met:
            message = (
                f"转过钱也会走到“{node.id}”，这里却不提钱：给转了钱的走法另写一个结局，写 paid: true，话里写马上打110"
            )
            yield (*loc, "text"), message
        if node.end.paid and "110" not in node.end.text.replace("96110", ""):
            yield (*loc, "text"), "钱已经转出去了，结局里要写“马上打110”：光打96110不够快"


def _reached_with_money(scenario: Scenario) -> set[tuple[str, bool]]:
    """(node, whether any money has gone by then) for all that can be reached; linear in nodes and choices."""
    nodes = {node.id: node for node in scenario.nodes}
    seen = {(scenario.nodes[0].id, False)}
    queue = list(seen)
    while queue:
        name, paid = queue.pop()
        node = nodes.get(name)
        if node is None:
            continue
        ways = [(choice.goto, paid or choice.yuan > 0) for choice in node.choices]
        ways += [(goto, paid) for goto in _timer_goto(node)]
        ways += [(_brought_to(scenario, node), False)] if not paid else []
        fresh = set(ways) - seen
        seen |= fresh
        queue += fresh
    return seen


def _reached(start: Iterable[str], ways: dict[str, list[str]]) -> set[str]:
    seen = set(start)
    queue = list(seen)
    while queue:
        for target in ways.get(queue.pop(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen


def _unreachable(scenario: Scenario) -> Iterator[Finding]:
    ways = {node.id: [*_targets(node), _brought_to(scenario, node)] for node in scenario.nodes}
    reached = _reached([scenario.nodes[0].id], ways)
    for number, node in enumerate(scenario.nodes):
        if node.id not in reached:
            yield ("nodes", number, "id"), f"没有哪一步能走到“{node.id}”：给某个选择写 goto: {node.id}，或删掉这个节点"


def _no_way_out(scenario: Scenario) -> Iterator[Finding]:
    """No good ending at all, or a node where something can be chosen but no good ending can be reached any more."""
    good = [node.id for node in scenario.nodes if node.end is not None and node.end.kind in GOOD_ENDS]
    if not good:
        wanted = " 或 ".join(f"{end}（{end.word}）" for end in _ends(scenario) if end in GOOD_ENDS)
        yield ("nodes",), f"没有一个平安的结局：至少写一个 end，kind 写 {wanted}"
        return
    back: dict[str, list[str]] = {}
    for node in scenario.nodes:
        for target in _targets(node):
            back.setdefault(target, []).append(node.id)
    saved = _reached(good, back)
    for number, node in enumerate(scenario.nodes):
        if node.end is None and node.id not in saved:
            yield (
                ("nodes", number, "id"),
                f"走到“{node.id}”以后怎么选都救不回来：加一个能走到平安结局的选择（报警、找人、核实）",
            )


def _timers(scenario: Scenario) -> Iterator[Finding]:
    for number, node in enumerate(scenario.nodes):
        if node.timer is None:
            continue
        letters = sum(len(words_of(say)) for say in node.says)
        least = ceil(reading_seconds(letters) + THINKING_SECONDS)
        if node.timer.seconds < least:
            yield (
                ("nodes", number, "timer", "seconds"),
                f"倒计时 {node.timer.seconds} 秒太短：这里有 {letters} 个字，看得慢的人要 {least} 秒，"
                f"改成 {least} 或更多",
            )


def _device_without_exit(scenario: Scenario) -> Iterator[Finding]:
    for number, node in enumerate(scenario.nodes):
        if node.device is Device.NONE or node.end is not None:
            continue
        if any(choice.kind is OptionKind.SAFE for choice in node.choices):
            continue
        yield (
            ("nodes", number, "device"),
            f"“{node.id}”手里拿着手机却没有安全的出路：给挂断、核实或求助的那个选择加上 kind: safe，没有就补一个",
        )


def _flags(scenario: Scenario) -> Iterator[Finding]:
    known = {flag.id for flag in scenario.flags}
    shown: set[str] = set()
    for number, node in enumerate(scenario.nodes):
        used: list[tuple[Loc, str]] = []
        for place, say in enumerate(node.says):
            shown.update(say.shows)
            used += [(("nodes", number, "says", place, "shows", i), flag) for i, flag in enumerate(say.shows)]
        for place, choice in enumerate(node.choices):
            used += [(("nodes", number, "choices", place, "found", i), flag) for i, flag in enumerate(choice.found)]
        for loc, flag in used:
            if flag not in known:
                yield loc, f"没有叫“{flag}”的信号：{meant(flag, known)}"
    for number, item in enumerate(scenario.flags):
        if item.id not in shown:
            yield (
                ("flags", number, "id"),
                f"信号“{item.id}”从来没有露出来：在某一句 says 里写 shows: [{item.id}]，或删掉它",
            )


def _money(scenario: Scenario) -> Iterator[Finding]:
    most = max((yuan for _, yuan in paths(scenario)), default=0)
    if most > scenario.max_yuan:
        message = f"有一条路一共要转出 {most} 元，比这里写的 {scenario.max_yuan} 元多：改成 {most}，或改选择里的 yuan"
        yield ("max_yuan",), message


def _pages(scenario: Scenario) -> Iterator[Finding]:
    """Sentences that are two sorts of page at once: only one would be drawn."""
    for number, node in enumerate(scenario.nodes):
        for place, say in enumerate(node.says):
            written = [key for key in ("seen", "permissions", "fields") if getattr(say, key)]
            if len(written) > 1:
                loc = ("nodes", number, "says", place, written[1])
                yield loc, f"一条里只能写一样：把 {written[1]} 挪到另外一条，或删掉 {written[0]}"


def _speakers(scenario: Scenario) -> Iterator[Finding]:
    """Sentences of which nobody can tell whose they are, or names that are never shown."""
    for number, node in enumerate(scenario.nodes):
        for place, say in enumerate(node.says):
            loc = ("nodes", number, "says", place)
            if say.speaker and say.who not in (Voice.THEM, Voice.BESIDE):
                yield (*loc, "speaker"), f"who 是 {say.who}（{say.who.word}），名字不会显示：删掉 speaker，或改 who"
            if say.who is Voice.THEM and not say.speaker and node.device is Device.NONE:
                message = "手里没有手机，看不出这句是谁说的：身边的人说的写 who: beside，别的写 speaker"
                yield loc, message


def _marked_impostors(scenario: Scenario) -> Iterator[Finding]:
    """Quotation marks round whoever calls: nobody puts them round a genuine caller, so they give the answer away."""
    for number, node in enumerate(scenario.nodes):
        names: list[tuple[Loc, str]] = [(("nodes", number, "actor"), node.actor)]
        names += [(("nodes", number, "says", place, "speaker"), say.speaker) for place, say in enumerate(node.says)]
        for loc, name in names:
            if "“" in name or "”" in name:
                plain = name.replace("“", "").replace("”", "")
                yield loc, f"名字加了引号，等于先说了他是冒充的：改成 {plain}"


def _ids(scenario: Scenario) -> Iterator[Finding]:
    for number, node in enumerate(scenario.nodes):
        for loc, message in option_id_lint(node.choices, f"“{node.id}”里的选项"):
            yield ("nodes", number, "choices", *loc), message
