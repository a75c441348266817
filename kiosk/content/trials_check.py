"""What the hall's own requests must hold to, so that nothing but what they ask for tells the genuine ones apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.models.trials import Asker, Reply, Trial, Trials
from kiosk.core.findings import Finding
from kiosk.core.identifiers import IdentifierKind, identifiers
from kiosk.strategies import PlayedSet, Posed, play

LEAST_EACH = 4
"""Of each truth: fewer, and groups that come again know them."""
_CUES = ("【", "96110", "民警", "讲解员", "手机", "电话", "二维码", "不用", "分钟", "请")
"""Words that must not stand in requests of one truth alone; what is asked for (a code, a card's number) may."""
_WORDS = {True: "真的", False: "假的"}
_JUDGED = (Reply.TAKE, Reply.DECLINE)
"""Between these a request decides; asking back is right with all of them."""


def trials_lint(file: Trials) -> Sequence[Finding]:
    """What may not be shown: an address that may be alive, keys that cannot be kept apart, a kind of scam for what is
    genuine."""
    return [*_not_shown(file)]


def _not_shown(file: Trials) -> Iterator[Finding]:
    for number, trial in enumerate(file.trials):
        at = ("trials", number)
        for key, words in (("title", trial.title), ("words", trial.words), ("sign", trial.sign)):
            for found in identifiers(words):
                if found.kind is IdentifierKind.LINK:
                    yield (*at, key), f"“{found.written}”像是真的{found.kind.label}：{found.kind.instead}"
        replies = [trial.replies.of(reply) for reply in Reply]
        if len({*replies}) < len(replies):
            yield (*at, "replies"), "三个按钮里有两个的字一样：改成不一样的"
        if trial.genuine and trial.type:
            yield (*at, "type"), "真的请求不像哪一种骗局：删掉 type 这一行，或者把 genuine 改成 false"


def trials_advice(file: Trials) -> Sequence[Finding]:
    """Too few of one truth, more of one than of the other, and whatever gives the truth away."""
    trials = file.trials
    return [*_share(trials), *_one_sided(trials), *_guessed(trials)]


def _share(trials: Sequence[Trial]) -> Iterator[Finding]:
    for truth in (True, False):
        count = sum(trial.genuine is truth for trial in trials)
        if count < LEAST_EACH:
            yield ("trials",), f"{_WORDS[truth]}题只有 {count} 道，至少要 {LEAST_EACH} 道：再补 {LEAST_EACH - count} 道"
    genuine = sum(trial.genuine for trial in trials)
    if 2 * genuine != len(trials):
        counted = f"真的 {genuine} 道，假的 {len(trials) - genuine} 道"
        yield ("trials",), f"{counted}，应当一样多：少的那一种再补几道"


def _guessed(trials: Sequence[Trial]) -> Iterator[Finding]:
    """What bots that know nothing get right too often."""
    for of in trials_played(trials):
        if warning := of.warning():
            at = next((n for n, trial in enumerate(trials) if trial.id == warning[0]), 0)
            yield ("trials", at, "replies"), warning[1]


def _one_sided(trials: Sequence[Trial]) -> Iterator[Finding]:
    """Whatever stands with one truth only: whoever has noticed it need not read."""
    shows = {("asker", asker.word): [trial.asker is asker for trial in trials] for asker in Asker}
    shows |= {("words", cue): [cue in trial.title + trial.words for trial in trials] for cue in _CUES}
    shows["blank", "要填的一格"] = [bool(trial.blank) for trial in trials]
    for (key, name), shown in shows.items():
        found = [number for number, here in enumerate(shown) if here]
        if len({trials[number].genuine for number in found}) == 1:
            truth = trials[found[0]].genuine
            only, other = _WORDS[truth], _WORDS[not truth]
            message = f"“{name}”只出现在{only}题里，一看就知道真假：给一道{other}题也用上，或换个说法"
            yield ("trials", found[0], key), message


def trials_played(trials: Sequence[Trial]) -> tuple[PlayedSet, ...]:
    """Every bot on the requests: what it sees is the page, what it may say is one of the two keys that decide."""
    asked = [
        Posed(
            trial.id,
            tuple(trial.replies.of(reply) for reply in _JUDGED),
            frozenset({_JUDGED.index(Reply.TAKE if trial.genuine else Reply.DECLINE)}),
            said=f"{trial.title}\n{trial.words}",
            scam=float(not trial.genuine),
            genuine=float(trial.genuine),
        )
        for trial in trials
    ]
    advice = "照办和不照办的两个按钮写得一样长、一样谨慎；真的里也写期限和数字；真的和假的各占一半"
    return (PlayedSet("馆里试一试的题里", play(asked), advice),)
