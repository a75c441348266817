"""劝一劝 as visitors go through it: whom they help, what they choose to say, how it comes out, which sentences told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.core.audience import first_for
from kiosk.core.events import Event, ItemFinished, ItemOpened
from kiosk.core.speech import Recording
from kiosk.core.vocabulary import Audience
from kiosk.draw.items import Sound
from kiosk.parts import scroller
from kiosk.parts.scroller import Scroll
from kiosk.parts.speech import ALL, Speech, speech
from kiosk.scene import Gesture, Tap
from kiosk.zones.scam_types import talk as talks_of
from kiosk.zones.scam_types.dialogue import Advice
from kiosk.zones.scam_types.talk import Talk

LEAD_SECONDS = 0.7
"""Between what one says and the answer."""
ONWARD_WORD, AGAIN = "on", "again"
"""Targets: whoever is in a hurry; hear it again."""


@dataclass(frozen=True, slots=True)
class HelpWallPage:
    """Everybody who could be helped."""

    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class MeetPage:
    """Who somebody is, and what they are about to do."""

    advice: Advice
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class TalkPage:
    """A turn: the person's words have been heard for `heard` seconds, the `times`th time; once one may choose, one may
    (`open`), whatever is heard again."""

    talk: Talk
    heard: float = 0.0
    times: int = 1
    open: bool = False
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class PartingPage:
    """How it came out."""

    talk: Talk
    heard: float = 0.0
    times: int = 1
    reading: Scroll = Scroll()


@dataclass(frozen=True, slots=True)
class MomentsPage:
    """What three of the sentences did to a person."""

    talk: Talk
    reading: Scroll = Scroll()


AdvicePage = HelpWallPage | MeetPage | TalkPage | PartingPage | MomentsPage


@dataclass(frozen=True, slots=True)
class Advised:
    """What came of a touch: a page, events, the id of a talk that was gone through to its end ("": none). `over`: the
    way leads on from here."""

    page: AdvicePage
    events: tuple[Event, ...] = ()
    finished: str = ""
    over: bool = False


class Advising:
    """The talks there are, with the recordings of what people say in them."""

    def __init__(self, talks: Sequence[Advice] = (), recording: Recording = lambda line: None) -> None:
        self.talks = tuple(talks)
        self.by_id = {advice.id: advice for advice in self.talks}
        self._recording = recording

    def ordered(self, audiences: Sequence[Audience]) -> Advising:
        """The same talks, those for who came first."""
        return Advising(first_for(audiences, self.talks), self._recording)

    def meet(self, advice: Advice) -> Advised:
        """Somebody is met."""
        return Advised(MeetPage(advice), (ItemOpened(*talks_of.subject_of(advice)),))

    def touch(self, page: AdvicePage, gesture: Gesture) -> Advised:
        """After a tap; the same page where it means nothing there."""
        if not isinstance(gesture, Tap):
            return Advised(page)
        word, _, rest = gesture.target.partition("/")
        match page:
            case HelpWallPage():
                return self.meet(self.by_id[rest]) if word == "help" and rest in self.by_id else Advised(page)
            case MeetPage(advice):
                return Advised(TalkPage(talks_of.begin(advice)) if word == "next" else page)
            case TalkPage():
                return self._talked(page, word, rest)
            case PartingPage(talk):
                if word == AGAIN:
                    return Advised(replace(page, heard=0.0, times=page.times + 1))
                if word != "next":
                    return Advised(page)
                finished = (ItemFinished(*talks_of.subject_of(talk.advice)),)
                return Advised(MomentsPage(talk), finished, talk.advice.id)
            case MomentsPage():
                return Advised(page, over=word == "next")
            case never:
                assert_never(never)

    def _talked(self, page: TalkPage, word: str, rest: str) -> Advised:
        said = self.said(page)
        if word == AGAIN and said.heard_at_all:
            return Advised(replace(page, heard=0.0, times=page.times + 1, open=self.may_choose(page)))
        if word == ONWARD_WORD and not self.may_choose(page):
            return Advised(replace(page, heard=ALL, open=True))
        number, _, at = rest.partition("/")
        here = str(len(page.talk.said))  # a second tap does not choose for the turn after
        if word != "say" or number != here or at not in ("0", "1", "2"):
            return Advised(page)
        after = talks_of.say(page.talk, int(at))
        event = talks_of.chosen_event(page.talk, after)
        if after.turn is not None:
            return Advised(TalkPage(after), (event,))
        return Advised(PartingPage(after), (event, talks_of.ended_event(after)))

    def tick(self, page: AdvicePage, seconds: float) -> AdvicePage:
        """Time passes: lists run on, somebody goes on speaking."""
        rolled = replace(page, reading=scroller.tick(page.reading, seconds))
        if isinstance(rolled, TalkPage):
            on = replace(rolled, heard=rolled.heard + seconds)
            return replace(on, open=self.may_choose(on))
        return replace(rolled, heard=rolled.heard + seconds) if isinstance(rolled, PartingPage) else rolled

    def due(self, page: AdvicePage) -> float | None:
        """Seconds until something runs on or is said."""
        waits = [scroller.due(page.reading)]
        if isinstance(page, TalkPage | PartingPage):
            waits.append(self.said(page).due(page.heard))
        return min((wait for wait in waits if wait is not None), default=None)

    def said(self, page: TalkPage | PartingPage) -> Speech:
        """What the person says on that page."""
        talk = page.talk
        recording = self._recording(talks_of.spoken(talk.advice, talk.words))
        return speech([recording], [len(talk.words)], LEAD_SECONDS)

    def may_choose(self, page: TalkPage) -> bool:
        """Whether the person has been heard out; at once where nothing is to be heard."""
        return page.open or self.said(page).over(page.heard)

    def sounds(self, page: AdvicePage) -> list[Sound]:
        """The voice that is heard."""
        if not isinstance(page, TalkPage | PartingPage):
            return []
        key = f"{page.talk.advice.id}/{len(page.talk.said)}/{page.times}"
        return self.said(page).sounds(page.heard, key)

    def samples(self) -> Iterator[AdvicePage]:
        """Every page there is, each reached by touching: of each talk every answer behind every door, every ending, and
        what was said."""
        if self.talks:
            yield HelpWallPage()
        for advice in self.talks:
            yield (met := self.meet(advice).page)
            seen, drawn = set(), set()
            ahead = [self.touch(met, Tap("next")).page]
            while ahead:
                page = ahead.pop()
                if not isinstance(page, TalkPage | PartingPage):
                    continue
                talk = page.talk
                shown = (len(talk.said), talk.openness, talk.words)
                if (*shown, talk.step, talk.turned_away) in seen:
                    continue
                seen.add((*shown, talk.step, talk.turned_away))
                ahead += [self.touch(page, Tap(f"say/{len(talk.said)}/{at}")).page for at in range(3)]
                if shown not in drawn:
                    drawn.add(shown)
                    yield page
                    if isinstance(page, PartingPage):
                        yield self.touch(page, Tap("next")).page


def page_name(page: AdvicePage) -> str:
    """A short name of the screen."""
    match page:
        case HelpWallPage():
            return "advice"
        case MeetPage(advice):
            return f"advice:{advice.id}"
        case TalkPage(talk):
            return f"advice:{talk.advice.id}:{len(talk.said) + 1}"
        case PartingPage(talk):
            return f"advice:{talk.advice.id}:end"
        case MomentsPage(talk):
            return f"advice:{talk.advice.id}:moments"
        case never:
            assert_never(never)


def up_from(page: AdvicePage) -> AdvicePage | None:
    """The page one level up; None: out of it."""
    match page:
        case HelpWallPage():
            return None
        case MeetPage():
            return HelpWallPage()
        case TalkPage(talk) | PartingPage(talk):
            return MeetPage(talk.advice)
        case MomentsPage(talk):
            return PartingPage(talk, ALL)
        case never:
            assert_never(never)
