"""What the file of a call must agree with itself about, and the calls with each other: share, length, voices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.content.models.call import Call
from kiosk.content.problems import Problem
from kiosk.core.findings import Finding
from kiosk.core.speech import ROLE_OF
from kiosk.core.vocabulary import Term, Truth
from kiosk.zones.scam_lessons.strategies import calls_played

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.document import Document
    from kiosk.content.library import Library

LEAST_CALLS = 24
GENUINE_SHARE = (0.4, 0.6)
LETTERS = (60, 150)
"""Characters that are said in a call: 20 to 40 seconds at four syllables a second, with the breath between lines."""


def call_lint(call: Call) -> Sequence[Finding]:
    """A call that lasts too short or too long, and one of which nobody or not only the caller decides."""
    return [*_length(call), *_decisive(call)]


def _length(call: Call) -> Iterator[Finding]:
    letters = sum(char.isalnum() for line in call.script for char in line.text)
    least, most = LETTERS
    if not least <= letters <= most:
        change = f"再写 {least - letters} 个字" if letters < least else f"删去 {letters - most} 个字"
        yield ("script",), f"整通电话有 {letters} 个字，念出来要在 20 到 40 秒，就是 {least} 到 {most} 个字：{change}"


def _decisive(call: Call) -> Iterator[Finding]:
    deciding = [i for i, line in enumerate(call.script) if line.decides]
    if not deciding:
        yield ("script",), "没有一句写着 decides: true：在定真假的那一句下面写上"
    elif len(deciding) > 1:
        yield ("script", deciding[1], "decides"), "定真假的只能有一句：留下最要紧的那一句的 decides: true，删掉别的"
    elif call.script[deciding[0]].me:
        yield ("script", deciding[0], "decides"), "定真假的要由来电人说出来：把 decides: true 写到对方的一句上"


def check_calls(library: Library) -> Iterator[Problem]:
    """Too few calls, too many of one truth, a voice or a way of calling that gives the truth away, and what bots that
    know nothing get right too often. A hall without any call but drafts is told nothing: it has no ear training yet."""
    calls = list(library.of(Call))
    if all(document.draft for document, _ in calls):
        return
    yield from _share(calls)
    for key, name, term_of in _GIVE_AWAY:
        yield from _one_sided(calls, key, name, term_of)
    by_id = {call.id: document for document, call in calls}
    for of in calls_played(call for _, call in calls):
        if warning := of.warning():
            yield by_id.get(warning[0], calls[0][0]).problem(("script",), warning[1], warning=True)


_GIVE_AWAY: tuple[tuple[str, str, Callable[[Call], Term]], ...] = (
    ("figure", "声音", lambda call: ROLE_OF[call.figure]),
    ("device", "打来的方式", lambda call: call.device),
    ("ages", "年纪", lambda call: call.ages),
)
"""What calls are told apart by before a word is said: (key, what staff call it, its value)."""


def _share(calls: list[tuple[Document, Call]]) -> Iterator[Problem]:
    total, genuine = len(calls), sum(call.genuine for _, call in calls)
    document = calls[0][0]
    if total < LEAST_CALLS:
        more = LEAST_CALLS - total
        message = f"听电话的练习一共 {total} 通，至少要 {LEAST_CALLS} 通：在 scam_lessons/calls 里再补 {more} 通"
        yield document.problem(("id",), message, warning=True)
    least, most = GENUINE_SHARE
    if not least <= genuine / total <= most:
        lacking = "真的" if genuine / total < least else "骗局的"
        share = f"{total} 通电话里有 {genuine} 通是真的（{genuine / total:.0%}）"
        message = f"{share}，应当在 {least:.0%} 到 {most:.0%} 之间：补{lacking}电话"
        yield document.problem(("genuine",), message, warning=True)


def _one_sided(
    calls: list[tuple[Document, Call]], key: str, name: str, term_of: Callable[[Call], Term]
) -> Iterator[Problem]:
    """Every value that only ever stands with one truth: whoever has noticed it need not listen."""
    found: dict[Term, dict[bool, Document]] = {}
    for document, call in calls:
        found.setdefault(term_of(call), {}).setdefault(call.genuine, document)
    for term, sides in found.items():
        if len(sides) == 1:
            ((genuine, document),) = sides.items()
            only, other = Truth.of(genuine).word, Truth.of(not genuine).word
            message = f"{name}“{term.word}”只出现在{only}电话里，一听就知道真假：给一通{other}电话也用上"
            yield document.problem((key,), message, warning=True)
