"""From bytes to data: every way a file can be broken has a place and a sentence that says what to do."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from kiosk.content import yaml_tree
from kiosk.content.problems import Problem
from kiosk.content.yaml_bytes import LONGEST_LINE, MOST_LINES
from kiosk.content.yaml_tree import MOST_FLAGS, MOST_KEYS, MOST_VALUES, parse
from tests.content.small_hall import at


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both readers: libyaml's, and the one used where PyYAML was built without it."""
    monkeypatch.setattr(yaml_tree, "LOADER", getattr(yaml, request.param))


def only(text: str | bytes) -> Problem:
    tree = parse("a.yaml", text if isinstance(text, bytes) else text.encode())
    assert len(tree.problems) == 1, [str(problem) for problem in tree.problems]
    return tree.problems[0]


def data(text: str | bytes) -> Any:
    tree = parse("a.yaml", text if isinstance(text, bytes) else text.encode())
    assert tree.problems == []
    assert tree.readable
    return tree.data


def test_plain_data_comes_out_as_written() -> None:
    text = "a: 文字\nb: [1, -2, 3.5, true, no, ~, '1', 1_000]\nc:\n  - d: e\n    f: |\n      一\n      二\n"
    listed = [1, -2, 3.5, True, False, None, "1", 1000]
    assert data(text) == {"a": "文字", "b": listed, "c": [{"d": "e", "f": "一\n二"}]}


def test_a_byte_order_mark_is_accepted_and_does_not_move_columns() -> None:
    assert data(b"\xef\xbb\xbfa: 1\n") == {"a": 1}
    at(only(b"\xef\xbb\xbfa: 1\na: 2\n"), 2, 1)


def test_windows_line_ends_are_accepted() -> None:
    assert data(b"a: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}
    at(only(b"a: 1\r\na: 2\r\n"), 2, 1)


def test_gbk_is_told_with_the_first_bad_place_and_how_to_save() -> None:
    at(only("id: a\ntitle: 标题\n".encode("gbk")), 2, 8, "UTF-8", "GBK", "记事本", "另存为")


def test_gbk_after_chinese_in_utf8_counts_characters_not_bytes() -> None:
    at(only("标题: ".encode() + "王女士".encode("gbk")), 1, 5, "UTF-8")


def test_utf16_is_told() -> None:
    at(only("a: 标题".encode("utf-16")), 1, 1, "UTF-16", "另存为")


def test_ten_megabytes_are_refused() -> None:
    at(only(b"a: b\n" * 2_000_000), 1, 1, "256 KB")


def test_an_empty_file_is_told() -> None:
    for text in ("", "\n\n", "# 只有注释\n"):
        at(only(text), 1, 1, "空")


def test_a_tab_in_the_indentation_is_told() -> None:
    at(only("a: 1\nb:\n  \tc: 2\n"), 3, 3, "Tab", "空格")


def test_a_full_width_space_in_the_indentation_is_told() -> None:
    at(only("a:\n\u3000\u3000b: 2\n"), 2, 1, "全角空格")


def test_a_bad_indent_is_told() -> None:
    at(only("a:\n  b: 2\n c: 3\n"), 3, 2, "缩进", "对齐")
    at(only("a: 1\n  b: 2\n"), 2, 3, "缩进", "对齐")


def test_a_key_written_twice_is_told_with_the_first_place() -> None:
    at(only("a:\n  - b: 1\n    c: 2\n    b: 3\n"), 4, 5, "“b”", "第 2 行")


def test_the_same_key_in_two_items_is_fine() -> None:
    assert data("- a: 1\n- a: 2\n") == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("a: &name b\n", (1, 4), "&name"),
        ("a: &n [1]\n", (1, 4), "&n"),
        ("a: *name\n", (1, 4), "*name"),
        ("a: !!str b\n", (1, 4), "标签"),
        ("a: !x {b: 1}\n", (1, 4), "标签"),
        ("a: 1\n---\nb: 2\n", (2, 1), "---"),
        ("? [a]\n: b\n", (1, 3), "冒号前面"),
    ],
)
def test_what_a_content_file_never_needs_is_refused(text: str, place: tuple[int, int], word: str) -> None:
    at(only(text), *place, word)


