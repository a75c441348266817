"""A reminder as calendars read it (RFC 5545), with the day left open: the page fills it in, and makes of the ends of
lines, which a page does not keep, what calendars want."""

from __future__ import annotations

from kiosk.content.models.take_home import AskAgain

START, END, STAMP = "@START@", "@END@", "@STAMP@"
_MOST = 75
"""Bytes of a line; the next one begins with a blank."""


def reminder(again: AskAgain) -> str:
    """The calendar file of that day, ten o'clock in the morning."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//antifraud hall//take-home//ZH",
        "BEGIN:VEVENT",
        f"UID:take-home-{START}@antifraud-hall",
        f"DTSTAMP:{STAMP}",
        f"DTSTART;VALUE=DATE:{START}",
        f"DTEND;VALUE=DATE:{END}",
        f"SUMMARY:{_escaped(again.remember)}",
        f"DESCRIPTION:{_escaped(chr(10).join(again.ask))}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT10H",
        f"DESCRIPTION:{_escaped(again.remember)}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\n" for line in lines)


def _escaped(words: str) -> str:
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(sign, instead)
    return words


def _folded(line: str) -> str:
    rows, row = [], ""
    for char in line:
        if len((row + char).encode()) > _MOST:
            rows.append(row)
            row = " "
        row += char
    return "\n".join([*rows, row])
