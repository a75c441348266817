"""The pages of 受害回忆录区 as types: the gallery, a recording, and the pages of a memoir in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.parts.film import Playing
from kiosk.parts.scroller import Scroll
from kiosk.zones.victim_memoirs.models import Memoir


@dataclass(frozen=True, slots=True)
class MemoirGalleryPage:
    """The tellers."""


@dataclass(frozen=True, slots=True)
class MemoirStagePage:
    """A stage being told; `stage` is its index. It has been told for `heard` seconds, the `times`th time."""

    memoir: Memoir
    stage: int
    reading: Scroll = Scroll()
    heard: float = 0.0
    times: int = 1


@dataclass(frozen=True, slots=True)
class MemoirSpeakPage:
    """The moment to say something to the teller, whose answer has been heard for `heard` seconds, the `times`th
    time."""

    memoir: Memoir
    reading: Scroll = Scroll()
    heard: float = 0.0
    times: int = 1


@dataclass(frozen=True, slots=True)
class MemoirEndPage:
    """What to take home and where the story comes from; with `more`, how life went on."""

    memoir: Memoir
    reading: Scroll = Scroll()
    more: bool = False


MemoirPage = MemoirStagePage | MemoirSpeakPage | MemoirEndPage


@dataclass(frozen=True, slots=True)
class MemoirFilmPage:
    """The hall's own recording; it was opened on the page `behind` and leads back there."""

    playing: Playing
    behind: MemoirPage


VictimMemoirsPage = MemoirGalleryPage | MemoirPage | MemoirFilmPage


def pages_of(memoir: Memoir) -> tuple[MemoirPage, ...]:
    """All stages, with the moment to speak where the author put it, then the end."""
    pages: list[MemoirPage] = []
    for index in range(len(memoir.stages)):
        pages.append(MemoirStagePage(memoir, index))
        if index + 1 == memoir.speak_after:
            pages.append(MemoirSpeakPage(memoir))
    return (*pages, MemoirEndPage(memoir))


def page_name(page: MemoirPage) -> str:
    """What a page is called among those of its memoir: stage1, speak, end."""
    match page:
        case MemoirStagePage():
            return f"stage{page.stage + 1}"
        case MemoirSpeakPage():
            return "speak"
        case MemoirEndPage():
            return "end"
        case _:
            assert_never(page)


def position(page: MemoirPage) -> int:
    """How many pages of its memoir come before it."""
    return [page_name(p) for p in pages_of(page.memoir)].index(page_name(page))
