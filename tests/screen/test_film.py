"""Films follow the scene's clock, are heard, and fail quietly."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import av
import pytest

from kiosk.content.media import mp4_seconds
from kiosk.content.models.film import FilmInfo
from kiosk.core.geometry import Rect
from kiosk.draw.items import Item, Video
from kiosk.parts.entrance import EntranceState
from kiosk.parts.film import Playing
from kiosk.scene import FilmOver, Visit
from kiosk.screen.captions import at, read
from kiosk.screen.film import FilmReader, FilmSound
from kiosk.screen.lean import pygame
from kiosk.screen.painter import Painter
from kiosk.screen.sound import RATE, Track
from kiosk.session.preview_state import open_zone
from kiosk.session.table import OverlayKind
from kiosk.zones.case_warnings.pages import CaseFilmPage
from kiosk.zones.case_warnings.scene import CaseWarningsState
from tests.real_hall import machine
from tests.screen import media
from tests.screen.conftest import Make
from tests.screen.media import tone

COLOURS = ((200, 30, 30), (30, 180, 40), (40, 60, 200), (220, 200, 40))
"""One second of the film each."""

PATIENCE = 200


def write_film(file: Path, sound: bool = True) -> Path:
    """Four seconds of H.264 (and AAC) at ten pictures a second."""
    with av.open(str(file), "w") as out:
        video = out.add_stream("libx264", rate=10)
        video.width, video.height, video.pix_fmt = 160, 90, "yuv420p"
        video.options = {"g": "10", "crf": "10"}
        voice = out.add_stream("aac", rate=RATE, layout="mono") if sound else None
        for n in range(40):
            frame = av.VideoFrame(160, 90, "rgb24")
            frame.planes[0].update(bytes(COLOURS[n // 10]) * (frame.planes[0].line_size // 3 * 90))
            out.mux(video.encode(frame.reformat(format="yuv420p")))
            if voice is not None:
                tone = av.AudioFrame("s16", "mono", RATE // 10)
                tone.sample_rate = RATE
                tone.planes[0].update(bytes([0, n * 2]) * (RATE // 10))
                out.mux(voice.encode(tone))
        out.mux(video.encode())
        if voice is not None:
            out.mux(voice.encode())
    return file


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return write_film(tmp_path / "film.mp4")


def item(position: float, playing: bool = True, file: str = "film.mp4", captions: str = "") -> Item:
    return Video(rect=Rect(0, 0, 1600, 900), file=file, position=position, playing=playing, captions=captions)


def close_to(one: pygame.Color, other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(tuple(one)[:3], other, strict=True))


def until(painter: Painter, screen: list[Item], true: Callable[[], bool], woken: Event) -> bool:
    """Paint whenever something came, until it is true."""
    for _ in range(PATIENCE):
        painter.paint(screen)
        if true():
            return True
        woken.wait(0.05)
        woken.clear()
    return False


@pytest.mark.parametrize("positions", [(0.5, 1.5, 2.5, 3.5), (3.5, 0.5), (0.0, 99.0)], ids=["on", "back", "beyond"])
def test_the_picture_is_that_of_the_scenes_clock(make: Make, film: Path, positions: tuple[float, ...]) -> None:
    woken = Event()
    painter = make((960, 540), root=film.parent, wake=woken.set)
    for position in positions:
        colour = COLOURS[min(3, int(position))]
        seen = until(
            painter,
            [item(position, False)],
            lambda c=colour: close_to(painter.surface.get_at((400, 225)), c),
            woken,  # type: ignore[misc]
        )
        assert seen, position


def test_a_playing_film_repaints_only_when_its_picture_changes(make: Make, film: Path) -> None:
    woken = Event()
    painter = make((960, 540), root=film.parent, wake=woken.set)
    assert until(painter, [item(0.0)], lambda: close_to(painter.surface.get_at((400, 225)), COLOURS[0]), woken)
    assert painter.paint([item(0.01)]) == []
    assert painter.paint([item(0.02)]) == []
    changes = 0
    for hundredth in range(4, 100, 4):
        woken.wait(0.02)
        woken.clear()
        changes += bool(painter.paint([item(hundredth / 100)]))
    assert 1 <= changes <= 10


def test_a_film_is_heard_where_it_is_seen_and_silent_when_paused(make: Make, film: Path) -> None:
    woken = Event()
    painter = make((960, 540), root=film.parent, wake=woken.set)
    music = None

    def heard() -> bool:
        nonlocal music
        music = sys.modules.get("pygame.mixer_music")
        return music is not None and pygame.mixer.get_init() is not None and music.get_busy()

    assert until(painter, [item(1.0)], heard, woken)
    painter.paint([item(1.2, playing=False)])
    assert music is not None and not music.get_busy()
    painter.paint([])
    assert not music.get_busy()


def test_a_recording_without_pictures_has_a_sound(film: Path) -> None:
    sound = FilmSound(film)
    waiting = Event()
    for _ in range(PATIENCE):
        if sound.reaches(3.9):
            break
        waiting.wait(0.05)
    assert sound.reaches(3.9) and sound.file is not None
    loud = sound.file.read_bytes()[44:]
    assert len(loud) >= 3.9 * RATE * 4 and any(loud)
    file = sound.file
    sound.close()
    assert not file.exists()


@pytest.mark.parametrize("content", [None, b"", b"not a film" * 100], ids=["missing", "empty", "broken"])
def test_a_film_that_cannot_be_shown_is_a_calm_tile_and_a_line_in_the_log(
    make: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "film.mp4").write_bytes(content)
    painter = make((960, 540), root=tmp_path)
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        painter.paint([item(0.0)])
        waiting = Event()
        for _ in range(PATIENCE):
            if caplog.records:
                break
            waiting.wait(0.05)
        painter.paint([item(1.0)])
    assert caplog.records
    assert painter.surface.get_at((10, 10))[:3] == painter.surface.get_at((780, 10))[:3] != (0, 0, 0)


def test_without_the_film_package_the_hall_goes_on(
    make: Make, film: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    painter = make((960, 540), root=film.parent)
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        painter.paint([item(0.0)])
        waiting = Event()
        for _ in range(PATIENCE):
            if len(caplog.records) >= 2:
                break
            waiting.wait(0.05)
    assert painter.surface.get_at((10, 10))[:3] != (0, 0, 0)


def test_without_a_sound_device_there_is_silence(
    film: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    track = Track()
    with caplog.at_level(logging.WARNING, "kiosk.screen"):
        assert not track.play(film, 0.0) and not track.play(film, 1.0)
        track.pause(True)
        assert track.position() is None
        track.close()
    assert len(caplog.records) == 1


def ended(
    painter: Painter, screen: Callable[[float], list[Item]], woken: Event, seconds: float, rounds: int = PATIENCE * 5
) -> list[FilmOver]:
    """Play up to that second, and hear what is said of an end."""
    clock, over = 0.0, []
    for _ in range(rounds):
        painter.paint(screen(clock))
        over += painter.films_over()
        if over:
            break
        woken.wait(0.001 if clock < seconds else 0.02)
        woken.clear()
        clock = min(seconds, clock + 0.1)
    return over


def goes_on(painter: Painter, screen: Callable[[float], list[Item]], woken: Event, seconds: float) -> bool:
    """Play up to that second; whether nothing was said of an end."""
    return not ended(painter, screen, woken, seconds, rounds=40)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("film.mp4", {}),
        ("film.webm", {}),
        ("frag.mp4", {"movflags": "frag_keyframe+empty_moov"}),
        ("live.webm", {"live": "1"}),
    ],
)
def test_a_films_end_is_told_once_when_the_clock_gets_there(
    make: Make, tmp_path: Path, name: str, options: dict[str, str]
) -> None:
    codec, sound = ("libvpx", None) if name.endswith("webm") else ("libx264", "aac")
    sounds = [(0.0, tone(2.0, 440))] if sound else []
    media.write_film(
        tmp_path / name, lambda n: media.plain(64, 36, media.RED), 2.0, 10, codec, sounds=sounds, options=options
    )
    woken = Event()
    painter = make((960, 540), root=tmp_path, wake=woken.set)
    assert goes_on(painter, lambda s: [item(s, file=name)], woken, 1.5)
    (over,) = ended(painter, lambda s: [item(s + 1.5, file=name)], woken, 3.0)
    assert over.target == name and not over.broken and abs(over.seconds - 2.0) < 0.25, over
    assert goes_on(painter, lambda s: [item(over.seconds, False, file=name)], woken, 0.2)
    # From the beginning once more, and it ends once more.
    assert goes_on(painter, lambda s: [item(s, file=name)], woken, 1.0)
    assert len(ended(painter, lambda s: [item(s + 1.0, file=name)], woken, 3.0)) == 1


@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [("a.m4a", "aac", {}), ("a.mp3", "libmp3lame", {"write_xing": "0"}), ("a.ogg", "libopus", {})],
)
@pytest.mark.parametrize("device", ["dummy", "no-such-driver"])
def test_a_recording_ends_when_its_sound_does_also_where_there_is_no_loudspeaker(
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    codec: str,
    options: dict[str, str],
    device: str,
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", device)
    with av.open(str(tmp_path / name), "w", options=options) as out:
        rate = 48_000 if codec == "libopus" else RATE
        voice = out.add_stream(codec, rate=rate, layout="stereo")
        fitted = av.AudioResampler(voice.codec_context.format, "stereo", rate, voice.codec_context.frame_size or None)
        frame = av.AudioFrame("s16", "stereo", RATE * 2)
        frame.sample_rate = RATE
        frame.planes[0].update(tone(4.0, 440))
        for part in [*fitted.resample(frame), *fitted.resample(None)]:
            out.mux(voice.encode(part))
        out.mux(voice.encode())
    woken = Event()
    painter = make((960, 540), root=tmp_path, wake=woken.set)
    assert goes_on(painter, lambda s: [item(s, file=name)], woken, 1.0)
    (over,) = ended(painter, lambda s: [item(s + 1.0, file=name)], woken, 4.0)
    assert over == FilmOver(name, over.seconds) and 1.8 < over.seconds < 2.2


@pytest.mark.parametrize("content", [None, b"", b"not a film" * 100, b"\0\0\0\x18ftypmp42" + bytes(500)])
def test_a_film_that_cannot_be_opened_is_told_at_once(make: Make, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "film.mp4").write_bytes(content)
    woken = Event()
    painter = make((960, 540), root=tmp_path, wake=woken.set)
    assert ended(painter, lambda s: [item(0.0)], woken, 0.0) == [FilmOver("film.mp4", 0.0, broken=True)]


def test_a_film_of_which_nothing_comes_any_more_is_over(
    make: Make, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stick was pulled out, and whoever reads from it waits for ever."""
    never = Event()
    monkeypatch.setattr(FilmReader, "_work", lambda self: never.wait())
    monkeypatch.setattr(FilmSound, "_work", lambda self: never.wait())
    painter = make((960, 540), root=film.parent)
    told: dict[float, FilmOver] = {}
    for half in range(200):
        painter.paint([item(half / 2)])
        for over in painter.films_over():
            told[half / 2] = over
    never.set()
    assert list(told.values()) == [FilmOver("film.mp4", 0.0, broken=True)] and 30 < min(told) < 32


