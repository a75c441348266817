"""Speaking the lines of content and the fixed words of the screens, and listening to them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.telling import reading, say

WORTH_A_LOOK = 0.1
"""Of a line's syllables heard wrongly."""

if TYPE_CHECKING:  # each command imports what it needs
    from collections.abc import Container, Mapping

    from kiosk.content.loaded import Loaded
    from kiosk.core.speech import Utterance
    from kiosk.wiring import Places


def add(orders: Any) -> None:
    """Adds voice to the command line."""
    voice = orders.add_parser(
        "voice", parents=[reading()], help="（开发）把内容里要念的话念出来，再量一遍每条录音的响度，需要 voice 附加包"
    )
    voice.add_argument("--voices", type=Path, metavar="DIR", help="音色文件 *.bin 所在的文件夹；不写就不念新的")
    voice.add_argument("--listen", action="store_true", help="再请识别程序听一遍，列出听错最多的句子")
    voice.add_argument("--work", type=Path, metavar="DIR", help="放语音模型的文件夹，念和听都要用")
    voice.set_defaults(do=_voice)


def _voice(arguments: argparse.Namespace) -> int:
    from kiosk.content.readings import VOICES, read_readings
    from kiosk.wiring import Places, read_content, recorded_lines

    if (arguments.voices or arguments.listen) and not arguments.work:
        return say("念新的和听一遍都要用语音模型：用 --work 写明放模型的文件夹")
    places = Places(arguments.content, arguments.hall)
    loaded = read_content(places)
    folder = arguments.content / VOICES
    try:
        _list_fixed(loaded, places, folder, grow=bool(arguments.voices))
        lines = recorded_lines(loaded, places.content)
        readings = read_readings(folder)
        if arguments.voices:
            _speak(lines, folder, readings, arguments)
        if arguments.listen:
            _listen(lines, folder, readings, arguments.work)
        print(f"{_measure(folder, lines)} 条录音的响度")
    except ImportError as missing_extra:
        return say(f"缺少语音用的附加包：在虚拟环境里运行 pip install -e '.[voice]'（{missing_extra}）")
    except OSError as trouble:
        return say(f"没有念成：{trouble}")
    return 0


def _list_fixed(loaded: Loaded, places: Places, folder: Path, grow: bool) -> None:
    """Bring the list of the screens' fixed words up to date: drop what no screen says any more, with its recording, and
    `grow` by what it says anew."""
    from kiosk.content.readings import FixedWords, read_fixed, write_fixed
    from kiosk.core.speech import Role, Utterance
    from kiosk.tour import words_read
    from kiosk.voice.rendering import forget
    from kiosk.wiring import spoken_lines

    listed, said = read_fixed(folder), words_read(loaded, places)
    left = [words for words in listed.left if words in said]
    read = [words for words in said if words not in left and (grow or words in listed.read)]
    write_fixed(folder, FixedWords(read, left))
    gone = {Utterance(words, Role.NARRATOR) for words in listed.read} - {
        Utterance(words, Role.NARRATOR) for words in read
    }
    forget(gone - set(spoken_lines(loaded)), folder)


def _speak(lines: list[Utterance], folder: Path, readings: Mapping[str, str], arguments: argparse.Namespace) -> None:
    from kiosk.content.readings import read_fixed
    from kiosk.voice.kokoro import Kokoro
    from kiosk.voice.rendering import missing, render

    left = len(missing(lines, folder, readings))
    engine = Kokoro(arguments.voices, arguments.work)
    fixed = frozenset(read_fixed(folder).read)
    for number, line in enumerate(render(lines, folder, engine, readings, fixed), 1):
        print(f"{number}/{left} {line.role.word} {line.words}", flush=True)
    print(f"共 {len({line.key for line in lines})} 句")


def _measure(folder: Path, lines: list[Utterance]) -> int:
    """How loud every recording is as it goes on, after any change of them; no mouth moves to fixed words."""
    from kiosk.content.readings import read_fixed
    from kiosk.voice.envelopes import write_envelopes
    from kiosk.voice.rendering import read_index

    fixed = frozenset(read_fixed(folder).read)
    silent = {line.key for line in lines if line.words in fixed}
    return write_envelopes(folder, read_index(folder).keys() - silent)


def _listen(lines: list[Utterance], folder: Path, readings: Mapping[str, str], work: Path) -> None:
    """The median of all lines, and those of which most was heard wrongly; how much is kept beside each recording."""
    from dataclasses import replace
    from statistics import mean, median

    from kiosk.voice.listening import MOST_WRONG, REPORT, Listener, listen
    from kiosk.voice.rendering import read_index, write_index

    once = list({line.key: line for line in lines}.values())
    index = read_index(folder)
    found = [
        replace(
            one, wrong=min(one.wrong, float(str(index[one.line.key].get("wrong", 1.0))))
        )  # once understood is enough
        for one in listen(once, folder, Listener(work), readings, work / REPORT)
    ]
    for one in found:
        index[one.line.key] = {**index[one.line.key], "wrong": round(one.wrong, 3)}
    write_index(folder, index)
    heard = sorted(found, key=lambda one: -one.wrong)
    for one in heard:
        if one.wrong > WORTH_A_LOOK:
            print(f"{one.wrong:4.0%} {one.line.role.word} {one.line.words}\n     听成 {one.words}")
    wrong = [one.wrong for one in heard]
    over, among = sum(share > MOST_WRONG for share in wrong), sum(one.among for one in heard)
    print(
        f"{len(wrong)} 句，错音节中位数 {median(wrong):.1%}，平均 {mean(wrong):.1%}，超过 {MOST_WRONG:.0%} 的 {over} 句"
    )
    print(f"其中 {among} 句单独听不清，连着前后两句又听了一遍，只算这一句里的错。")
    _leave(frozenset(one.line for one in heard if one.wrong > MOST_WRONG), folder)


def _leave(unclear: Container[Utterance], folder: Path) -> None:
    """Of the screens' fixed words, those that are `unclear` are left to the machine's own voice."""
    from kiosk.content.readings import FixedWords, read_fixed, write_fixed
    from kiosk.core.speech import Role, Utterance
    from kiosk.voice.rendering import forget

    listed = read_fixed(folder)
    given_up = [words for words in listed.read if Utterance(words, Role.NARRATOR) in unclear]
    write_fixed(folder, FixedWords([w for w in listed.read if w not in given_up], [*listed.left, *given_up]))
    forget((Utterance(words, Role.NARRATOR) for words in given_up), folder)
    print(f"屏幕上的固定文字有 {len(given_up)} 句听不清，留给机器念。")
