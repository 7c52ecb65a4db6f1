"""The words of a line as they are read, with the gaps of the line as it was printed."""

from haidang.engines.reading.paper import Line


def gapped_words(line: Line) -> str:
    """Give the words of a line with the white space that was printed between them: wide gaps part columns.

    This function will put what repair read in the place of each damaged word ("GIAM DOC" becomes "GIÁM ĐỐC").
    """
    words, at = [], 0
    for token in line.tokens:
        words += [line.raw[at : token.start], token.text]
        at = token.end
    return "".join([*words, line.raw[at:]])