def test_deep_nesting_stops_early() -> None:
    at(only("a: " + "[" * 1900), 1, 23, "20 层")
    at(only("{a: " * 400), 1, 81, "20 层")
    at(only("".join(" " * n + "-\n" for n in range(600))), 21, 21, "20 层")
    assert data("[" * 20 + "]" * 20)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("a: 1\ntitle: 注意: 别转账\n", (2, 10), "单引号"),
        ('title: "王警官"的话\n', (1, 8), "“ ”"),
        ('a: 1\ntitle: "没有收尾\nb: 2\n', (2, 8), "引号没有写完"),
        ("title: [陌生链接] 点击\n", (1, 8), "〔〕"),
        ("title: [陌生链接\nb: 1\n", (1, 8), "方括号"),
        ("title: {a: b\nc: d\n", (1, 8), "大括号"),
        ("a: 1\nb: [\n", (2, 4), "没有写完"),
        ("id: a\ntitle：标题\ntype: b\n", (2, 6), "中文冒号"),
        ("id: a\ntitle:标题\ntype: b\n", (2, 6), "少一个空格"),
        ("a:\n  - b: 1\n  -c\n", (3, 3), "减号后面少一个空格"),
        ("id: a\n一行没有冒号的字\ntype: b\n", (2, 1), "缺少英文冒号"),
        ("title: *重要*\n", (1, 9), "星号"),
        ("title: @所有人\n", (1, 8), "单引号"),
        ('a: "C:\\数据"\n', (1, 4), "反斜杠"),
        ("a: - b\n", (1, 4), "减号"),
        ("a: | 你好\n", (1, 4), "下一行"),
        ("a: 1\n- b\n", (2, 1), "缩进"),
    ],
)
def test_a_slip_in_the_writing_is_told_where_it_is(text: str, place: tuple[int, int], word: str) -> None:
    at(only(text), *place, word)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("0123", "八进制"),
        ("12:30", "六十进制"),
        ("2025-06-16", "日期"),
        ("2025-06-16 10:00:00", "日期"),
        ("0x1F", "另一个数"),
        (".inf", "不是一个能用的数"),
        ("1.0e+3", "科学记数法"),
        ("6222000000000000000", "太长"),
    ],
)
def test_a_word_that_yaml_would_turn_into_something_else_is_told(written: str, seen: str) -> None:
    at(only(f"a: 1\nb: {written}\n"), 2, 4, seen, "引号")
    assert data(f"b: '{written}'\n") == {"b": written}


def test_a_number_of_many_digits_is_told() -> None:
    at(only("a: " + "9" * 1900), 1, 4, "太长")


def test_a_line_longer_than_anybody_writes_is_not_looked_into() -> None:
    at(only("a: 1\nb: " + "[" * LONGEST_LINE), 2, LONGEST_LINE + 1, f"最多 {LONGEST_LINE} 个", "分成几行")
    assert data("b: " + "好" * (LONGEST_LINE - 3))


def test_more_lines_keys_or_values_than_a_file_of_content_has() -> None:
    at(only("# 空\n" * MOST_LINES + "a: 1"), MOST_LINES + 1, 1, "分成几个文件")
    at(only("".join(f"k{n}: 1\n" for n in range(MOST_KEYS + 1))), MOST_KEYS + 1, 1, "放错了文件")
    assert len(data("".join(f"k{n}: 1\n" for n in range(MOST_KEYS)))) == MOST_KEYS
    lists = "".join("- [" + "1," * 99 + "1]\n" for _ in range(MOST_VALUES // 101 + 1))
    assert "分成几个文件" in only(lists).message


def test_what_nobody_would_mend_is_not_told_to_the_end() -> None:
    tree = parse("a.yaml", ("- &a 1\n" * 5000).encode())
    assert not tree.readable and len(tree.problems) == MOST_FLAGS


def test_commas_of_a_table_alone_in_their_lines() -> None:
    assert all(problem.message for problem in parse("a.yaml", b",,\n,,\n").problems)


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\x07", "\ufe0f", "\ufeff", "\u2028"])
def test_characters_nobody_can_see_are_told(char: str) -> None:
    at(only(f"a: 1\nb: 转{char}账\n"), 2, 5, f"U+{ord(char):04X}", "删掉")


def test_a_hidden_character_behind_an_escape_is_told() -> None:
    at(only('a: 1\nb: "转\\u202E账"\n'), 2, 4, "U+202E")


def test_a_hidden_character_does_not_hide_the_other_faults() -> None:
    tree = parse("a.yaml", "a: 转\u200b账\nb: 1\nb: 2\n".encode())
    assert [(problem.line, problem.column) for problem in tree.problems] == [(1, 5), (3, 1)]


def test_places_of_values_and_keys() -> None:
    tree = parse("a.yaml", "steps:\n  - move: 一\n    yuan: 5\n  - {move: 二}\n".encode())
    yuan = tree.place(("steps", 0, "yuan"))
    assert (yuan.line, yuan.column, yuan.key_line, yuan.key_column, yuan.written) == (3, 11, 3, 5, "5")
    flow = tree.place(("steps", 1, "move"))
    assert (flow.line, flow.column, flow.key_column) == (4, 12, 6)
    assert tree.place(("steps", 1, "nowhere")).line == 4
