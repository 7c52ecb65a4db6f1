"""The letters of a PDF: a Times-like font that ships with the product and has every Vietnamese letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from haidang.engines.drafting.printable import printable_text

_FILES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
FAMILY = "HDPaper"
_SHARE_OF_RULE = 0.4
# Chinese, Japanese and Korean are named in the file and not put into it: their fonts weigh tens of megabytes, and
# every reader of PDF on a machine of those languages has them.
_HAN_FONT, _KOREAN_FONT = "STSong-Light", "HYSMyeongJo-Medium"
_KOREAN = ("HANGUL",)
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH", "BOPOMOFO")
_NO_LETTER = "\u25a1"


@cache
def font_name(*, bold: bool = False, italic: bool = False) -> str:
    """This function will return the name by which PDF pages call a face of the paper's font."""
    _register_fonts()
    return f"{FAMILY}-{_FILES[bold, italic]}"


def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """This function will measure a line of text in points; the letters are as wide as those of Times New Roman."""
    return float(sum(pdfmetrics.stringWidth(part, name, points) for name, part in font_runs(text, bold=bold)))


def rule_length(text: str, points: float, *, room: float) -> float:
    """This function will return how long a rule below bold lines is, in points: two fifths of the widest of them.

    Decree 30/2020/NĐ-CP, Annex I, wants a third to a half of the line; one wider than its room is broken there.
    """
    widest = max(text_width(line, points, bold=True) for line in printable_text(text).split("\n"))
    return min(widest, room) * _SHARE_OF_RULE


def font_runs(text: str, *, bold: bool = False, italic: bool = False) -> Iterator[tuple[str, str]]:
    """Part a line of text into runs of one font each: pairs of a font's name and text.

    This function will compose letters with their marks (NFC), since a PDF shows what it is given, and will put a
    square where no font has the sign, as for most pictographs.
    """
    main = font_name(bold=bold, italic=italic)
    composed = unicodedata.normalize("NFC", printable_text(text))
    if known_signs(main).issuperset(composed):
        yield main, composed
        return
    for name, group in groupby(composed, key=lambda sign: _font_of(sign, main)):
        signs = "".join(group)
        yield (name, signs) if name else (main, _NO_LETTER * _visible(signs))


@cache
def known_signs(name: str) -> frozenset[str]:
    """This function will return the characters that a registered face can show."""
    return frozenset(map(chr, pdfmetrics.getFont(name).face.charToGlyph))


def _font_of(sign: str, main: str) -> str:
    if sign in known_signs(main):
        return main
    name = unicodedata.name(sign, "")
    if name.startswith(_KOREAN):
        return _KOREAN_FONT
    return _HAN_FONT if name.startswith(_EAST_ASIAN) and ord(sign) <= 0xFFFF else ""


def _visible(signs: str) -> int:
    """A sign that is put together from several (a flag, a family) is one; so is a letter with its marks."""
    return sum(1 for sign in signs if unicodedata.category(sign) not in {"Mn", "Me", "Mc", "Cf", "Sk"})


@cache
def _register_fonts() -> None:
    for style in _FILES.values():
        with as_file(files("haidang.engines.drafting") / "fonts" / f"HDPaper-{style}.ttf") as path:
            pdfmetrics.registerFont(TTFont(f"{FAMILY}-{style}", path))
    pdfmetrics.registerFontFamily(FAMILY, *(f"{FAMILY}-{style}" for style in _FILES.values()))
    for name in (_HAN_FONT, _KOREAN_FONT):
        pdfmetrics.registerFont(UnicodeCIDFont(name))
