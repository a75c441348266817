"""Mistakes staff made, each in an otherwise good file: told where the cause stands, with what to write instead, and off
the screen until it is mended; what is no mistake is shown without a word."""

from __future__ import annotations

import pytest

from kiosk.content.sentences import spelt_number
from tests.content.small_hall import CASE, SmallHall, at

FOLDER = "content/case_warnings/cases"
SECOND = CASE.replace("first-case", "second")
TITLE = "title: 一通自称客服的电话"
LOST = "yuan_lost: 5000"
WHOLE = "“yuan_lost”要整数"


def on_screen(hall: SmallHall) -> bool:
    return "second" in [case.id for case in hall.load().zones["case_warnings"].cases]


def changed(old: str, new: str) -> str:
    assert SECOND.count(old) >= 1, old
    return SECOND.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        # signs of another keyboard
        (TITLE, TITLE.replace(": ", "："), (2, 6), ["中文冒号", "写成 title: 一通自称客服的电话"]),
        (TITLE, TITLE.replace(": ", ":\u3000"), (2, 7), ["全角", "写成 title: 一通自称客服的电话"]),
        (TITLE, TITLE.replace(": ", ":\xa0"), (2, 7), ["不换行空格", "写成 title: 一通自称客服的电话"]),
        (TITLE, TITLE.replace(": ", ":"), (2, 6), ["少一个空格", "写成 title: 一通自称客服的电话"]),
        ("lesson: 真", "lesson:真", (28, 7), ["少一个空格", "写成 lesson: 真退款，原路回。"]),
        ("一通自称", "一通\u200b自称", (2, 10), ["看不见的字符 U+200B", "删掉它"]),
        ("一通自称", "一通\xa0自称", (2, 8), ["U+00A0", "普通空格"]),
        ("一通自称", "一通😂自称", (2, 8), ["😂（U+1F602）", "字体没有"]),
        ("who: 王", "who: 𠮷", (5, 6), ["𠮷（U+20BB7）", "字体没有"]),
        # indents and dashes
        ("  - move: 骗子自称", "\t- move: 骗子自称", (13, 1), ["制表键（Tab）", "两个空格"]),
        ("  - move: 骗子要她", "   - move: 骗子要她", (16, 4), ["删掉 1 个空格", "第 13 行"]),
        ("ending: 家人", "  ending: 家人", (27, 3), ["删掉 2 个空格"]),
        ("  - words: 打开", "  -words: 打开", (23, 3), ["减号后面少一个空格", "写成“- words: 打开共享屏幕”"]),
        ("  - words: 打开", "  －words: 打开", (23, 3), ["“－”", "不是英文减号", "写成“- words: 打开共享屏幕”"]),
        ("  - words: 打开", "  — words: 打开", (23, 3), ["“—”", "写成“- words: 打开共享屏幕”"]),
        ("  - words: 打开", "  words: 打开", (23, 3), ["少了减号", "写成“- words: 打开共享屏幕”"]),
        ("  - move: 骗子又", "  move: 骗子又", (19, 3), ["少了减号", "写成“- move: 骗子又要她再转一笔。”"]),
        ("  - move: 骗子又", "    move: 骗子又", (19, 5), ["第一遍在第 16 行", "少了减号"]),
        ("steps:\n", "steps: []\n", (12, 8), ["[] 要去掉", "只写 steps:"]),
        # quotation marks and what YAML reads otherwise
        (TITLE, 'title: "一通自称客服的电话', (2, 8), ["引号没有写完", 'title: "一通自称客服的电话"']),
        (TITLE, "title: '一通自称客服的电话’", (2, 8), ["结尾写成了“’”", "title: '一通自称客服的电话'"]),
        (TITLE, 'title: "一通"自称客服的电话', (2, 8), ["引号后面还有文字", "'“一通”自称客服的电话'"]),
        (TITLE, "title: @一通自称客服", (2, 8), ["加单引号"]),
        (TITLE, "title: - 一通自称客服", (2, 8), ["减号要另起一行写"]),
        (TITLE, "---\n" + TITLE, (2, 1), ["只写一份内容"]),
        ("type: refund", "title: 两个\ntype: refund", (3, 1), ["写了两遍", "第 2 行"]),
        ("lesson: 真退款", "lesson: 记住 #不转账", (28, 12), ["会被当成注释", "＃不转账"]),
        ("lesson: 真退款", "lesson: 记住 # 不转账", (28, 12), ["会被当成注释"]),
        ("lesson: 真退款，原路回。", "lesson: '　　'", (28, 9), ["只有空格"]),
        ("'2025-06-16'", "2025-06-16", (31, 9), ["请加引号：'2025-06-16'"]),
        ("when: 2025年", "when: 2025", (9, 7), ["请加引号：'2025'"]),
        ("when: 2025年", "when: 2025-6-1", (9, 7), ["请加引号：'2025-06-01'"]),
        ("who: 王女士", "who: 13812345678", (5, 6), ["像是真的号码", "138****0000"]),
        # numbers
        (LOST, "yuan_lost: 365万", (11, 12), [WHOLE, "写成 3650000"]),
        (LOST, "yuan_lost: 约365万元", (11, 12), [WHOLE, "写成 3650000"]),
        (LOST, "yuan_lost: 3650000元", (11, 12), [WHOLE, "写成 3650000"]),
        (LOST, "yuan_lost: 3，650，000", (11, 12), [WHOLE, "写成 3650000"]),
        (LOST, "yuan_lost: ３６５００００", (11, 12), [WHOLE, "写成 3650000"]),
        (LOST, "yuan_lost: 4033000.5", (11, 12), [WHOLE, "写成 4033000 或 4033001"]),
        (LOST, "yuan_lost: 三百六十五万", (11, 12), [WHOLE, "写成阿拉伯数字：3650000"]),
        (LOST, "yuan_lost: -3650000", (11, 12), ["最小要写 0"]),
        # sums and days
        ("yuan: 3000", "yuan: 9000", (21, 5), ["不能变少", "9000"]),
        ("    yuan: 5000", "    yuan: 50000", (21, 5), ["正好差 10 倍", "yuan_lost: 50000"]),
        (LOST, "yuan_lost: 6000", (21, 5), ["最后一步累计 5000 元", "yuan_lost: 5000"]),
        (LOST, "yuan_lost: 50000000", (21, 5), ["漏了“万”", "写成 yuan: 50000000"]),
        ("yuan_saved: 5000\n", "", (10, 1), ["拦住了", "yuan_saved: 5000"]),
        ("outcome: stopped", "outcome: lost", (10, 1), ["没有追回", "outcome: recovered"]),
        ("'2025-06-16'", "'2025-13-01'", (31, 9), ["没有“2025-13-01”这一天"]),
        ("'2025-06-16'", "2021年6月", (31, 9), ["写法不对", "'2025-06'"]),
        ("'2025-06-16'", "'2031-06-01'", (31, 9), ["还没有到", "2026-11-21"]),
        ("rules: [six-1]", "rules: [six-1]\nreview_by: 2027-6-30", (33, 12), ["'2027-06-30'"]),
        ("rules: [six-1]", "rules: [six-1]\nreview_by: '2027-6-30'", (33, 12), ["写成 '2027-06-30'"]),
        # lengths and what is missing
        ("一通自称客服的电话", "一" * 35, (2, 8), ["35 个字", "超出 11 个"]),
        ("一通自称客服的电话", "一通", (2, 8), ["只有 2 个字", "至少 4 个字"]),
        ("place: 山东", "place: " + "山" * 19, (7, 8), ["超出 3 个"]),
        ("words: 打开共享屏幕", "words: " + "打" * 300, (23, 12), ["超出 240 个"]),
        (TITLE, "title:", (2, 7), ["空着", "补上文字"]),
        ("teaser: 说要退款，最后反而少了钱。\n", "", (1, 1), ["缺少“teaser”", "teaser: …"]),
        # words of the program
        ("type: refund", "type: 骗局2", (3, 7), ["骗局种类的编号", "写成 police"]),
        ("type: refund", "type: refnud", (3, 7), ["是不是想写 refund"]),
        ("[six-1]", "[six-1，six-2]", (32, 9), ["连成了一个词", "写成 [six-1, six-2]"]),
        ("[six-1]", "[六-1]", (32, 9), ["口诀的编号", "写成 six-1"]),
        ("band: middle", "band: 76岁", (6, 7), ["改成下面的一个", "senior（60岁以上）"]),
        ("region: shandong", "region: 山东", (8, 9), ["shandong（山东）"]),
        ("lesson:", "leson:", (28, 1), ["是不是想写 lesson"]),
        ("title:", "Title:", (2, 1), ["是不是想写 title"]),
        ("id: second", "id: Linshu", (1, 5), ["不能用的字符", "小写英文"]),
        # numbers and addresses that may be alive
        ("王女士信了。", "王女士打了13812345678。", (14, 13), ["“13812345678”像是真的", "138****0000"]),
        ("王女士信了。", "证件371329199001011234。", (14, 13), ["“371329199001011234”像是真的"]),
        # files of their own
        ("rules: [six-1]", "picture: case_warnings/pictures/a.jpg", (32, 10), ["没有找到", "文件放到"]),
        ("rules: [six-1]", "picture: phone.jpg", (32, 10), ["写成 case_warnings/pictures/phone.jpg"]),
        ("rules: [six-1]", "picture: content/a/phone.jpg", (32, 10), ["从 content 文件夹里面写起，写成 a/phone.jpg"]),
        ("rules: [six-1]", "picture: C:\\Users\\a.jpg", (32, 10), ["不能写盘符"]),
        ("rules: [six-1]", "picture: https://a.example/a.jpg", (32, 10), ["不能用网址"]),
    ],
)
def test_it_is_told_once_where_its_cause_stands_and_kept_off(
    hall: SmallHall, old: str, new: str, place: tuple[int, int], words: list[str]
) -> None:
    hall.write(f"{FOLDER}/second.yaml", changed(old, new))
    at(hall.only_problem(), *place, *words)
    assert not on_screen(hall)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SECOND.encode("gbk"), ["GBK（记事本里叫 ANSI）", "编码选 UTF-8"]),
        (SECOND.encode("utf-16"), ["UTF-16（记事本里叫 Unicode）", "编码选 UTF-8"]),
        (SECOND.encode("utf-16-le"), ["UTF-16"]),
        (b"", ["文件是空的"]),
        ("王女士接到电话，被骗了五千元。\n后来报了警。\n".encode(), ["一行行“名字: 内容”"]),
        (b"PK\x03\x04" + b"\0" * 50 + b"word/document.xml" + b"\xff" * 99, ["Word 文档（.docx）", "在 Word 里打开"]),
        (b"PK\x03\x04" + b"\0" * 50 + b"xl/workbook.xml" + b"\xff" * 99, ["Excel 表格（.xlsx）", "在 Excel 里打开"]),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, ["旧版的 Word 或 Excel"]),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, ["PNG 图片"]),
    ],
)
def test_a_file_that_is_no_text_of_ours(hall: SmallHall, data: bytes, words: list[str]) -> None:
    hall.write(f"{FOLDER}/second.yaml", data)
    problem = hall.only_problem()
    at(problem, problem.line, problem.column, *words)
    assert problem.line <= 2 and not on_screen(hall)


