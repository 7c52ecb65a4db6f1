"""What of a text a document can hold."""

from __future__ import annotations

import re
import unicodedata

# Not allowed in XML 1.0, or able to turn the order of what is read: no paper has them on purpose.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def printable_text(text: str) -> str:
    """Leave out characters that a document cannot hold; line ends become one kind, letters one sign with their marks.

    Decree 30/2020/NĐ-CP, Annex I, wants the letters of TCVN 6909:2001, which are the composed ones of Unicode.
    """
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))


def one_line(text: str) -> str:
    """The printable text with every stretch of white space as one space, for names, alt texts and labels."""
    return " ".join(printable_text(text).split())
