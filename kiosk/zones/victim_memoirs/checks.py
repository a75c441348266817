"""What the file of a memoir must agree with itself about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.option_ids import with_option_ids
from kiosk.core.findings import Finding
from kiosk.core.vocabulary import Silhouette
from kiosk.zones.victim_memoirs.models import Memoir


def memoir_lint(memoir: Memoir) -> Sequence[Finding]:
    """A moment to speak that never comes, sayings that help nobody or cannot be told apart, a teller who is nobody."""
    return list(_findings(memoir))


def _findings(memoir: Memoir) -> Iterator[Finding]:
    stages = len(memoir.stages)
    if not 1 <= memoir.speak_after <= stages:
        yield ("speak_after",), f"speak_after 是 {memoir.speak_after}，可是只有 {stages} 段：写 1 到 {stages}"
    if not any(saying.helps for saying in memoir.sayings):
        yield ("sayings",), "没有一句话能帮到讲述人：至少给一句写 helps: true"
    if len({saying.id for saying in with_option_ids(memoir.sayings)}) < len(memoir.sayings):
        yield ("sayings",), "有两句话的编号（id）一样，记录里分不开：改掉其中一个"
    if memoir.figure is Silhouette.PHONE:
        yield ("figure",), "讲述人不能只是一个号码：figure 写一个人，例如 woman、man、old_woman、old_man"
