"""Captions are read as programs and people write them, and nothing of their words is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.screen.captions import MOST_BYTES, at, cues, moments, read

ONE = "1\n00:00:01,000 --> 00:00:03,000\n不要转账\n"


def shown(text: str, *seconds: float) -> list[str]:
    found = moments(cues(text)[0])
    return [at(found, second) for second in seconds]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("gbk", b""),
        ("gb18030", b""),
    ],
)
@pytest.mark.parametrize("words", ["不要转账", "先打96110问一问", "圳镇的案子"])
def test_every_encoding_windows_writes(tmp_path: Path, encoding: str, mark: bytes, words: str) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes(mark + ONE.replace("不要转账", words).replace("\n", "\r\n").encode(encoding))
    assert at(read(file), 2.0) == words


def test_utf8_with_a_broken_place_is_not_read_as_rubbish(tmp_path: Path) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes(ONE.encode()[:-2])
    assert read(file) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line(tmp_path: Path, end: str) -> None:
    file = tmp_path / "a.srt"
    file.write_bytes((ONE + "\n2\n00:00:04,000 --> 00:00:05,000\n先核实\n").replace("\n", end).encode())
    captions = read(file)
    assert [at(captions, s) for s in (2.0, 3.5, 4.5)] == ["不要转账", "", "先核实"]


@pytest.mark.parametrize(
    ("times", "begin", "end"),
    [
        ("00:00:01,500 --> 00:00:02,250", 1.5, 2.25),
        ("00:00:01.500 --> 00:00:02.250", 1.5, 2.25),
        ("0:0:1,5 --> 0:0:2,25", 1.5, 2.25),
        ("00:01,500 --> 00:02,250", 1.5, 2.25),
        ("00:01 --> 00:02", 1.0, 2.0),
        ("00:00:01 --> 00:00:02", 1.0, 2.0),
        ("00:01.5 --> 00:02.25 align:start position:10%", 1.5, 2.25),
        ("00:00:01,500 --> 00:00:02,250  X1:100 X2:200 Y1:1 Y2:9", 1.5, 2.25),
        ("00:00:01,500-->00:00:02,250", 1.5, 2.25),
        ("00:00:01,500 -> 00:00:02,250", 1.5, 2.25),
        ("00：00：01，500 —> 00：00：02，250", 1.5, 2.25),
        ("００:００:０１,５００ --> 00:00:02,250", 1.5, 2.25),
        ("75:00 --> 75:30", 4500.0, 4530.0),
        ("01:15:00 --> 01:15:30", 4500.0, 4530.0),
    ],
)
def test_times_as_people_write_them(times: str, begin: float, end: float) -> None:
    text = f"1\n{times}\n不要转账\n"
    assert shown(text, begin - 0.01, begin, end - 0.01, end) == ["", "不要转账", "不要转账", ""]


@pytest.mark.parametrize(
    "times", ["00:00:61,000 --> 00:01:02,000", "01:75:00 --> 01:76:00", "00:03 --> 5", "0:1,2 -->"]
)
def test_times_no_clock_shows_are_told_with_their_line(times: str) -> None:
    found, unreadable = cues(f"{ONE}\n2\n{times}\n先核实\n")
    assert [caption.words for caption in found] == ["不要转账"]
    assert [one.line for one in unreadable] == [6]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("转账<5万 也要核实，利率>10% 别信", "转账<5万 也要核实，利率>10% 别信"),
        ("<b>先核实</b>", "先核实"),
        ("<I>先核实</I>", "先核实"),
        ("<u>先</u><s>信</s>", "先信"),
        ('<font color="#ff0000">先核实</font>', "先核实"),
        ("<c.yellow>先核实</c>", "先核实"),
        ("<v 李警官>先核实", "先核实"),
        ("{\\an8}先核实", "先核实"),
        ("{\\pos(192,240)\\fs20}先核实", "先核实"),
        ("{原文如此}先核实", "{原文如此}先核实"),
        ("<骗子>说", "<骗子>说"),
        ("a<b 且 b>c", "a<b 且 b>c"),
        ("<bank> <big>", "<bank> <big>"),
        ("1&lt;2 &amp; 3", "1<2 & 3"),
        ("10 → 20 元", "10 → 20 元"),
        ("第一行\n第二行", "第一行\n第二行"),
    ],
)
def test_only_known_tags_go(written: str, seen: str) -> None:
    assert shown(ONE.replace("不要转账", written), 2.0) == [seen]


def test_captions_that_overlap_stand_together_and_a_long_one_comes_back() -> None:
    text = (
        "1\n00:00:00,500 --> 00:00:30,000\n片中人物均为化名\n\n"
        "2\n00:00:01,500 --> 00:00:02,500\n不要转账\n\n"
        "3\n00:00:02,000 --> 00:00:03,000\n先核实\n"
    )
    assert shown(text, 0.4, 1.0, 1.6, 2.2, 2.7, 3.5, 29.9, 30.0) == [
        "",
        "片中人物均为化名",
        "片中人物均为化名\n不要转账",
        "片中人物均为化名\n不要转账\n先核实",
        "片中人物均为化名\n先核实",
        "片中人物均为化名",
        "片中人物均为化名",
        "",
    ]


def test_captions_in_any_order_and_the_same_one_twice() -> None:
    text = "2\n00:05 --> 00:06\n先核实\n\n1\n00:01 --> 00:02\n不要转账\n\n1\n00:01 --> 00:02\n不要转账\n"
    assert shown(text, 1.5, 3.0, 5.5) == ["不要转账", "", "先核实"]


def test_no_more_captions_at_once_than_leave_the_film_to_be_seen() -> None:
    text = "".join(f"00:00:0{n},000 --> 00:01:00,000\n第{n}句\n\n" for n in range(1, 8))
    assert shown(text, 30.0) == ["第5句\n第6句\n第7句"]


def test_captions_without_a_blank_line_between() -> None:
    text = "1\n00:01 --> 00:02\n不要转账\n2\n00:03 --> 00:04\n先核实\n3\n00:05 --> 00:06\n打96110\n"
    assert shown(text, 1.5, 3.5, 5.5) == ["不要转账", "先核实", "打96110"]


def test_what_is_not_captions_shows_nothing_and_takes_no_time(tmp_path: Path) -> None:
    for evil in ("<" * MOST_BYTES, "{\\" * (MOST_BYTES // 2), "<b " * 300_000, "1:" * 500_000, "-" * MOST_BYTES):
        assert cues(evil)[0] == []
        assert len(cues(ONE.replace("不要转账", evil))[0]) == 1
    (tmp_path / "a.srt").write_bytes(bytes(range(256)) * 100)
    assert read(tmp_path / "a.srt") == () == read(tmp_path / "none.srt")


def test_thousands_of_captions_over_each_other_are_no_trouble() -> None:
    text = "".join(f"00:{n // 60:02}:{n % 60:02},000 --> 99:00:00,000\n第{n}句\n\n" for n in range(3000))
    assert shown(text, 2999.5) == ["第2997句\n第2998句\n第2999句"]
