"""What the file of a memoir must agree with itself about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.option_ids import option_id_lint
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
    yield from ((("sayings", *loc), message) for loc, message in option_id_lint(memoir.sayings, "句子"))
    if memoir.figure is Silhouette.PHONE:
        yield ("figure",), "讲述人不能只是一个号码：figure 写一个人，例如 woman、man、old_woman、old_man"
