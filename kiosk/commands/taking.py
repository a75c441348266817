"""Making what visitors take home: the page for the bureau's own site, and the card for its printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kiosk.commands.telling import reading, say, why


def add(orders: Any) -> None:
    """Adds take-home to the command line."""
    take = orders.add_parser(
        "take-home", parents=[reading()], help="做观众带回家的网页 index.html 和要印的卡片 card.pdf，需要 print 附加包"
    )
    take.add_argument("--out", type=Path, required=True, metavar="DIR", help="放在哪个文件夹")
    take.set_defaults(do=_take_home)


def _take_home(arguments: argparse.Namespace) -> int:
    from kiosk.takehome.gathering import NothingToTake, gather
    from kiosk.wall_time import today
    from kiosk.wiring import Places, read_content

    loaded = read_content(Places(arguments.content, arguments.hall), today().isoformat())
    try:
        from kiosk.takehome.card import card
        from kiosk.takehome.page import MOST_BYTES, page

        taken = gather(loaded, arguments.content)
        made = {"index.html": page(taken).encode("utf-8"), "card.pdf": card(taken)}
    except ImportError as missing_extra:
        return say(f"缺少印刷用的附加包：在虚拟环境里运行 pip install -e '.[print]'（{missing_extra}）")
    except NothingToTake as trouble:
        return say(f"没有做成：{trouble}")
    except (OSError, ValueError) as trouble:
        return say(f"没有做成，图片或字体读不了：{trouble}")
    if len(made["index.html"]) > MOST_BYTES:
        return say(f"没有做成：网页超过了 {MOST_BYTES // 1000} KB，手机打开太慢。把 take_home.yaml 和口诀里的话写短些")
    try:
        arguments.out.mkdir(exist_ok=True)
        for name, content in made.items():
            (arguments.out / name).write_bytes(content)
    except OSError as trouble:
        return say(f"没有存下来：{why(trouble, arguments.out)}")
    for name, content in made.items():
        print(f"{arguments.out / name}（{len(content) / 1000:.0f} KB）")
    return 0
