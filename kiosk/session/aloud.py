"""Reading aloud: which passage of the screen is being said, how long that takes, and what two keys do with it.

A value, like a scene's state: passages and seconds go in, a place in the reading comes out. While something is said the
scene waits, so nobody is hurried by a timer they cannot see; while the scene itself speaks, the reading waits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.core.saying import seconds_for
from kiosk.core.speech import Spoken
from kiosk.draw.items import Sound
from kiosk.draw.reading_order import Passage

LEAD_SECONDS = 1.0
"""After a page has come, or a voice of the scene's own has ended: longer than the breath between two of its lines."""
PAUSE_SECONDS, BUTTON_PAUSE_SECONDS = 0.6, 1.0
"""After a passage; after a button, time to press a key."""
GRACE_SECONDS = 0.8
"""A key pressed so soon after the reading went on by itself means what was read before."""
LEFT_SECONDS = 90.0
"""Where nobody has checked in, the reading ends so long after the last key."""
_SENTENCE = re.compile(r"[^。！？…]+[。！？…]*[”’」]?")
_NUMBER = re.compile(r"\d+")


def _no_recordings(words: str) -> Sequence[Spoken]:
    return ()


@dataclass(frozen=True, slots=True)
class Voices:
    """What there is to read with: recordings of the very words, whoever says them, and whether the machine has a voice
    of its own for all the rest."""

    recorded: Callable[[str], Sequence[Spoken]] = _no_recordings
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a passage that is heard in one piece: a recording's `file`, or words without any."""

    words: str
    file: str
    seconds: float


def portions(passage: Passage, voices: Voices) -> tuple[Portion, ...]:
    """The passage as it is heard: recordings where there are, the words between them joined."""
    made: list[Portion] = []
    for words, spoken in _in_pieces(passage, voices):
        if spoken:
            made += [Portion(one.line.words, one.file, one.seconds) for one in spoken]
        elif made and not made[-1].file:
            joined = f"{made[-1].words}，{words}"
            made[-1] = Portion(joined, "", seconds_for(joined))
        else:
            made.append(Portion(words, "", seconds_for(words)))
    return tuple(made)


def _in_pieces(passage: Passage, voices: Voices) -> Iterator[tuple[str, Sequence[Spoken]]]:
    if passage.before:
        yield passage.before.rstrip("：:"), ()
    for piece in passage.pieces:
        yield piece, recordings(piece, voices)
    if passage.after:
        yield passage.after, ()


def recordings(piece: str, voices: Voices) -> tuple[Spoken, ...]:
    """The recordings that together say the piece: one, or one for each sentence; none where any is missing."""
    whole = voices.recorded(piece)
    if whole:
        return (whole[0],)
    each = [voices.recorded(sentence) for sentence in sentences(piece)]
    return tuple(one[0] for one in each) if len(each) > 1 and all(each) else ()


def sentences(piece: str) -> list[str]:
    """The piece in its sentences, each with what ends it."""
    return _SENTENCE.findall(piece)


