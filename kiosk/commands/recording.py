"""Putting the hall's own recording in the place of a line that was made."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kiosk.commands.telling import reading, say, why


def add(orders: Any) -> None:
    """Adds record to the command line."""
    record = orders.add_parser("record", parents=[reading()], help="用本馆自己的录音代替一句话的合成声音")
    record.add_argument("file", type=Path, metavar="录音", help="一句话一个文件：手机录的 m4a、mp3、wav 都行")
    record.add_argument("--words", required=True, metavar="这句话", help="与内容里写的一字不差，标点也一样")
    record.set_defaults(do=_record)


def _record(arguments: argparse.Namespace) -> int:
    from kiosk.content.readings import VOICES
    from kiosk.voice.own import alike, lines_saying, take
    from kiosk.wiring import Places, read_content, recorded_lines

    known = recorded_lines(read_content(Places(arguments.content, arguments.hall)), arguments.content)
    lines = lines_saying(arguments.words, known)
    if not lines:
        meant = "；".join(alike(arguments.words, known))
        return say(f"内容里没有这句话：{arguments.words}" + (f"。是不是这一句：{meant}" if meant else ""))
    try:
        seconds = take(arguments.file, lines, arguments.content / VOICES)
    except ValueError as trouble:
        return say(str(trouble))
    except OSError as trouble:
        return say(f"录音没有放好：{why(trouble, arguments.file)}")
    print(f"放好了，{seconds:.1f} 秒：{arguments.words}")
    print("改了这句话，录音就不再用，要重录。")
    return 0
