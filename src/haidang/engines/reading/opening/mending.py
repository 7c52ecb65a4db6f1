"""A paper whose letters are not what was meant: damaged by recognition, typed without marks, in an old encoding."""

from collections.abc import Sequence
from dataclasses import replace

from haidang.engines.reading.damaged_labels import (
    is_part_number,
    kept_label,
    opening_of,
    part_glued_number,
)
from haidang.engines.reading.errors import SecretMarked
from haidang.engines.reading.exchanged_words import exchanged_word
from haidang.engines.reading.mended_names import mend_names
from haidang.engines.reading.opening.secrecy import bears_secret_mark
from haidang.engines.reading.opening.typesetting import visible_text
from haidang.engines.reading.paper import Cell, Paper, Row, Table, Token
from haidang.engines.vietnamese.repair.kinds import TextKind, tell_text_kind
from haidang.engines.vietnamese.repair.repair_text import RepairedLine

_AS_IT_IS = frozenset({TextKind.CLEAN, TextKind.FOREIGN})


def mended_paper(paper: Paper) -> Paper:
    """Repair the lines and cells of a paper, if they need it; places and raw lines stay.

    The model is loaded when a paper needs it: most do not. What was recognised on pictures, with a model of
    Vietnamese, is not mended by what an English one confuses: it says itself how unsure it is.

    This function will tell in `is_damaged` whether recognition damaged the text. Raises SecretMarked for a mark
    that only the repaired text shows.
    """
    kind = tell_text_kind("\n".join(line.text for line in paper.content_lines()))
    if kind in _AS_IT_IS or kind is TextKind.DAMAGED and _is_recognised(paper):
        return paper
    from haidang.engines.vietnamese.repair.whole_text import repair_text

    repaired = repair_text([part_glued_number(line.text) for line in paper.lines], kind=kind)
    mended = _with_names([line.raw for line in paper.lines], repaired.lines)
    lines = tuple(
        replace(line, text=visible_text(text), tokens=tokens)
        for line, (text, tokens) in zip(paper.lines, mended, strict=True)
    )
    if bears_secret_mark([line.text for line in lines]):
        raise SecretMarked
    tables = tuple(_mended_table(table, kind) for table in paper.tables)
    return replace(
        paper, lines=lines, tables=tables, text_kind=kind.value, is_damaged=kind is TextKind.DAMAGED
    )


def _is_recognised(paper: Paper) -> bool:
    """Whether most of a paper's lines were read on pictures of its pages."""
    lines = list(paper.content_lines())
    return 2 * sum(bool(line.tokens) for line in lines) > len(lines)


def _with_names(raws: Sequence[str], repaired: Sequence[RepairedLine]) -> list[tuple[str, tuple[Token, ...]]]:
    """The texts and tokens of repaired lines, with the names of bodies settled over line ends."""
    before = [_tokens_of(raw, line) for raw, line in zip(raws, repaired, strict=True)]
    settled = [
        _with_label(raw, line.text, tokens)
        for raw, line, tokens in zip(raws, repaired, mend_names(before), strict=True)
    ]
    return [
        (_retold(line.text, old, new), new) for line, old, new in zip(repaired, before, settled, strict=True)
    ]


def _with_label(raw: str, text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A line's own label, and numbers in brackets, stay as they stand there."""
    label = kept_label(raw, text)
    printed = [_retold_as(token, token.raw) if is_part_number(token.raw) else token for token in tokens]
    if printed and label is not None and printed[0].raw == opening_of(raw):
        printed[0] = _retold_as(printed[0], label)
    return tuple(printed)


def _retold_as(token: Token, text: str) -> Token:
    return exchanged_word(token, text, 1 - token.confidence / 2)


def _tokens_of(raw: str, repaired: RepairedLine) -> tuple[Token, ...]:
    """The tokens with their places in the raw line, of which the text is the visible part."""
    tokens, at = [], 0
    for token in repaired.tokens:
        start = raw.find(token.raw, at)
        if start < 0:
            continue
        at = start + len(token.raw)
        tokens.append(Token(token.raw, token.text, start, at, token.confidence, token.alternatives))
    return tuple(tokens)


def _retold(text: str, before: Sequence[Token], after: Sequence[Token]) -> str:
    """A repaired line with the words of the tokens that a name settled."""
    pieces, place = [], 0
    for old, new in zip(before, after, strict=True):
        at = text.find(old.text, place)
        if at >= 0:
            pieces += [text[place:at], new.text]
            place = at + len(old.text)
    return "".join(pieces) + text[place:]


def _mended_table(table: Table, kind: TextKind) -> Table:
    """Cells are repaired by paragraphs: words beside each other there are neighbours, as they are not on a line."""
    paragraphs = [text for row in table.rows for cell in row.cells for text in cell.paragraphs]
    from haidang.engines.vietnamese.repair.whole_text import repair_text

    mended = iter(_with_names(paragraphs, repair_text(paragraphs, kind=kind).lines))
    return Table(
        tuple(
            Row(tuple(_mended_cell(cell, [next(mended)[0] for _ in cell.paragraphs]) for cell in row.cells))
            for row in table.rows
        )
    )


def _mended_cell(cell: Cell, paragraphs: list[str]) -> Cell:
    return replace(cell, paragraphs=tuple(paragraphs))
