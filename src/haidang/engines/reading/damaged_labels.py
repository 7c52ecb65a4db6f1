"""Numbers of rows and headings as an English model reads them: "l", "il" or "I" for 1, "Z" for 2, "Il." for III.

A label is known by what must come next, so each question here is about one label that is awaited.
"""

import re
from functools import cache

from haidang.engines.reading.paper import Line

# What stands for a figure, beside the figure itself. Lone strokes are doubled as often as not.
_MISREAD_FIGURES = {
    "0": "[0OoQ]", "1": r"[1lIi|!\]]{1,2}", "2": "[2Zz]", "4": "[4aA]", "5": "[5Ss]", "6": "[6bGó]",
    "7": "[7T]", "8": "[8B&]", "9": "[9gq]",
}  # fmt: skip
_LIKE_FIGURES = frozenset("lIi|!]Oo.,):")  # a longer number without a figure is made of these alone
_LABEL_END = r"[.,):]?"
_STROKE_MISREAD = re.compile(r"[l1|!]")
_STROKES = re.compile(r"[Il1|!]")
_COMMA_LABEL = re.compile(r"(?:\d{1,2}|[IVX]{1,5}),")
_GLUED = re.compile(r"^(\s*\d{1,2})(?=[A-ZĐ][a-zà-ỹ0-9])")
_PART_NUMBER = re.compile(r"\(\d{1,2}\)[,;]?")
_KEPT = re.compile(r"(?:[IVX]{1,6}|[A-HĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2}){0,3})[.)]|\d{1,3}|[VX][IVX]{0,5}")


def part_glued_number(text: str) -> str:
    """This function will part a number from the capital that it stuck to: "4T6 chirc" is "4 T6 chirc"."""
    return _GLUED.sub(r"\1 ", text, count=1)


def is_part_number(word: str) -> bool:
    """This function will tell whether a word is the number of a part: "(6)", which repair may take for "ở"."""
    return bool(_PART_NUMBER.fullmatch(word))


def opening_word(line: Line) -> str:
    """This function will return the first word of a line as it stands there, damaged; "" for an empty line."""
    return opening_of(line.raw)


def opening_of(raw: str) -> str:
    """This function will return the first word of a raw line; "" for an empty one."""
    return raw.split()[0] if raw.strip() else ""


def words_behind_opening(line: Line) -> str:
    """This function will return the mended words of a line behind its first one."""
    return line.text.partition(" ")[2].strip()


def may_be_number(word: str, number: str) -> bool:
    """This function will tell whether a damaged word may be the number awaited: "il" may be "1", "Z." "2"."""
    is_figured = any(map(str.isdigit, word)) or set(word) <= _LIKE_FIGURES
    return bool(_misread(number).fullmatch(word)) and (len(number) == 1 or is_figured)


@cache
def _misread(number: str) -> re.Pattern[str]:
    figures = "".join(_MISREAD_FIGURES.get(figure, re.escape(figure)) for figure in number)
    return re.compile(figures + _LABEL_END)


def lost_stroke(word: str, before: str) -> str | None:
    """Tell the numeral that a damaged one means where the one before it already has its letters.

    Three strokes are often read as two: "Il." behind "II" is III. This function will return None for a numeral that
    is clean, whole, or that no stroke more makes the next one.
    """
    numeral = word.rstrip(".)/:–-").translate(str.maketrans("l1|!", "IIII"))
    is_lossy = bool(_STROKE_MISREAD.search(word)) and len(_STROKES.findall(word)) <= before.count("I")
    is_next = numeral == before and before.endswith(("I", "II")) and not before.endswith("III")
    return f"{before}I" if is_lossy and is_next else None


def kept_label(raw: str, text: str) -> str | None:
    """Tell the label that opens a damaged line and that repair took for a word: "V." read "VỀ.", "4" read "a".

    A point read as a comma is a point again ("4, Sản xuất"). This function will return None where the first word is no
    label, or was left as it stands.
    """
    opening, _, rest = raw.strip().partition(" ")
    if _COMMA_LABEL.fullmatch(opening) and rest.lstrip()[:1].isupper():
        return f"{opening[:-1]}."
    repaired = text.strip().partition(" ")[0]
    is_label = bool(_KEPT.fullmatch(opening)) and (
        opening.endswith((".", ")")) or rest.lstrip("| ")[:1].isupper()
    )
    return opening if is_label and repaired != opening and not _is_same_numeral(repaired, opening) else None


def _is_same_numeral(repaired: str, opening: str) -> bool:
    """Repair reads "11." before a title in capitals for "II.", and rightly so."""
    return (
        set(opening.rstrip(".)")) == {"1"}
        and set(repaired.rstrip(".)")) == {"I"}
        and opening.endswith((".", ")"))
    )
