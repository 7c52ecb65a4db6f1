"""Who a paper goes to: the list under "Nơi nhận" and a letter's list of addressees."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from haidang.engines.reading.findings import AddresseeFound, RecipientFound
from haidang.engines.reading.letterhead_words import is_capitals
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.printed_gaps import gapped_words
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.engines.vietnamese.lexicon import province_names

_RECIPIENTS = re.compile(r"^\W*n[o0]i ?nh[a-z]{1,2}n\b")
_BULLET = re.compile(r"^\s*[-–—+•]\s*")
_FILED = re.compile(r"^l[a-z]{1,2}u(?:\s*:\s*|\s+)")
_PURPOSE = re.compile(r"\s*\((?P<purpose>[^()]*)\)\s*[;.,]*\s*$")
_COLUMN_GAP = re.compile(r"\t+|\s{3,}")
# Numbers of entries that stand in a line in two columns: "1. | UBND Tinh An Giang 33. | UBND Tinh ...".
_ENTRY = re.compile(r"(?<!\S)\d{1,3}\s*[.,)|]+\s*\|?\s*(?=\D)")
_PROVINCE = re.compile(
    r"^(?:(?:ubnd|uy ban nhan dan|so [^,;]*?)\s+)?(?P<kind>tinh|thanh pho|tp\.?)\s+(?P<name>\S.*)$"
)
_ADDRESSED = re.compile(r"^\W*kinh\s+g[a-z]{1,2}i\s*:?\s*")
# A list of addressees has at least so many numbered names of provinces or cities.
_FEWEST_ENTRIES = 3
_ALIKE = 80


def opens_recipients(text: str) -> bool:
    """Tell whether a line opens the list of recipients ("Nơi nhận:", also damaged: "Noinhdn:")."""
    return bool(_RECIPIENTS.match(folded_letters(text)))


def read_recipients(paper: Paper) -> tuple[tuple[RecipientFound, ...], tuple[int, ...]]:
    """Read the list under "Nơi nhận".

    This function will join an entry that goes on in the next line (seed 002 lines 688-690), take "(để b/c)" as a
    purpose, and "Lưu: VT" as VT to be filed (seed 001 line 379).
    """
    entries = _recipient_entries(list(paper.content_lines()))
    found = tuple(_recipient_of(text) for text, _ in entries)
    return found, tuple(sorted({number for _, numbers in entries for number in numbers}))


def _recipient_entries(lines: Sequence[Line]) -> list[tuple[str, list[int]]]:
    start = next((i for i, line in enumerate(lines) if opens_recipients(line.text)), None)
    entries: list[tuple[str, list[int]]] = []
    if start is None:
        return entries
    for line in lines[start + 1 :]:
        text = _left_column(line)
        if _BULLET.match(text):
            entries.append((text, [line.number]))
        elif entries and _goes_on(entries[-1][0], text):
            entries[-1] = (f"{entries[-1][0]} {text}", [*entries[-1][1], line.number])
        elif entries and not is_capitals(text):
            break
        if entries and _is_filing(entries[-1][0]) and entries[-1][0].rstrip().endswith("."):
            break
    return entries


def _left_column(line: Line) -> str:
    """The signature may stand to the right of the list, a wide gap apart."""
    pieces = [piece for piece in _COLUMN_GAP.split(gapped_words(line).strip()) if piece.strip(" *")]
    return " ".join(pieces[0].replace("*", "").split()) if pieces else line.text


def _goes_on(entry: str, text: str) -> bool:
    is_open = entry.rstrip().endswith((",", "-", "và", "&"))
    is_unfinished = not entry.rstrip().endswith((";", ".", ",)"))
    return is_open or (is_unfinished and (text[:1].islower() or text.rstrip().endswith((";", "."))))


def _is_filing(entry: str) -> bool:
    return bool(_FILED.match(folded_letters(_BULLET.sub("", entry))))


def _recipient_of(entry: str) -> RecipientFound:
    text = _BULLET.sub("", entry).strip()
    purpose = _PURPOSE.search(text)
    name = text[: purpose.start()] if purpose else text
    filed = _FILED.match(folded_letters(name))
    if filed:
        return RecipientFound(name[filed.end() :].strip(" ;.,)"), "Lưu")
    return RecipientFound(name.strip(" ;.,("), purpose["purpose"].strip() if purpose else None)


def read_addressees(paper: Paper) -> tuple[AddresseeFound, ...]:
    """Read whom a letter is addressed to, one by one.

    This function will take the numbered list of provinces and cities, in one column, in two, or in a table
    (seed 004 lines 148-188), and otherwise the names after "Kính gửi" parted by ";" or bullets.
    """
    listed = _listed_provinces(paper)
    return listed if len(listed) >= _FEWEST_ENTRIES else _names_after_opening(paper)


def _listed_provinces(paper: Paper) -> tuple[AddresseeFound, ...]:
    found = [
        (number, addressee)
        for line in paper.content_lines()
        for number, text in _numbered_entries(line.text)
        if (addressee := _province_of(text, line.number))
    ]
    addressees = [addressee for _, addressee in sorted(found, key=lambda pair: pair[0])]
    if paper.is_damaged:
        return tuple(replace(one, name=_nearest_province(one.name)) for one in addressees)
    return tuple(addressees)


def _nearest_province(name: str) -> str:
    """The one province that a misread name is nearest to; a name that none or several are near stays as it is."""
    if normal_form(name) in province_names():
        return name
    bare = folded_form(name)
    ranked = sorted((fuzz.ratio(bare, folded_form(known)), known) for known in province_names())
    (second, _), (best, nearest) = ranked[-2:]
    return nearest if best >= _ALIKE and best > second else name


def _numbered_entries(text: str) -> Iterable[tuple[int, str]]:
    matches = list(_ENTRY.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)] * bool(matches)
    for match, end in zip(matches, ends, strict=True):
        yield int(re.sub(r"\D", "", match.group())), text[match.end() : end].strip(" |;,")


def _province_of(text: str, line_number: int) -> AddresseeFound | None:
    match = _PROVINCE.match(folded_letters(text))
    if match is None or len(match["name"].split()) > 6:
        return None
    name = text[match.start("name") :].strip(" .;,|")
    return AddresseeFound(name, "tỉnh" if match["kind"] == "tinh" else "thành phố", (line_number,))


def _names_after_opening(paper: Paper) -> tuple[AddresseeFound, ...]:
    lines = list(paper.content_lines())
    start = next((i for i, line in enumerate(lines) if _ADDRESSED.match(folded_letters(line.text))), None)
    if start is None:
        return ()
    pieces = [(lines[start].text[_opening_length(lines[start].text) :], lines[start].number)]
    for line in lines[start + 1 :]:
        is_bulleted = bool(_BULLET.match(line.text))
        if not is_bulleted and not pieces[-1][0].rstrip().endswith((";", ",", ":")):
            break
        pieces.append((_BULLET.sub("", line.text), line.number))
    return tuple(_addressee_of(name, number) for text, number in pieces for name in _parted(text))


def _opening_length(text: str) -> int:
    match = _ADDRESSED.match(folded_letters(text))
    return match.end() if match else 0


def _parted(text: str) -> list[str]:
    return [name.strip(" .;,-") for name in text.split(";") if name.strip(" .;,-")]


def _addressee_of(name: str, number: int) -> AddresseeFound:
    return _province_of(name, number) or AddresseeFound(name, None, (number,))
