"""HTML in which text is text: whatever is not marked as HTML already is escaped on its way in."""

from __future__ import annotations

from html import escape


class Html(str):
    """A piece of a page that is HTML already."""

    __slots__ = ()


VOID = frozenset({"meta", "br", "rect", "line", "circle", "col"})
"""What has nothing inside."""


def text(words: str) -> Html:
    """Words as text of the page; what is HTML stays as it is."""
    return words if isinstance(words, Html) else Html(escape(words, quote=True))


def tag(name: str, /, *inside: str, **attributes: str | float) -> Html:
    """An element. `class_` is its class; `_` in other attributes stands for `-`."""
    given = "".join(
        f' {"class" if key == "class_" else key.replace("_", "-")}="{escape(_plain(value), quote=True)}"'
        for key, value in attributes.items()
    )
    if name in VOID:
        return Html(f"<{name}{given}>" if name in ("meta", "br", "col") else f"<{name}{given}/>")
    return Html(f"<{name}{given}>{joined(*inside)}</{name}>")


def joined(*pieces: str) -> Html:
    """Pieces one after the other."""
    return Html("".join(map(text, pieces)))


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"
