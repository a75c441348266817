"""A content file looked at while it is written: its very screens, its problems on them, and what saving it does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.draw.items import Text
from kiosk.preview import Preview, found_file
from kiosk.screen.pointer import Key
from kiosk.splash import open_window
from kiosk.wiring import Places
from tests.content.small_hall import CASE, SmallHall
from tests.content.test_trials_check import filled

CASES = "content/case_warnings/cases"
FIRST = f"{CASES}/first-case.yaml"
Opener = Callable[[str], Preview]


@pytest.fixture
def hall(tmp_path: Path) -> SmallHall:
    hall = SmallHall(tmp_path)
    hall.write(f"{CASES}/second.yaml", CASE.replace("first-case", "second").replace("自称", "第二通"))
    return hall


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch, hall: SmallHall) -> Iterator[Opener]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    opened: list[Preview] = []

    def open_file(path: str) -> Preview:
        places = Places(hall.content, hall.zones)
        found = found_file(places, hall.root / path)
        assert found is not None
        opened.append(Preview(open_window((640, 360)), places, found))
        return opened[-1]

    yield open_file
    for preview in opened:
        preview.close()


def press(preview: Preview, *keys: str) -> None:
    for key in keys:
        preview._take(Key(key), 0.0)
        preview.paint()


def save(preview: Preview, hall: SmallHall, path: str, text: str) -> None:
    """The file as an editor saves it, and the loop's next turn."""
    file = hall.root / path
    before = file.stat().st_mtime_ns
    hall.write(path, text)
    os.utime(file, ns=(before + 1_000_000_000, before + 1_000_000_000))
    preview._look_again()
    preview.paint()


def shown(preview: Preview) -> str:
    return "\n".join("".join(i.lines) for i in preview.machine.view() if isinstance(i, Text))


def pages(preview: Preview) -> list[str]:
    """Every page the keys lead to, in their order."""
    found = []
    for _ in preview._screens:
        found.append(preview.machine.page())
        press(preview, "right")
    return found


def test_the_keys_go_through_the_screens_of_that_file_and_round(look: Opener) -> None:
    preview = look(FIRST)
    every = pages(preview)
    assert len(every) >= 4 and all(":first-case:" in page for page in every)
    assert preview.machine.page() == every[0]
    press(preview, "left")
    assert preview.machine.page() == every[-1]
    press(preview, "right", "page down", "space")
    assert preview.machine.page() == every[2]


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("content/scam_lessons/modules/one.yaml", "lesson:"),
        ("content/victim_memoirs/memoirs/memoir.yaml", "memoir:"),
        ("content/vr_experience/scenarios/story.yaml", ":story"),
        ("content/scam_types/types/police.yaml", "type:police:"),
        ("content/quiz/items/all.yaml", "item:"),
        ("content/six_eight_rules/rules.yaml", "wall"),
        ("content/harm_data/charts.yaml", "chart:a"),
        ("content/message_board/phrases.yaml", "wall"),
        ("content/hall/hall.yaml", "attract"),
        ("zones.yaml", "map"),
    ],
)
def test_every_kind_of_file_has_its_screens(look: Opener, path: str, part: str) -> None:
    preview = look(path)
    assert any(part in page for page in pages(preview))
    assert "上不了屏" not in shown(preview)


def test_a_screen_looked_at_is_large_in_contrast_and_upright_at_a_key(look: Opener) -> None:
    preview = look(FIRST)
    press(preview, "l", "c")
    assert preview.machine.look.large and preview.machine.look.contrast
    press(preview, "right")
    assert preview.machine.look.large and preview.machine.look.contrast
    press(preview, "p")
    assert preview.machine.look.portrait and preview.window.size[0] < preview.window.size[1]
    assert preview.machine.look.large
    press(preview, "p", "l", "c")
    assert not preview.machine.look.portrait and not preview.machine.look.large and not preview.machine.look.contrast
    assert preview.window.size == (640, 360)