def test_a_file_that_went_through_a_table_program_is_told_once(hall: SmallHall) -> None:
    rows = [f'"{line}"' if line.startswith(" ") else line for line in SECOND.splitlines()]
    hall.write(f"{FOLDER}/second.yaml", "\n".join(rows))
    at(hall.only_problem(), 13, 1, "Excel（表格）打开存过", "双引号删掉")
    assert not on_screen(hall)
    commas = [line + ",,," for line in SECOND.splitlines()]
    hall.write(f"{FOLDER}/second.yaml", "\n".join(commas))
    at(hall.only_problem(), 1, 11, "Excel（表格）打开存过", "逗号都删掉")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TITLE, "title: “一通自称客服的电话”"),
        ("title: ", "title:\t"),
        ("\n", "\r\n"),
        ("王女士信了。", "利率20%，她信了。"),
        ("place: 山东", "place: 㓥𬭼㎡ě"),
        ("place: 山东", "place: ǎǐǒǔ"),
        ("王女士信了。", "她打了138****0000，卡尾号0000。"),
        ("rules: [six-1]", "rules: [six-1]  # 说明"),
    ],
)
def test_what_is_no_mistake_is_shown_without_a_word(hall: SmallHall, old: str, new: str) -> None:
    from kiosk.wiring import conditions

    hall.conditions = conditions("2026-11-21")
    assert old in SECOND
    hall.write(f"{FOLDER}/second.yaml", SECOND.replace(old, new))
    assert hall.check() == () and on_screen(hall)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("家人报警，\n  钱拦住了。", "家人报警，钱拦住了。"),
        (">\n  家人报警，\n  钱拦住了。\n", "家人报警，钱拦住了。"),
        ("|\n  家人报警，钱拦住了。\n", "家人报警，钱拦住了。"),
        (">-\n  家人报警，\n  用 App\n  Store 查。\n", "家人报警，用 App Store 查。"),
        ("'家人报警，\n  钱拦住了。'", "家人报警，钱拦住了。"),
        ('"家人报警，\n  钱拦住了。"', "家人报警，钱拦住了。"),
    ],
)
def test_a_text_over_several_lines_has_no_blank_between_its_characters_and_none_at_its_end(
    hall: SmallHall, written: str, read: str
) -> None:
    hall.write(f"{FOLDER}/second.yaml", changed("家人报警，钱拦住了。\n", written + "\n"))
    assert hall.check() == ()
    assert next(c for c in hall.load().zones["case_warnings"].cases if c.id == "second").ending == read


