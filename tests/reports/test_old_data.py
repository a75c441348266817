"""The export of a migrated data folder says the same as the program before said, except where that was wrong."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.core.vocabulary import StaffRole
from kiosk.reports.export import write_export
from kiosk.store.database import FILE
from kiosk.store.log import EventLog
from kiosk.store.visits import all_logs
from kiosk.wiring import hall_glossary
from tests.real_hall import content

DATA = Path(__file__).parents[1] / "data"
Rows = list[dict[str, str]]

WORDS = {
    "讲解员带领": "讲解模式",
    "自由参观": "自由模式",
    "60岁及以上": "60岁以上",
    "18–35岁": "18—35岁",
    "36–59岁": "36—59岁",
    "回到首页": "回展区图",
    "通过": "已上墙",
    "不通过": "未通过",
}
"""What is called by the one word of its vocabulary now; the fact is the same."""
TITLES = {
    "点点赞就有钱": "孩子睡着的一小时",
    "警官要和你视频": "茶几上的手机",
    "银行请你来一趟": "银行请您来一趟",
    "老板新建了一个群": "会计小于的下午",
    "免费皮肤": "二十分钟的游戏",
    "他说回来就见面": "攒了多年的定期",
    "客服说要赔你钱": "一件小棉袄",
    "航班取消了": "明早的航班",
}
"""Scenarios whose titles gave away what they are, and what they are called since."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Rows, Rows]]:
    """What the program before said of a table, and what is said of the same data folder now."""
    folder = tmp_path_factory.mktemp("old")
    shutil.copy(DATA / "kiosk-v1.db", folder / FILE)
    assert EventLog.open(folder, "2026-11-26T10:00:00.000+08:00").close()
    with all_logs(folder) as logs:
        write_export(logs.rows(), folder / "x.csv", glossary=hall_glossary(content()))
    return lambda table: (_rows(DATA / "kiosk-v1-export" / f"x-{table}.csv"), _rows(folder / f"x-{table}.csv"))


def _rows(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _then(text: str) -> str:
    return "、".join({**WORDS, **TITLES}.get(part, part) for part in text.split("、"))


def _moment(text: str) -> str:
    """A time as it is written now: to the second, as a spreadsheet reads it."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?$", r"\1 \2", text)


def _same(
    before: Rows, after: Rows, columns: dict[str, str], told: Callable[[dict[str, str], str], str | None]
) -> None:
    """Row by row: the column called `columns[name]` now says what `name` said, unless `told` knows better."""
    assert len(before) == len(after) > 0
    for old, new in zip(before, after, strict=True):
        for was, now in columns.items():
            wanted = told(old, was)
            assert new[now] == (_moment(_then(old[was])) if wanted is None else wanted), (was, old)


def _nothing(old: dict[str, str], column: str) -> str | None:
    return None


def test_visits(tables: Callable[[str], tuple[Rows, Rows]]) -> None:
    def mended(old: dict[str, str], column: str) -> str | None:
        return "自己来的" if old[column] == "散客" else None  # a word of the trade

    before, after = tables("visits")
    _same(before, after, {name: name for name in before[0]}, mended)


def test_stays(tables: Callable[[str], tuple[Rows, Rows]]) -> None:
    def mended(old: dict[str, str], column: str) -> str | None:
        english = {"abandoned": "无人操作", "failed": "页面出错"}  # an internal word stood in the sheet
        return english.get(old[column]) if column == "离开方式" else None

    before, after = (sorted(rows, key=lambda row: (row["参观编号"], row["进入时间"])) for rows in tables("zones"))
    _same(before, after, {name: name for name in before[0]}, mended)


def test_answers(tables: Callable[[str], tuple[Rows, Rows]]) -> None:
    def mended(old: dict[str, str], column: str) -> str | None:
        match column, old[column]:
            case "题型", "spot":
                return "找破绽"
            case "题型", "match":
                return "情景配口诀"
            case "题型", "辨真假":
                return "诈骗还是真实"
            case "题型", "找出真的":
                return "挑出真的"
            case "题目为真", said:
                return "真的" if said == "是" else "骗局"
        return None

    before, after = tables("answers")
    shared = {name: name for name in ("参观编号", "时间", "展区", "题型", "答对", "认作诈骗", "辨别结果")}
    _same(before, after, {**shared, "所答": "原话（旧记录）", "题目为真": "真假"}, mended)


def test_choices_without_the_hands_that_were_counted_among_them(tables: Callable[[str], tuple[Rows, Rows]]) -> None:
    before, after = tables("choices")
    hands = [row for row in before if row["位置"] == "hands"]
    made = [row for row in before if row["位置"] != "hands"]
    assert hands, "the program before had no sheet of their own for hands"
    shared = {
        "参观编号": "参观编号",
        "时间": "时间",
        "展区": "展区",
        "内容": "内容",
        "位置": "位置编号",
        "所选": "原话（旧记录）",
    }
    _same(made, after, shared, _nothing)
    good = {"稳妥": "是", "帮得上": "是", "有风险": "否", "帮不上": "否", "把真的拒之门外": "否"}
    assert [good[row["选项性质"]] for row in after] == [row["稳妥"] for row in made]


def test_endings(tables: Callable[[str], tuple[Rows, Rows]]) -> None:
    real = ("这通电话接不接", "银行请你来一趟")

    def mended(old: dict[str, str], column: str) -> str | None:
        if column != "结局":
            return str(len([w for w in old[column].split("、") if w])) if column in ("识破", "错过") else None
        if old[column] == "平安" and old["内容"] in real:
            return "认出了真的"  # nothing said that it was real, and the group had recognised it
        return {"错过真的提醒": "把真的当成了假的"}.get(old[column])

    before, after = tables("endings")
    shared = {name: name for name in ("参观编号", "时间", "展区", "内容", "结局", "模拟损失（元）")}
    _same(before, after, {**shared, "识破": "看出的破绽（处）", "错过": "没看出的破绽（处）"}, mended)


def test_messages(tables: Callable[[str], tuple[Rows, Rows]]) -> None:
    before, after = tables("messages")

    def signed(old: dict[str, str], column: str) -> str | None:
        """Who signed with a name has none any more."""
        if column != "审核人" or not old[column]:
            return None
        return StaffRole.DUTY.word if old[column] == "值班员" else StaffRole.OTHER.word

    _same(before, after, {name: name for name in before[0]}, signed)
