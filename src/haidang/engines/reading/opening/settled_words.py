"""Recognised pages put right as one paper: what its words, its numerals and its repeated phrases say of each other.

The raw lines stay what the recogniser read; what was exchanged says so by its low confidence and its alternatives.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from haidang.engines.reading.opening.repeated_heads import with_repeated_heads
from haidang.engines.reading.opening.scanning.coarse_words import doubt_coarse
from haidang.engines.reading.opening.scanning.numerals import LabelCounter, with_numerals
from haidang.engines.reading.opening.scanning.word_choices import choose_words
from haidang.engines.reading.opening.typesetting import visible_text
from haidang.engines.reading.paper import Cell, Line, Row, Table, Token
from haidang.engines.vietnamese.repair.repair_model import shipped_model

_ENDS = (".", ":", ";")
_FARTHEST_GROUP = 40  # rows to the next group of a table
_FEWEST_COLUMNS = 3  # of a table whose first column counts its rows

type Tokens = dict[int, list[Token]]  # by number of their line


def settle_words(
    lines: Sequence[Line], tables: Sequence[Table], *, coarse: Collection[int] = ()
) -> tuple[list[Line], list[Table]]:
    """This function will choose among the readings of recognised words, with all pages of the paper at hand.

    Words of the pages named in `coarse` are no surer than the language is of them.
    """
    recognised = {line.number: line for line in lines if line.tokens}
    if not recognised:
        return list(lines), list(tables)
    runs = list(_runs_of(recognised, tables))
    model = shipped_model().language
    chosen = choose_words(
        [[token for number in run for token in recognised[number].tokens] for run in runs], model
    )
    is_coarse = [recognised[run[0]].page in coarse for run in runs]
    if any(is_coarse):
        chosen = doubt_coarse(chosen, is_coarse, model)
    tokens: Tokens = {}
    for run, words in zip(runs, chosen, strict=True):
        _give_back(with_numerals(words), run, recognised, tokens)
    _count_labels(tables, tokens)
    settled = [_settled_line(line, tokens[line.number]) if line.tokens else line for line in lines]
    by_number = {line.number: line for line in settled}
    return settled, with_repeated_heads([_settled_table(table, by_number) for table in tables])


def _runs_of(recognised: Mapping[int, Line], tables: Sequence[Table]) -> Iterator[list[int]]:
    """Numbers of lines that are read one after the other: of each cell, and of running text to a sentence's end."""
    cells = [cell.lines for table in tables for row in table.rows for cell in row.cells]
    inside = {number for lines in cells for number in lines}
    for lines in cells:
        if run := [number for number in lines if number in recognised]:
            yield run
    run = []
    for number, line in recognised.items():
        if number in inside:
            continue
        run.append(number)
        if line.raw.endswith(_ENDS):
            yield run
            run = []
    if run:
        yield run


def _give_back(words: list[Token], run: list[int], recognised: Mapping[int, Line], tokens: Tokens) -> None:
    rest = iter(words)
    for number in run:
        tokens[number] = [next(rest) for _ in recognised[number].tokens]


def _count_labels(tables: Sequence[Table], tokens: Tokens) -> None:
    """Labels alone in their cells, in the first column of all tables of the paper."""
    counter = LabelCounter()
    firsts = (
        row.cells[0].lines for table in tables for row in table.rows if len(row.cells) >= _FEWEST_COLUMNS
    )
    alone = [lines[0] for lines in firsts if len(lines) == 1 and len(tokens.get(lines[0], ())) == 1]
    texts = [tokens[number][0].text.strip(".") for number in alone]
    for place, number in enumerate(alone):
        below = texts[place + 1 : place + 1 + _FARTHEST_GROUP]
        tokens[number] = [counter.label_in(tokens[number][0], below)]


def _settled_line(line: Line, tokens: list[Token]) -> Line:
    pieces, place = [], 0
    for token in tokens:
        pieces += [line.raw[place : token.start], token.text]
        place = token.end
    text = visible_text("".join(pieces) + line.raw[place:])
    return replace(line, text=text, tokens=tuple(tokens))


def _settled_table(table: Table, lines: Mapping[int, Line]) -> Table:
    return Table(tuple(Row(tuple(_settled_cell(cell, lines) for cell in row.cells)) for row in table.rows))


def _settled_cell(cell: Cell, lines: Mapping[int, Line]) -> Cell:
    """Paragraphs keep their words' number; where that does not fit they stay as they are."""
    words = [word for number in cell.lines for word in lines[number].text.split()]
    lengths = [len(paragraph.split()) for paragraph in cell.paragraphs]
    if sum(lengths) != len(words):
        return cell
    rest = iter(words)
    return replace(cell, paragraphs=tuple(" ".join(next(rest) for _ in range(length)) for length in lengths))