@dataclass(frozen=True, slots=True)
class Aloud:
    """The screen's passages and where the reading is: `at` which one (-1 none yet), `into` it for so many seconds,
    while `speaking`. `walking` goes on to what has not been said yet. `said` are passages heard on this page, `around`
    those of the frame heard in this visit, `voiced` the files the scene itself has played. `quiet`: seconds since it
    last spoke; `left`: since the last key. `times` counts what was said, so that nothing is taken for the same again;
    `before` is what was said before that."""

    page: str = ""
    passages: tuple[Passage, ...] = ()
    notice: str = ""
    at: int = -1
    into: float = 0.0
    speaking: bool = False
    walking: bool = True
    said: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    voiced: frozenset[str] = frozenset()
    quiet: float = 0.0
    left: float = 0.0
    times: int = 0
    before: int = -1

    @property
    def passage(self) -> Passage | None:
        """What is being said, or has been last."""
        return self.passages[self.at] if 0 <= self.at < len(self.passages) else None

    # ------------------------------------------------------------ what comes in
    def shown(self, page: str, passages: tuple[Passage, ...], notice: str, by_key: bool) -> Aloud:
        """The screen says this now. Another page begins anew; what is new on the same one is read after what was being
        read, a notice at once. What only counts on by itself (`by_key` False) is nothing new."""
        if page != self.page:
            return replace(
                self, page=page, passages=passages, notice=notice, at=-1, into=0.0, quiet=0.0, speaking=False,
                walking=True, said=self.around, voiced=frozenset(),
            )  # fmt: skip
        if passages == self.passages and notice == self.notice:
            return self
        here, known = self.passage, {_name(passage, by_key) for passage in self.passages if passage.words in self.said}
        counted = {passage.words for passage in passages if _name(passage, by_key) in known}
        moved = replace(self, passages=passages, notice=notice, said=self.said | counted)
        if notice and notice != self.notice and any(notice in passage.pieces for passage in passages):
            return replace(moved, said=moved.said - {notice}, walking=True)._onward()
        place = _place_of(here, passages)
        if here is None or place is None:
            return replace(moved, at=-1, speaking=False, walking=True)
        if by_key and passages[place].words != here.words:
            return replace(moved._begun(place), walking=True)
        seen = {_name(passage, by_key) for passage in self.passages}
        return replace(moved, at=place, walking=self.walking or any(_name(p, by_key) not in seen for p in passages))

    def after(self, seconds: float, own: frozenset[str], busy: bool, voices: Voices) -> Aloud:
        """`seconds` have passed, in which the scene itself played the voices `own`; `busy` while it speaks or a film
        runs: then nothing is said but what a key asked for."""
        reading = replace(self, voiced=self.voiced | own, left=self.left + seconds)
        if not reading.speaking:
            quiet = 0.0 if busy else reading.quiet + seconds
            over = quiet - LEAD_SECONDS
            reading = replace(reading, quiet=quiet)
            if not reading.walking or over < -1e-6:
                return reading
            reading = reading._unvoiced(voices)._onward()
            seconds = min(seconds, max(0.0, over))
        while reading.speaking:
            length = reading._length(voices)
            if reading.into + seconds < length - 1e-6:
                return replace(reading, into=reading.into + seconds)
            seconds -= length - reading.into
            reading = reading._over()._unvoiced(voices)
            reading = reading._onward() if reading.walking else replace(reading, speaking=False)
        return reading

    def next(self) -> Aloud:
        """The key that goes on: to what can be chosen next; after the last one the page is read again."""
        here = replace(self._over(), left=0.0)  # what was not listened to to its end is not wanted
        ahead = (i for i in range(self.at + 1, len(self.passages)) if self.passages[i].target)
        place = next(ahead, None)
        if place is None:
            return replace(here, at=-1, said=here.around, walking=True, quiet=LEAD_SECONDS)._onward()
        return replace(here._begun(place), walking=False)

    def chosen(self) -> str:
        """The target that the other key touches; "" where what is read cannot be touched."""
        here = self.passage
        if self.speaking and self.walking and self.into < GRACE_SECONDS and 0 <= self.before < len(self.passages):
            here = self.passages[self.before] if self.passages[self.before].target else here
        return "" if here is None else here.target

    def interrupted(self) -> Aloud:
        """A finger does something else: silence, until a key or another page."""
        return replace(self, speaking=False, walking=False, quiet=0.0, left=0.0)

    # ------------------------------------------------------------ what goes out
    def due(self, busy: bool, voices: Voices) -> float | None:
        """Seconds until something else is heard; None while nothing will be."""
        if self.speaking:
            now = self._now(voices)
            return (self._length(voices) if now is None else now[1]) - self.into
        return LEAD_SECONDS - self.quiet if self.walking and not busy and self._ahead() else None

    def sounds(self, voices: Voices) -> list[Sound]:
        """What is heard of it now."""
        now = self._now(voices)
        if now is None:
            return []
        number, end, portion = now
        key = f"aloud {self.times}/{number}"
        if portion.file:
            into = max(0.0, round(self.into - (end - portion.seconds), 2))
            return [Sound(name=portion.file, channel="voice", key=key, start=into)]
        return [Sound(name="aloud", channel="voice", key=key, words=portion.words)] if voices.speaks else []

    def unheard(self, voices: Voices) -> bool:
        """Whether what is being read now can be read by nobody but those who see it."""
        now = self._now(voices)
        return now is not None and not now[2].file and not voices.speaks

    def _now(self, voices: Voices) -> tuple[int, float, Portion] | None:
        """The portion that is being heard: its number, when it ends, and what it is; None in the pause after all."""
        end = 0.0
        for number, portion in enumerate(portions(self.passage, voices) if self.speaking and self.passage else ()):
            end += portion.seconds
            if self.into < end - 1e-6:
                return number, end, portion
        return None

    def _length(self, voices: Voices) -> float:
        """Seconds from the beginning of a passage to that of the next."""
        here = self.passage
        if here is None:
            return 0.0
        pause = BUTTON_PAUSE_SECONDS if here.target else PAUSE_SECONDS
        return sum(portion.seconds for portion in portions(here, voices)) + pause

    def _begun(self, place: int) -> Aloud:
        return replace(self, at=place, before=self.at, into=0.0, speaking=True, times=self.times + 1)

    def _over(self) -> Aloud:
        here = self.passage
        if here is None:
            return self
        around = self.around | {here.words} if here.around else self.around
        return replace(self, said=self.said | {here.words}, around=around)

    def _onward(self) -> Aloud:
        """To the first passage that has not been said, a notice before all others; at rest where there is none."""
        unsaid = [i for i, passage in enumerate(self.passages) if passage.words not in self.said]
        if not unsaid:
            return replace(self, speaking=False, walking=False)
        return self._begun(next((i for i in unsaid if self.notice in self.passages[i].pieces), unsaid[0]))

    def _ahead(self) -> bool:
        return any(passage.words not in self.said for passage in self.passages)

    def _unvoiced(self, voices: Voices) -> Aloud:
        """What the scene has said itself is not said once more."""
        if not self.voiced:
            return self
        heard = {
            passage.words
            for passage in self.passages
            if passage.words not in self.said and not passage.target and self._has_voiced(passage, voices)
        }
        return replace(self, said=self.said | heard)

    def _has_voiced(self, passage: Passage, voices: Voices) -> bool:
        every = (
            {one.file for one in voices.recorded(words)}
            for piece in passage.pieces
            for words in ([piece] if voices.recorded(piece) else sentences(piece))
        )
        return all(files & self.voiced for files in every)


def _name(passage: Passage, by_key: bool) -> str:
    """What makes two passages the same although their words differ: the target; by itself, all but the figures."""
    return passage.target or (passage.words if by_key else _NUMBER.sub("#", passage.words))


def _place_of(here: Passage | None, passages: Sequence[Passage]) -> int | None:
    """Where the passage is in another list: the same words, or else the same target."""
    if here is None:
        return None
    same = (i for i, passage in enumerate(passages) if passage.words == here.words and passage.target == here.target)
    alike = (i for i, passage in enumerate(passages) if passage.target and passage.target == here.target)
    return next(same, next(alike, None))