@pytest.mark.parametrize("mark", ["王女士**信了**。", "王女士<b>信了</b>。", "王女士&nbsp;信了。", "[王女士](信)了。"])
def test_marks_of_web_pages_are_advised_on(hall: SmallHall, mark: str) -> None:
    hall.write(f"{FOLDER}/second.yaml", changed("王女士信了。", mark if mark[0] != "[" else f"'{mark}'"))
    problem = hall.only_problem()
    at(problem, 14, 13, "会照样显示在屏幕上", "删掉它")
    assert problem.warning and on_screen(hall)


def test_a_case_in_the_folder_of_the_memoirs_is_sent_home_in_one_sentence(hall: SmallHall) -> None:
    hall.write("content/victim_memoirs/memoirs/second.yaml", SECOND)
    problem = hall.only_problem()
    at(problem, 1, 1, "这像是案例，放错了文件夹", "移到 content/case_warnings/cases/second.yaml")


@pytest.mark.parametrize(
    ("path", "text", "place", "words"),
    [
        ("content/harm_data/local.yaml", "figures: []\n  - label: 本地\n", (1, 10), ["[] 要去掉", "只写 figures:"]),
        ("content/hall/hall.yaml", None, (1, 1), ["没有找到这个文件"]),
    ],
)
def test_in_other_files(hall: SmallHall, path: str, text: str | None, place: tuple[int, int], words: list[str]) -> None:
    if text is None:
        (hall.root / path).unlink()
    else:
        hall.write(path, text)
    at(hall.only_problem(), *place, *words)


