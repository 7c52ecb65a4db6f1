"""Repair a text that OCR with a foreign model has damaged, line for line."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.language_model import LanguageModel
from haidang.engines.vietnamese.repair.paper_phrases import PaperPhrases
from haidang.engines.vietnamese.repair.readings import Setting, TokenReader, letters_shown
from haidang.engines.vietnamese.repair.search import WIDE, Beam, Choice, Place, choose_readings
from haidang.engines.vietnamese.repair.tokens import Token, looks_coded, split_line

_SENTENCE_ENDS = (".", ":", ";", "!", "?", ")", "”")
_CAPITALS_FROM = 0.75
# How often a new sentence, cell or list begins after a mark; at the head of a line that shows a capital.
_BREAK_SHARES = {".": 0.8, ":": 0.4, ";": 0.4, ",": 0.2, ")": 0.2, "(": 0.3, "!": 0.8, "?": 0.8}
_BREAK_AT_LINE = 0.4


# Specks that OCR sets between two words written together.
_VOWEL = re.compile("[AEIOUYÀ-Ỹ]")
_SPECKS = "‘’“”|"


@dataclass(frozen=True, slots=True)
class RepairedToken:
    """A token with what it was, where it stands (`line` from 1, offsets into the raw line) and what it may be."""

    raw: str
    line: int
    start: int
    end: int
    text: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class RepairedLine:
    """A line as it was and as it is read."""

    number: int
    raw: str
    text: str
    tokens: tuple[RepairedToken, ...]


def repair_lines(
    lines: list[str], model: LanguageModel, reader: TokenReader, *, passes: int = 1, beam: Beam = WIDE
) -> list[RepairedLine]:
    """Repair the lines of a damaged text. This function will answer as many lines; spaces stay as they are.

    A second pass lets the phrases that the paper repeats help each other.
    """
    paragraphs = [_readings_of(paragraph, reader) for paragraph in _paragraphs(lines)]
    phrases: PaperPhrases | None = None
    for _ in range(passes):
        chosen = [choose_readings(model, lattice, phrases, beam) for _, lattice in paragraphs]
        runs = [[(one.reading.word, one.worth) for one in choices] for choices in chosen]
        phrases = PaperPhrases(runs, model.size)
    repaired: dict[int, list[RepairedToken]] = {}
    for (tokens, _), choices in zip(paragraphs, chosen, strict=True):
        for token, choice in zip(tokens, choices, strict=True):
            repaired.setdefault(token.line, []).append(_repaired(token, choice))
    return [
        RepairedLine(number, line, _rebuilt(line, repaired.get(number, [])), tuple(repaired.get(number, [])))
        for number, line in enumerate(lines, 1)
    ]


def _paragraphs(lines: list[str]) -> Iterator[list[list[Token]]]:
    """Runs of lines without an empty one between; each line as tokens."""
    paragraph: list[list[Token]] = []
    for number, line in enumerate(lines, 1):
        tokens = split_line(unicodedata.normalize("NFC", line), number)
        if tokens:
            paragraph.append(tokens)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _readings_of(paragraph: list[list[Token]], reader: TokenReader) -> tuple[list[Token], list[Place]]:
    """The tokens of a paragraph that hold words, each with its readings; lone marks stay as they are."""
    tokens: list[Token] = []
    lattice: list[Place] = []
    is_inside = False
    before: Token | None = None
    in_capitals = False
    for line in paragraph:
        after_capitals, in_capitals = in_capitals, _is_in_capitals(line)
        for place, token in enumerate(line):
            if not token.core or token.raw == "|":
                is_inside = False
                continue
            beside = line[max(place - 2, 0) : place] + line[place + 1 : place + 2]
            goes_on = not place and after_capitals and letters_shown(token.core) == "all"
            near_capitals = in_capitals or goes_on or any(map(_is_word_in_capitals, beside))
            setting = Setting(
                in_capitals,
                near_capitals,
                after_quarter=before is not None and folded_form(before.core) == "quy",
                opens_line=place == 0,
                fills_line=len(line) == 1,
                is_inside=is_inside,
            )
            tokens.append(token)
            lattice.append(Place(reader.readings_of(token, setting), _break_share(before, token, setting)))
            is_inside = not token.after.endswith(_SENTENCE_ENDS)
            before = token
    return tokens, lattice


def _break_share(before: Token | None, token: Token, setting: Setting) -> float:
    """How often a sentence or a cell ends between two tokens, by the marks between them and by capitals."""
    if before is None:
        return 0.0
    mark = before.after[-1:] or ("(" if "(" in token.before else "")
    share = _BREAK_SHARES.get(mark, 0.0)
    if setting.opens_line and token.core[:1].isupper() and not setting.in_capitals:
        share = max(share, _BREAK_AT_LINE)
    return share


def _is_in_capitals(line: list[Token]) -> bool:
    words = [token.core for token in line if not looks_coded(token.core)]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    return len(letters) > 2 and sum(letter.isupper() for letter in letters) >= _CAPITALS_FROM * len(letters)


def _is_word_in_capitals(token: Token) -> bool:
    """A code (UBND, 15/KH-UBND) is in capitals anywhere; a word is so among others."""
    is_long = len(token.core) > 2 and token.core.isupper()
    return is_long and bool(_VOWEL.search(token.core)) and not looks_coded(token.core)


def _repaired(token: Token, choice: Choice) -> RepairedToken:
    others = tuple((reading.text, worth) for reading, worth in choice.others[:5])
    return RepairedToken(
        token.raw, token.line, token.start, token.end, choice.reading.text, choice.worth, others
    )


def _rebuilt(line: str, tokens: list[RepairedToken]) -> str:
    """The line with its tokens repaired; words that were read as one run are set apart."""
    pieces: list[str] = []
    place = 0
    for token in sorted(tokens, key=lambda one: one.start):
        if token.start == place and pieces:
            pieces[-1] = _set_apart(pieces[-1])
        pieces += [line[place : token.start], token.text]
        place = token.end
    return "".join(pieces) + line[place:]


def _set_apart(text: str) -> str:
    if text.endswith(":"):
        return text + " "
    return text.rstrip(_SPECKS) + " " if text.endswith(tuple(_SPECKS)) else text
