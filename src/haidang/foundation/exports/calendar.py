"""A person's due dates as an iCalendar file (RFC 5545): all-day events with lasting names."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from haidang.foundation.registry import DueDate

# RFC 5545, 3.1: a line is folded before it is longer than 75 octets, its end left out.
_MOST_OCTETS = 75
_ESCAPED = re.compile(r"([\\;,])")
_BREAKS = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar_file(
    due_dates: Iterable[DueDate], *, name: str, stamp: datetime, absolute: Callable[[str], str]
) -> bytes:
    """Write due dates as a calendar; `absolute` turns a path of the site into an address.

    This function will give the same bytes for the same due dates: `stamp` is the same in every event, so that a
    program is sent the file anew only when something in it changed.
    """
    domain = re.sub(r"^[a-z]+://|[/:].*$", "", absolute("/"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hai Dang//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for due in due_dates:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{due.key}@{domain}",
            f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{due.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(due.title)}",
            f"DESCRIPTION:{_text(due.text)}",
            f"URL:{absolute(due.address)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _text(words: str) -> str:
    escaped = _ESCAPED.sub(r"\\\1", _BREAKS.sub("\n", words))
    return _CONTROL.sub("", escaped.replace("\n", "\\n"))


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, cut between letters; every part but the first begins with a space."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _MOST_OCTETS:
            yield part
            part, octets = " ", 1
        part += letter
        octets += size
    yield part
