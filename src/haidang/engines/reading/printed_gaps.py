"""The words of a line as they are read, with the gaps of the line as it was printed."""

import re

from haidang.engines.reading.paper import Line

_WORD = re.compile(r"\S+")


def gapped_words(line: Line) -> str:
    """Give the words of a line with the white space that was printed between them: wide gaps part columns.

    This function will put what repair read in the place of each damaged word ("GIAM DOC" becomes "GIÁM ĐỐC"), and
    the words of a decoded line, which has no tokens, in the places of as many old ones.
    """
    printed = list(_WORD.finditer(line.raw))
    words = line.text.split()
    if line.tokens:
        return _put_in(line.raw, [(token.start, token.end, token.text) for token in line.tokens])
    if len(printed) != len(words):
        return line.raw
    return _put_in(line.raw, [(old.start(), old.end(), new) for old, new in zip(printed, words, strict=True)])


def _put_in(raw: str, places: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, words in places:
        pieces += [raw[at:start], words]
        at = end
    return "".join([*pieces, raw[at:]])
