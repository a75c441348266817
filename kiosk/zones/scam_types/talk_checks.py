"""Walks every talk of 劝一劝 before a visitor does: every answer is there, every ending is reached, nothing but
listening tells which sentence helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.content.option_ids import ID, option_id_lint
from kiosk.content.problems import Problem
from kiosk.core.findings import Finding
from kiosk.core.vocabulary import AdviceOutcome, Counsel, Openness
from kiosk.strategies import PlayedSet, Posed, play
from kiosk.zones.scam_types.dialogue import Advice, AdviceTurn
from kiosk.zones.scam_types.talk import OPENERS, OUTCOMES, ways

if TYPE_CHECKING:  # opening the hall needs no YAML
    from kiosk.content.library import Library

LEAST_TALKS = 4
"""With fewer talks their share of the genuine says nothing."""
LEAST_TURNS = 8
"""With fewer turns the places of the good sentences say nothing."""
GENUINE_LEAST, SCAM_LEAST = 2, 4
"""Talks about something genuine, and about a scam."""
PLACE_MOST = 0.5
"""In how many turns the good sentence may stand in the same place."""
HOTLINE = "96110"


def advice_faults(advice: Advice) -> Sequence[Finding]:
    """What would stop a talk in front of visitors, or be logged as something it is not."""
    return [*_ends(advice), *_answers(advice), *_turning_away(advice)]


def advice_lint(advice: Advice) -> Sequence[Finding]:
    """What else is wrong with a talk that can be held."""
    return [*_ids(advice), *_openers(advice), *_unreached(advice), *_left_behind(advice)]


def check_talks(library: Library) -> Iterator[Problem]:
    """What the talks must agree about among each other."""
    found = list(library.of(Advice))
    talks = [advice for _, advice in found]
    if len(talks) >= LEAST_TALKS:
        genuine = sum(advice.genuine for advice in talks)
        if genuine < GENUINE_LEAST or len(talks) - genuine < SCAM_LEAST:
            message = (
                f"{len(talks)} 篇里真的有 {genuine} 篇，骗局有 {len(talks) - genuine} 篇：真的至少 {GENUINE_LEAST} 篇，"
                f"骗局至少 {SCAM_LEAST} 篇，不然听多了只会多疑"
            )
            yield found[0][0].problem(("genuine",), message, at_key=True, warning=True)
    for place, share in _places(talks):
        message = f"能让人听得进的那句，{share:.0%} 都是第 {place + 1} 句：最多 {PLACE_MOST:.0%}，换几篇里的先后"
        yield found[0][0].problem(("turns",), message, at_key=True, warning=True)
    by_id = {advice.id: document for document, advice in found}
    for of in talks_played(talks):
        if warning := of.warning():
            yield by_id[warning[0].partition("/")[0]].problem(("turns",), warning[1], at_key=True, warning=True)


def talks_played(talks: Iterable[Advice]) -> tuple[PlayedSet, ...]:
    """Every bot on what there is to say, as it stands on the screen."""
    posed = [
        Posed(f"{advice.id}/{turn.id}", tuple(choice.text for choice in turn.choices), _good(turn), shuffled=False)
        for advice in talks
        for turn in advice.turns
    ]
    advice = "有用的话别总是最长、最短，别总在同一处；催人的话里也写核实、报警、96110"
    return (PlayedSet("“劝一劝”里", play(posed), advice, "处"),)


def _good(turn: AdviceTurn) -> frozenset[int]:
    return frozenset(at for at, choice in enumerate(turn.choices) if choice.counsel in OPENERS)


def _places(talks: Sequence[Advice]) -> Iterator[tuple[int, float]]:
    """Places in which the good sentence stands too often, with their share of all turns."""
    turns = [turn for advice in talks for turn in advice.turns]
    if len(turns) < LEAST_TURNS:
        return
    for place in range(len(turns[0].choices)):
        share = sum(place in _good(turn) for turn in turns) / len(turns)
        if share > PLACE_MOST:
            yield place, share


def _ends(advice: Advice) -> Iterator[Finding]:
    """Endings that are missing, written twice, or of another sort of talk."""
    wanted, met = OUTCOMES[advice.genuine], {way[-1].outcome for way in ways(advice)}
    written = [end.outcome for end in advice.ends]
    sort = "真的" if advice.genuine else "骗局的"
    for number, outcome in enumerate(written):
        if outcome not in wanted:
            listed = "、".join(f"{one}（{one.word}）" for one in wanted)
            yield ("ends", number, "outcome"), f"“{outcome}”（{outcome.word}）不是{sort}一篇的结局：只写 {listed}"
        elif outcome in written[:number]:
            yield ("ends", number, "outcome"), f"结局“{outcome}”（{outcome.word}）写了两次：留下一个"
    for outcome in wanted:
        if outcome in met and outcome not in written:
            yield ("ends",), f"有人会走到“{outcome.word}”，却没有这个结局：加一条 outcome: {outcome}"


def _answers(advice: Advice) -> Iterator[Finding]:
    """Answers that somebody would wait for in vain."""
    last = len(advice.turns) - 1
    for number, turn in enumerate(advice.turns):
        for at, choice in enumerate(turn.choices):
            if number < last and not choice.reply:
                yield ("turns", number, "choices", at), f"说了“{choice.text}”，他没有回话：写上 reply"
        if 0 < number < last and not turn.closed and Openness.CLOSED in _doors(advice, number):
            yield ("turns", number, "choices"), f"走到“{turn.id}”时他可能不想说，却没有这时的回话：写上 closed"


def _turning_away(advice: Advice) -> Iterator[Finding]:
    for number, turn in enumerate(advice.turns):
        for at, choice in enumerate(turn.choices):
            if choice.counsel is Counsel.TURNS_AWAY and not advice.genuine:
                message = "骗局里没有“真的”可以推开：turns_away 只用在 genuine: true 的一篇里，这里写 pushes"
                yield ("turns", number, "choices", at, "counsel"), message


def _ids(advice: Advice) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, turn in enumerate(advice.turns):
        if not ID.fullmatch(turn.id) or turn.id in seen:
            yield ("turns", number, "id"), f"编号“{turn.id[:30]}”用过了，或有不能用的字符：只用小写英文、数字、- 和 _"
        seen.add(turn.id)
        for loc, message in option_id_lint(turn.choices):
            yield ("turns", number, "choices", *loc), message


def _openers(advice: Advice) -> Iterator[Finding]:
    for number, turn in enumerate(advice.turns):
        count = len(_good(turn))
        if count != 1:
            message = f"“{turn.id}”里能让人听得进的话（asks、step）有 {count} 句：每一轮正好写一句"
            yield ("turns", number, "choices"), message


def _unreached(advice: Advice) -> Iterator[Finding]:
    """Endings nobody comes to, and answers nobody hears."""
    met = {way[-1].outcome for way in ways(advice)}
    for outcome in OUTCOMES[advice.genuine]:
        if outcome not in met:
            yield ("turns",), f"怎么说都走不到“{outcome.word}”：{_REACHED_BY[outcome]}"
    last = len(advice.turns) - 1
    for number, turn in enumerate(advice.turns):
        doors = _doors(advice, number)
        if turn.closed and (number == last or Openness.CLOSED not in doors):
            yield ("turns", number, "closed"), "这句 closed 没有人听得到：删掉"
        for at, choice in enumerate(turn.choices):
            loc = ("turns", number, "choices", at)
            if choice.reply and number == last:
                yield (*loc, "reply"), "最后一轮由结局里的 says 来回：删掉这句 reply"
            if choice.warm and (number == last or Openness.OPEN not in doors):
                yield (*loc, "warm"), "这句 warm 没有人听得到：删掉"


_REACHED_BY = {
    AdviceOutcome.HEARD: "至少一轮里写一句 step（给一个查得到的办法）",
    AdviceOutcome.TAKEN_UP: "至少一轮里写一句 step（给一个查得到的办法）",
    AdviceOutcome.THINKING: "最后一轮里写一句 pushes（催促、说教）",
    AdviceOutcome.SHUT: "最后一轮里写一句 shames（让人难堪）",
    AdviceOutcome.REFUSED: "写一句 turns_away 或 shames",
}


def _left_behind(advice: Advice) -> Iterator[Finding]:
    """Who is not sure yet is left with somebody to call."""
    for number, end in enumerate(advice.ends):
        if end.outcome is AdviceOutcome.THINKING and HOTLINE not in end.text:
            yield ("ends", number, "text"), f"还没想好的人，要给他留下 {HOTLINE} 和一位家里人：写进这句话"


def _doors(advice: Advice, number: int) -> set[Openness]:
    """How somebody's door may stand before that turn."""
    return {way[number].openness for way in ways(advice)}
