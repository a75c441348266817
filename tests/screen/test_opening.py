"""What check and hall say of pictures, films and captions, after opening them as the screen does, once."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

import av
import pytest
from PIL import Image

from bench.hostile_media import wav
from kiosk.content.conditions import FilmOf
from kiosk.content.load import load
from kiosk.content.models.base import FileKind
from kiosk.draw.items import Face
from kiosk.screen import opening
from kiosk.screen.apart import Apart, FileVerdict
from kiosk.screen.captions import MOST_BYTES, MOST_WORDS
from kiosk.screen.coverage import can_draw, covered
from kiosk.screen.faces import font_file, whole_file
from kiosk.screen.film import open_film
from kiosk.screen.opening import captions_fault, film_fault, film_seconds, picture_fault
from kiosk.screen.verdicts import VERDICTS_FILE, Verdicts
from kiosk.wiring import conditions
from kiosk.zones.register import CATALOGUE
from tests.content.small_hall import CASE, SmallHall
from tests.screen.media import RED, plain, tone, write_film

GOOD = "1\n00:00:00,200 --> 00:00:01,000\n喂？\n\n2\n00:00:01,200 --> 00:00:01,800\n您好。\n"


def photo(file: Path, size: tuple[int, int] = (640, 480), **options: object) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, RED).save(file, **options)  # type: ignore[arg-type]
    return file


def film(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return write_film(file, lambda n: plain(320, 180, RED), seconds=2.0, sounds=[(0.0, tone(2.0, 440))])


@pytest.fixture(scope="module")
def good_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("film") / "a.mp4")


# ------------------------------------------------------------ pictures
def png_that_claims(w: int, h: int, body: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0)
    chunks = b""
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(body)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_sound_picture_has_no_fault_and_half_of_it_has(tmp_path: Path, suffix: str) -> None:
    file = photo(tmp_path / f"a{suffix}")
    Image.effect_noise((640, 480), 90).save(file)
    assert picture_fault(file) == ""
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    assert picture_fault(file).startswith(f"“a{suffix}”没有复制完整") and "重新复制" in picture_fault(file)


@pytest.mark.parametrize("size", [(20_000, 20_000), (60_000, 60_000), (1, 2_000_000_000)])
def test_a_picture_that_claims_too_much_is_not_unpacked(tmp_path: Path, size: tuple[int, int]) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png_that_claims(*size))
    assert "太大了" in picture_fault(file)


def test_a_picture_whose_head_lies(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png_that_claims(6000, 5000))
    assert file.stat().st_size < 100
    assert "没有复制完整" in picture_fault(file) or "坏了" in picture_fault(file)


def test_without_its_library_a_picture_is_a_sentence_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert "make run" in picture_fault(photo_bytes(tmp_path / "a.png"))


def photo_bytes(file: Path) -> Path:
    file.write_bytes(png_that_claims(300, 300))
    return file


def test_a_picture_nobody_may_read(tmp_path: Path) -> None:
    assert "打不开“a.png”" in picture_fault(tmp_path / "a.png")


# ------------------------------------------------------------ films
def test_a_sound_film_has_no_fault_and_a_length(good_film: Path) -> None:
    assert film_fault(good_film) == ""
    assert film_seconds(good_film) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data[:2000], "没有复制完整"),
        (lambda data: b"hello" * 500, "不是视频"),
        (lambda data: b"PK\x03\x04" + data, "不是视频"),
    ],
)
def test_a_film_that_does_not_open(tmp_path: Path, good_film: Path, change: object, words: str) -> None:
    file = tmp_path / "b.mp4"
    file.write_bytes(change(good_film.read_bytes()))  # type: ignore[operator]
    fault = film_fault(file)
    assert fault.startswith("“b.mp4”") and words in fault
    assert film_seconds(file) == 0


def test_a_film_of_which_the_end_was_not_copied(tmp_path: Path) -> None:
    file = write_film(
        tmp_path / "a.mp4",
        lambda n: plain(320, 180, (n * 9 % 255, n * 5 % 255, 90)),
        seconds=12.0,
        options={"movflags": "faststart"},
    )
    assert film_fault(file) == ""
    data = file.read_bytes()
    file.write_bytes(data[: len(data) - (len(data) - data.index(b"mdat")) * 2 // 3])
    assert "没有复制完整" in film_fault(file)


def test_a_film_longer_than_anybody_stands_there(
    tmp_path: Path, good_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LONGEST_SECONDS", 1)
    assert "分钟长" in film_fault(good_film)


def test_a_film_with_more_pictures_or_samples_a_second_than_anybody_sees_or_hears(tmp_path: Path) -> None:
    fast = write_film(tmp_path / "a.mp4", lambda n: plain(320, 180, RED), seconds=1.0, rate=240)
    assert film_fault(fast) == ""
    fast = write_film(tmp_path / "a.mp4", lambda n: plain(320, 180, RED), seconds=0.2, rate=300)
    assert "每秒有 300 个画面" in film_fault(fast) and "帧率选 30" in film_fault(fast)
    sound = tmp_path / "a.m4a"
    for channels, hertz, heard in ((2, 48_000, True), (8, 4000, True), (9, 48_000, False), (1, 3999, False)):
        sound.write_bytes(wav(channels, hertz))
        assert ("放不出来" in film_fault(sound)) != heard, (channels, hertz)


@pytest.fixture
def network() -> Iterator[tuple[int, list[bool]]]:
    """A port of this machine, and whether anybody called there."""
    called: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                server.accept()[0].close()
                called.append(True)

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1], called
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "script",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{there}/a.ts\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile {there}/a.mp4\n",
        "ffconcat version 1.0\nfile {folder}/good.mp4\n",
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>'
        '<Representation id="1" bandwidth="1"><BaseURL>{there}/a.mp4</BaseURL></Representation></AdaptationSet>'
        "</Period></MPD>",
    ],
)
def test_a_film_leads_to_no_other_file_and_not_into_the_network(
    tmp_path: Path, good_film: Path, network: tuple[int, list[bool]], script: str
) -> None:
    port, called = network
    (tmp_path / "good.mp4").write_bytes(good_film.read_bytes())
    file = tmp_path / "a.mp4"
    file.write_text(script.format(there=f"http://127.0.0.1:{port}", folder=tmp_path), "utf-8")
    assert "不是视频" in film_fault(file)
    with pytest.raises(av.FFmpegError):
        open_film(file)
    assert not called


# ------------------------------------------------------------ captions
def test_a_caption_longer_than_fits_on_a_film(tmp_path: Path) -> None:
    file = tmp_path / "a.srt"
    for length, fits in ((MOST_WORDS, True), (MOST_WORDS + 1, False)):
        file.write_text("1\n00:00:00,000 --> 00:00:01,000\n" + "好" * length + "\n", "utf-8")
        assert (captions_fault(file) == "") == fits
    assert "第 2 行" in captions_fault(file) and "分成几条" in captions_fault(file)
    file.write_bytes(b"1\n" * MOST_BYTES)
    assert "1024 KB" in captions_fault(file)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_captions_are_read_in_every_code_notepad_writes(tmp_path: Path, code: str) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes(GOOD.encode(code))
    assert captions_fault(file, 2.0) == ""


def test_captions_hold_nobody_s_number(tmp_path: Path) -> None:
    file = tmp_path / "words.srt"
    file.write_text("1\n00:00:00,000 --> 00:00:01,000\n打13665338821\n", "utf-8")
    assert "第 2 行" in captions_fault(file) and "138****0000" in captions_fault(file)
    file.write_text("1\n00:00:00,000 --> 00:00:01,000\n打138****0000\n", "utf-8")
    assert captions_fault(file) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\n00:00:05,000 --> 00:00:06,000\n晚了\n", "影片到 0:02 就完了"),
        ("1\n00:00:01,000 --> 00:00:00,500\n倒了\n", "第 2 行的结束时间不在开始时间之后"),
        ("1\n00:00:01,000 --> 两秒\n读不懂\n", "第 2 行的时间“00:00:01,000"),
        ("[Script Info]\nTitle: a\n", "ASS/SSA"),
        ("只是一段话\n", "没有一条字幕"),
    ],
)
def test_captions_that_would_not_appear(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "a.srt"
    file.write_text(text, "utf-8")
    assert words in captions_fault(file, 2.0)


@pytest.mark.parametrize("times", ["00:00,200 --> 00:01,000", "0:00:00 --> 0:00:01", "00:00:00.200 --> 00:00:01.000"])
def test_times_without_hours_or_milliseconds_are_read(tmp_path: Path, times: str) -> None:
    file = tmp_path / "a.srt"
    file.write_text(f"1\n{times}\n喂？\n", "utf-8")
    assert captions_fault(file, 2.0) == ""


# ------------------------------------------------------------ kept verdicts
def test_a_verdict_is_found_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = photo(tmp_path / "a.png"), tmp_path / "cache"
    asked: list[Path] = []

    def looked(self: Apart, path: Path, kind: FileKind, film: FilmOf) -> FileVerdict:
        asked.append(path)
        return FileVerdict("坏了")

    monkeypatch.setattr(Apart, "ask", looked)
    first = Verdicts(folder)
    assert [first(file, "picture"), first(file, "picture")] == ["坏了", "坏了"] and len(asked) == 1
    assert Verdicts(folder)(file, "picture") == "坏了" and len(asked) == 1
    os.utime(file, ns=(1, 1))  # copied anew, the same bytes
    assert Verdicts(folder)(file, "picture") == "坏了" and len(asked) == 1
    photo(file, (641, 480))
    assert Verdicts(folder)(file, "picture") == "坏了" and len(asked) == 2
    assert Verdicts(None)(file, "picture") == "坏了" and len(asked) == 3


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff\xfe", b'{"format": [1], "known": 3}']
)
def test_damaged_verdicts_are_done_without(tmp_path: Path, damage: bytes) -> None:
    file = photo(tmp_path / "a.png")
    (tmp_path / VERDICTS_FILE).write_bytes(damage)
    assert Verdicts(tmp_path)(file, "picture") == ""
    assert "a.png" in (tmp_path / VERDICTS_FILE).read_text("utf-8")


def test_verdicts_of_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    one, two = photo(tmp_path / "a.png"), photo(tmp_path / "b.png")
    verdicts = Verdicts(tmp_path)
    assert verdicts(one, "picture") == verdicts(two, "picture") == ""
    one.unlink()
    photo(two, (700, 480))
    assert Verdicts(tmp_path)(two, "picture") == ""
    known = json.loads((tmp_path / VERDICTS_FILE).read_bytes())["known"]
    assert [*known] == [f"picture:{two}"]


def test_captions_are_judged_again_when_their_film_is_another(tmp_path: Path) -> None:
    long, short = film(tmp_path / "long.mp4"), tmp_path / "short.mp4"
    write_film(short, lambda n: plain(320, 180, RED), seconds=1.0)
    captions = tmp_path / "a.srt"
    captions.write_text(GOOD, "utf-8")
    verdicts = Verdicts(tmp_path)
    assert verdicts(captions, "captions", long) == ""
    assert "就完了" in verdicts(captions, "captions", short)
    assert verdicts(captions, "captions") == ""


# ------------------------------------------------------------ in check and hall
def test_what_does_not_open_is_kept_off_at_the_line_that_names_it(tmp_path: Path) -> None:
    hall = SmallHall(tmp_path)
    hall.conditions = conditions("2026-11-21", tmp_path / "data")
    pictures = hall.content / "case_warnings/pictures"
    data = photo(pictures / "a.png", (2000, 1500)).read_bytes()
    (pictures / "b.png").write_bytes(data[: len(data) // 2])
    for name, picture in (("good", "a"), ("bad", "b")):
        text = CASE.replace("first-case", name) + f"picture: case_warnings/pictures/{picture}.png\n"
        hall.write(f"content/case_warnings/cases/{name}.yaml", text)
    problem = hall.only_problem()
    assert (problem.path, problem.line, problem.column) == ("content/case_warnings/cases/bad.yaml", 33, 10)
    assert "没有复制完整" in problem.message
    loaded = load(CATALOGUE, hall.content, hall.zones, conditions("2026-11-21"))
    assert sorted(case.id for case in loaded.zones["case_warnings"].cases) == ["first-case", "good"]
    assert loaded.problems == (problem,)


def test_captions_that_do_not_belong_to_their_film(tmp_path: Path) -> None:
    hall = SmallHall(tmp_path)
    hall.conditions = conditions("2026-11-21")
    folder = hall.content / "case_warnings/films"
    film(folder / "a.mp4")
    (folder / "a.srt").write_text(GOOD.replace("00:00:01,", "00:00:07,"), "utf-8")
    entry = {"title": "一段录音", "file": "case_warnings/films/a.mp4", "captions": "case_warnings/films/a.srt"}
    hall.write("content/case_warnings/films.yaml", {"films": [entry]})
    problem = hall.only_problem()
    assert problem.line == 4 and "就完了" in problem.message
    assert hall.load().zones["case_warnings"].films == ()


# ------------------------------------------------------------ characters
def test_what_the_fonts_have_can_be_drawn() -> None:
    from fontTools.ttLib import TTFont

    for face in get_args(Face):
        for file in (font_file(face), whole_file(face)):
            assert covered(file) == set(TTFont(file).getBestCmap())
    assert all(map(can_draw, "㓥𬭼㎡ěǎǐǒǔ国a，"))
    assert not any(map(can_draw, "😂✔\ue000\u0627\u0301\u200b𠮷"))
    assert sum(can_draw(chr(code)) for code in range(0x3400, 0x4DC0)) > 6000


def test_a_font_without_a_map_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.otf"
    file.write_bytes(b"OTTO\0\0" + b"\0" * 60)
    with pytest.raises(ValueError, match="no character map"):
        covered(file)