@pytest.mark.parametrize(
    ("value", "words"), [("1.2万", "写成 12000"), ("12%", "写成 12"), ("十二", "写成阿拉伯数字：12")]
)
def test_a_value_of_the_local_figures(hall: SmallHall, value: str, words: str) -> None:
    source = "\n    source: {body: 公安部, date: '2025-06-16'}"
    hall.write("content/harm_data/local.yaml", f"figures:\n  - label: 本地\n    value: {value}\n    unit: 起{source}\n")
    found = [problem for problem in hall.check() if problem.line == 3]
    assert len(found) == 1 and words in found[0].message


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三百六十五万", 3_650_000),
        ("约两亿零三万元", 200_030_000),
        ("十二", 12),
        ("一千零一", 1001),
        ("二〇二五年", 2025),
        ("没有", None),
        ("三亿五千万", 350_000_000),
    ],
)
def test_numbers_spelt_in_chinese(text: str, number: int | None) -> None:
    assert spelt_number(text) == number


def test_no_text_that_visitors_read_is_without_a_limit() -> None:
    from dataclasses import fields
    from typing import get_type_hints

    from kiosk.content.models.base import HIDDEN, Source
    from kiosk.content.spots import _models
    from kiosk.zones.register import CATALOGUE

    models = {model for kind in CATALOGUE.files for model, _ in _models(kind.model)} - {Source}
    loose = [
        f"{model.__name__}.{f.name}"
        for model in models
        for f in fields(model)
        if "str" in (hint := str(get_type_hints(model, include_extras=True)[f.name]))
        and "MaxLen" not in hint
        and not f.metadata.get(HIDDEN)
    ]
    assert loose == []
