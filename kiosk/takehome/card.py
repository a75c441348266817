"""The printed card: four on a sheet of A4, to be cut apart; a line for the family's word, three steps, whom to call."""

from __future__ import annotations

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from kiosk.core.geometry import Rect
from kiosk.draw.items import Colour
from kiosk.draw.theme import NORMAL, mix
from kiosk.parts.bead import shade_of
from kiosk.takehome.gathering import ToTakeHome
from kiosk.takehome.sheet import Sheet

_W, _H = 105.0, 148.5
"""A6, a quarter of the sheet."""
_EDGE = 7.0
"""Left free along every cut: printers and scissors are not exact."""
_INSIDE = _W - 2 * _EDGE
_BAND = Rect(_EDGE, _EDGE, _INSIDE, 35.0)
_LINE = Rect(_EDGE, 50.2, _INSIDE, 13.0)
_STEPS, _STEP = 71.5, 13.8
_CALLS = Rect(_EDGE, 114.6, 29.0, 24.0)
_CODE = 24.0
_WHITE: Colour = (255, 255, 255)


def card(taken: ToTakeHome) -> bytes:
    """The sheet as a PDF."""
    words = taken.words
    sheet = Sheet(words.family_word.heading, taken.hall, "".join(_written(taken)))
    rows = code_rows(taken.code)
    for left in (0.0, _W):
        for top in (0.0, _H):
            sheet.moved(left, top)
            _one(sheet, taken, rows)
    sheet.moved(0.0, 0.0)
    sheet.line(_W, 0.0, _W, 2 * _H, NORMAL.smoke, 0.15, 1.5)
    sheet.line(0.0, _H, 2 * _W, _H, NORMAL.smoke, 0.15, 1.5)
    return sheet.pdf()


def code_rows(data: str) -> list[list[bool]]:
    """The modules of a QR code, without the quiet zone, which the card leaves itself."""
    code = QRCode(border=0, error_correction=ERROR_CORRECT_M)
    code.add_data(data)
    code.make(fit=True)
    return code.get_matrix()


def _written(taken: ToTakeHome) -> list[str]:
    words = taken.words
    gone, word = words.money_gone, words.family_word
    steps = [part for step in words.steps for part in (step.name, step.how)]
    return [
        word.heading, word.lead, word.write_here, word.keep, *steps, gone.police, gone.advice, words.scan, taken.hall,
        "0123456789",
    ]  # fmt: skip


def _one(sheet: Sheet, taken: ToTakeHome, rows: list[list[bool]]) -> None:
    _head(sheet, taken)
    word = taken.words.family_word
    sheet.words(word.write_here, _EDGE, 43.6, _INSIDE, 4.6, NORMAL.on_card, "strong")
    sheet.panel(_LINE.x, _LINE.y, _LINE.w, _LINE.h, NORMAL.accent_tint, 2.5)
    sheet.frame(_LINE.x, _LINE.y, _LINE.w, _LINE.h, NORMAL.accent, 2.5)
    sheet.words(word.keep, _EDGE, _LINE.bottom + 1.0, _INSIDE, 3.6, NORMAL.on_card_soft)
    for number, step in enumerate(taken.words.steps):
        y = _STEPS + number * _STEP
        sheet.ball(_EDGE, y + 0.9, 9.0, NORMAL.accent)
        sheet.words(str(number + 1), _EDGE, y + 1.7, 9.0, 5.4, NORMAL.on_accent, "strong", True)
        below = sheet.words(step.name, _EDGE + 13, y - 0.6, _INSIDE - 13, 5.8, NORMAL.on_card, "serif")
        sheet.words(step.how, _EDGE + 13, below - 0.8, _INSIDE - 13, 3.7, NORMAL.on_card_soft)
    _foot(sheet, taken, rows)


def _head(sheet: Sheet, taken: ToTakeHome) -> None:
    """A band of the hall's blue with a string of its beads."""
    word = taken.words.family_word
    sheet.panel(_BAND.x, _BAND.y, _BAND.w, _BAND.h, NORMAL.ground, 3.5)
    sheet.words(word.heading, _BAND.x + 6, _BAND.y + 2.5, _BAND.w - 12, 9.4, NORMAL.on_ground, "serif")
    sheet.words(word.lead, _BAND.x + 6, _BAND.y + 15.0, _BAND.w - 12, 3.8, NORMAL.on_ground_soft)
    cord = _BAND.bottom - 5.0
    sheet.line(_BAND.x, cord, _BAND.right, cord, NORMAL.mark, 0.35)
    for number in range(8):
        shade = shade_of(number)
        x = _BAND.right - 6 - 5.4 - number * 5.7
        sheet.ball(x, cord - 2.7, 5.4, mix(shade, (0, 0, 0), 0.3))
        sheet.ball(x + 0.2, cord - 2.6, 4.8, shade)
        sheet.ball(x + 0.9, cord - 2.0, 1.5, mix(shade, _WHITE, 0.75))


def _foot(sheet: Sheet, taken: ToTakeHome, rows: list[list[bool]]) -> None:
    """Whom to call, and the code."""
    gone, y = taken.words.money_gone, _CALLS.y
    for number, what, fill, x in (
        ("96110", gone.advice, NORMAL.ground, _CALLS.x),
        ("110", gone.police, NORMAL.danger, _CALLS.right + 2.5),
    ):
        sheet.panel(x, y, _CALLS.w, _CALLS.h, fill, 2.5)
        sheet.words(number, x, y + 2.2, _CALLS.w, 8.6, _WHITE, "strong", True)
        sheet.words(what, x + 1.5, y + 14.4, _CALLS.w - 3, 3.5, _WHITE, "sans", True)
    x = _EDGE + _INSIDE - _CODE
    sheet.code(rows, x, y, _CODE, NORMAL.on_card)
    sheet.words(taken.words.scan, x - 3, y + _CODE + 0.2, _CODE + 6, 3.3, NORMAL.on_card_soft, "sans", True)