@pytest.mark.parametrize("what", ["whole", "no length", "broken off", "no frames", "empty", "not there", "silent"])
def test_whatever_becomes_of_a_film_the_hall_asks_whether_anybody_is_there(
    make: Make, tmp_path: Path, what: str
) -> None:
    file = tmp_path / "film.mp4"
    if what in ("whole", "no length", "broken off", "silent"):
        options = {"movflags": "frag_keyframe+empty_moov" if what == "no length" else "faststart"}
        sounds = [] if what == "silent" else [(0.0, tone(2.0, 440))]
        media.write_film(file, lambda n: media.plain(64, 36, media.RED), 2.0, sounds=sounds, options=options)
    if what == "broken off":
        file.write_bytes(file.read_bytes()[: file.stat().st_size * 6 // 10])
    if what == "no frames":
        with av.open(str(file), "w") as out:
            stream = out.add_stream("libx264", 10)
            stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
            out.mux(stream.encode())
    if what == "empty":
        file.write_bytes(b"")
    hall = machine()
    shown = FilmInfo("一段录像", "film.mp4", "", "", mp4_seconds(file) or 0.0)
    open_zone(hall, "case_warnings", EntranceState(Visit(), CaseWarningsState(page=CaseFilmPage(Playing(shown)))))
    assert any(isinstance(one, Video) for one in hall.view())
    woken, painter = Event(), make((960, 540), root=tmp_path)
    for _ in range(400):
        hall.tick(0.1)
        painter.paint(hall.view())
        for over in painter.films_over():
            hall.touch(over)
        woken.wait(0.01)
    assert not [one for one in hall.view() if isinstance(one, Video) and one.playing], "within forty seconds it is over"
    hall.tick(hall.due() or 0.0)
    for _ in range(40):
        if hall.overlay is OverlayKind.ASKING:
            break
        hall.tick(max(0.5, hall.due() or 0.0))
    assert hall.overlay is OverlayKind.ASKING


def test_a_film_whose_copy_broke_off_ends_where_it_does(make: Make, tmp_path: Path) -> None:
    """Its head, at the front, still promises four seconds: what comes of that is the scene's business."""
    film = media.write_film(
        tmp_path / "film.mp4",
        lambda n: media.corners(320, 180, [COLOURS[(n + k) % 4] for k in range(4)]),
        4.0,
        sounds=[(0.0, tone(4.0, 440))],
        options={"movflags": "faststart"},
    )
    whole = film.read_bytes()
    film.write_bytes(whole[: len(whole) * 6 // 10])
    woken = Event()
    painter = make((960, 540), root=tmp_path, wake=woken.set)
    (over,) = ended(painter, lambda s: [item(s)], woken, 4.5)
    assert 1.0 < over.seconds < 3.5


def test_one_damaged_place_does_not_end_a_film(make: Make, tmp_path: Path) -> None:
    film = media.write_film(tmp_path / "film.mp4", lambda n: media.plain(320, 180, COLOURS[n // 10]), 4.0)
    data = bytearray(film.read_bytes())
    with av.open(str(film)) as container:
        packets = [(p.pos, p.size) for p in container.demux(video=0) if p.size]
    at, size = packets[15]
    data[at : at + size] = b"\xff" * size
    film.write_bytes(bytes(data))
    woken = Event()
    painter = make((960, 540), root=tmp_path, wake=woken.set)
    assert until(painter, [item(3.5, False)], lambda: close_to(painter.surface.get_at((400, 225)), COLOURS[3]), woken)
    (over,) = ended(painter, lambda s: [item(s)], woken, 4.5)
    assert not over.broken and abs(over.seconds - 4.0) < 0.15


def test_captions(make: Make, film: Path) -> None:
    srt = film.with_name("film.srt")
    srt.write_text(
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n警察不会在群里办案\r\n\r\nrubbish\r\n\r\n"
        "2\r\n0:00:03.5 --> 0:00:04.000\r\n<i>打96110</i>\r\n",
        "utf-8",
    )
    captions = read(srt)
    assert [at(captions, s) for s in (0.5, 1.0, 1.9, 2.0, 3.4, 3.6, 9.0)] == [
        "",
        "警察不会在群里办案",
        "警察不会在群里办案",
        "",
        "",
        "打96110",
        "",
    ]
    assert read(film) == () and read(film.with_name("none.srt")) == ()
    woken = Event()
    painter = make((960, 540), root=film.parent, wake=woken.set)
    painter.paint([item(0.5, False, captions=srt.name)])
    white = (255, 255, 255)

    def shown() -> bool:
        return pygame.mask.from_threshold(painter.surface, white, (30, 30, 30)).count() > 20

    assert not shown()
    painter.paint([item(1.5, False, captions=srt.name)])
    assert shown()
    painter.paint([item(2.5, False, captions=srt.name)])
    assert not shown()