def test_saving_shows_the_new_words_on_the_same_screen(look: Opener, hall: SmallHall) -> None:
    preview = look(FIRST)
    press(preview, "right")
    page = preview.machine.page()
    save(preview, hall, FIRST, CASE.replace("王女士", "李阿姨"))
    assert preview.machine.page() == page
    press(preview, "left")
    assert "李阿姨" in "".join(shown(preview) for _ in preview._screens if press(preview, "right") is None)


def test_a_broken_file_leaves_the_last_good_screen_with_what_is_wrong_on_it(look: Opener, hall: SmallHall) -> None:
    preview = look(FIRST)
    press(preview, "right")
    page, before = preview.machine.page(), shown(preview)
    for broken, words in (
        (CASE.replace("title: ", "title："), "中文冒号"),
        ("id: [", "方括号"),
        (CASE.replace("yuan: 3000", "yuan: 9000"), "不能变少"),
    ):
        save(preview, hall, FIRST, broken)
        assert preview.machine.page() == page and before in shown(preview)
        assert "上不了屏" in shown(preview) and words in shown(preview) and "第 " in shown(preview)
    save(preview, hall, FIRST, CASE)
    assert preview.machine.page() == page and "上不了屏" not in shown(preview)


def test_a_file_that_was_never_right_shows_what_is_wrong_and_then_itself(look: Opener, hall: SmallHall) -> None:
    path = f"{CASES}/new-one.yaml"
    hall.write(path, "id: new-one\n")
    preview = look(path)
    assert "上不了屏" in shown(preview) and "缺少“band”" in shown(preview) and "没有列出" in shown(preview)
    press(preview, "right", "l", "p", "c")
    save(preview, hall, path, CASE.replace("first-case", "new-one"))
    assert ":new-one:" in preview.machine.page() and "上不了屏" not in shown(preview)


def test_a_draft_is_looked_at_and_advice_stands_on_it(look: Opener, hall: SmallHall) -> None:
    path = f"{CASES}/draft-one.yaml"
    hall.write(path, "draft: true\n" + CASE.replace("first-case", "draft-one"))
    preview = look(path)
    assert ":draft-one:" in preview.machine.page()
    assert "这是草稿" in shown(preview) and "可以上屏" in shown(preview)
    assert "draft-one" not in [case.id for case in hall.load().zones["case_warnings"].cases]


def test_a_file_deleted_and_written_again(look: Opener, hall: SmallHall) -> None:
    preview = look(FIRST)
    page = preview.machine.page()
    (hall.root / FIRST).unlink()
    preview._look_again()
    assert preview.machine.page() == page
    hall.write(FIRST, CASE.replace("王女士", "李阿姨"))
    preview._look_again()
    assert "李阿姨" in "".join(shown(preview) for _ in preview._screens if press(preview, "right") is None)


def test_nobody_is_asked_whether_they_are_still_there(look: Opener) -> None:
    preview = look(FIRST)
    page = preview.machine.page()
    for _ in range(400):
        preview._tick(1.0)
    assert preview.machine.page() == page and preview.machine.overlay is None


def test_nothing_is_recorded(look: Opener, hall: SmallHall) -> None:
    preview = look(FIRST)
    press(preview, "right", "right", "l")
    assert preview.log is None and not preview.recorder.records
    assert not (hall.root / "data").exists()


@pytest.mark.parametrize(
    ("path", "words"),
    [("content/nothing.yaml", "没有找到这个文件"), (f"{CASES}/third.yaml.txt", "不读这个文件")],
)
def test_a_file_the_hall_does_not_read(
    hall: SmallHall, path: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.write(f"{CASES}/third.yaml.txt", CASE)
    order = ["look", str(hall.root / path), "--content", str(hall.content), "--hall", str(hall.zones)]
    with pytest.raises(SystemExit) as ended:
        main(order)
    assert ended.value.code == 1
    assert words in capsys.readouterr().err


def test_what_the_hall_asks_is_looked_at_page_by_page(look: Opener, hall: SmallHall) -> None:
    filled(hall)
    preview = look("content/hall/trials.yaml")
    every = pages(preview)
    assert {f"trial:t{n}" for n in range(8)} < {*every} and "trial:t0:done" in every
    assert "先问一声" in shown(preview)
